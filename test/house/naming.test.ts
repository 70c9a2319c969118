import { describe, expect, it } from 'vitest';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, plan } from './box.ts';
import { playingHouse } from './house.ts';

const UID = '047290BAAD6C81';

async function houseWithBox() {
  const house = await playingHouse({ readers: [plan('kids')] });
  return { house, box: boxIn(house), desk: house.tags.desk };
}

describe('a card that was given by its link', () => {
  it('is called as on Spotify, with its cover, once its music plays', async () => {
    const { house, box, desk } = await houseWithBox();
    await desk.set(CARD, { does: `${ALBUM}/shuffle` });
    expect(desk.tag(CARD)).toMatchObject({ name: null, title: `${ALBUM}/shuffle` });
    box.lay(CARD);
    await house.clock.advance(15_000);
    expect(desk.tag(CARD)).toMatchObject({ name: 'Gute Nacht, Bär', title: 'Gute Nacht, Bär' });
    expect(desk.tag(CARD)?.cover).toMatch(/^https:\/\/i\.scdn\.co\//);
    await house.close();
  });

  it('keeps the name that people gave it, and takes none of other music', async () => {
    const { house, box, desk } = await houseWithBox();
    await desk.set(CARD, { does: ALBUM, name: 'Bear' });
    box.lay(CARD);
    await house.clock.advance(15_000);
    expect(desk.tag(CARD)).toMatchObject({ name: 'Bear', cover: expect.stringContaining('scdn') });

    await desk.set(CARD, { name: null, cover: null });
    house.phone({ action: 'play', uri: OTHER_ALBUM });
    await house.clock.advance(60_000);
    expect(desk.tag(CARD)).toMatchObject({ name: null, cover: null });
    await house.close();
  });

  it('leaves cards of tags.yaml to their file', async () => {
    const { house, box, desk } = await houseWithBox();
    house.tagFile.edit([{ uid: UID, name: null, does: ALBUM, cover: null, options: {} }]);
    box.lay(CARD);
    await house.clock.advance(15_000);
    expect(desk.tag(CARD)).toMatchObject({ name: null, source: 'file' });
    house.tagFile.edit([]);
    expect(desk.tag(CARD)).toBeUndefined();
    await house.close();
  });
});
