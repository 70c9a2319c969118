import { describe, expect, it } from 'vitest';
import { ExplicitTitles } from '../../src/bridge/explicit-titles.ts';
import { Trouble } from '../../src/core/problem.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeSpotify } from '../fakes/spotify.ts';

const SONG = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';

function asking() {
  const gate = { admit: async () => {}, check() {}, close: () => expect.fail() };
  const spotify = new FakeSpotify(new FakeClock(), gate);
  const stop = new AbortController();
  return { spotify, stop, titles: new ExplicitTitles(spotify, stop.signal) };
}

describe('whether a title is explicit', () => {
  it.each([true, false])('is asked once: %s', async (explicit) => {
    const { spotify, titles } = asking();
    if (explicit) spotify.explicit.add(SONG);
    for (let time = 0; time < 3; time++) expect(await titles.isExplicit(SONG)).toBe(explicit);
    expect(spotify.calls).toEqual([`GET explicit ${SONG}`]);
  });

  it('is asked again where nobody could tell, and no title suffers from that', async () => {
    const { spotify, titles } = asking();
    spotify.explicit.add(SONG);
    spotify.fail('GET explicit', new Trouble('unreachable', 'away'));
    expect(await titles.isExplicit(SONG)).toBe(false);
    expect(await titles.isExplicit(SONG)).toBe(true);
  });

  it('is no matter any more once the bridge is being stopped', async () => {
    const { spotify, stop, titles } = asking();
    spotify.fail('GET explicit', new DOMException('stopped', 'AbortError'));
    stop.abort();
    expect(await titles.isExplicit(SONG)).toBe(false);
  });

  it('hides no bug', async () => {
    const { spotify, titles } = asking();
    spotify.fail('GET explicit', new TypeError('x is undefined'));
    await expect(titles.isExplicit(SONG)).rejects.toThrow('x is undefined');
  });

  it('is forgotten before there are too many to remember', async () => {
    const { spotify, titles } = asking();
    for (let nth = 0; nth <= 2_000; nth++) await titles.isExplicit(`spotify:track:${nth}`);
    spotify.calls.length = 0;
    await titles.isExplicit('spotify:track:2000');
    await titles.isExplicit('spotify:track:0');
    expect(spotify.calls).toEqual(['GET explicit spotify:track:0']);
  });
});
