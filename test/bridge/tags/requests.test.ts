import { describe, expect, it } from 'vitest';
import { tagRequests } from '../../../src/bridge/tags/requests.ts';
import { FakeTagDesk } from '../../fakes/tag-desk.ts';

const ALBUM = 'spotify:album:0ETFjACtuP2ADo6LFhL6HN';

async function ask(what: string, payload: string | object, desk = new FakeTagDesk()) {
  const request = tagRequests(desk)[what];
  if (!request) throw new Error(`no request ${what}`);
  const answer = await request(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return { answer, calls: desk.calls };
}

describe('requests about cards', () => {
  it('lists cards, strangers and what is waited for, with ISO times and names in snake_case', async () => {
    const desk = new FakeTagDesk();
    desk.cards = desk.cards.map((card) => ({
      ...card,
      options: { maxVolume: 30, sameTag: 'toggle', atEnd: 'stop', volume: 20 },
      resumesAt: { title: 'Two', positionMs: 61_400 },
    }));
    const { answer } = await ask('tags', '', desk);
    expect(JSON.parse(JSON.stringify(answer))).toMatchObject({
      tags: [
        {
          uid: '04A1B2C3',
          does: ALBUM,
          options: { max_volume: 30, same_tag: 'toggle', at_end: 'stop', volume: 20 },
          last_scan: '2026-11-21T06:00:00.000Z',
          resumes_at: { title: 'Two', position: 61 },
        },
      ],
      unknown: [{ uid: '0477AA11', at: '2026-11-21T07:59:00.000Z' }],
      learning: null,
    });
    expect(await ask('tags/list', '', desk)).toMatchObject({ answer });
    expect((await ask('readers', '')).answer).toEqual((await ask('readers/list', '')).answer);
  });

  it.each<[string, string | object, string[]]>([
    ['learn', '', ['learn {}']],
    ['learn', 'family', ['learn {"account":"family"}']],
    ['tags/learn', { uri: ALBUM, seconds: 30, transaction: 7 }, [`learn {"does":"${ALBUM}","forMs":30000}`]],
    [
      'learn',
      { does: 'lock', reader: 'kitchen', replace: true },
      ['learn {"does":"lock","reader":"kitchen","replace":true}'],
    ],
    ['learn', { options: { max_volume: 30 } }, ['learn {"options":{"maxVolume":30}}']],
    ['tags/cancel', '', ['cancel']],
    ['learn/cancel', '', ['cancel']],
    [
      'tags/set',
      { uid: '04', does: ALBUM, name: null, transaction: 'x' },
      [`set "04" {"does":"${ALBUM}","name":null}`],
    ],
    [
      'tags/set',
      { uid: '04', options: { same_tag: 'next', at_end: 'repeat' } },
      ['set "04" {"options":{"sameTag":"next","atEnd":"repeat"}}'],
    ],
    ['tags/remove', '04-A1-B2-C3', ['remove "04-A1-B2-C3"']],
    ['tags/export', '', ['export false']],
    ['tags/export', { write: true }, ['export true']],
    ['tags/import', '0594672283 spotify:album:x', ['import "0594672283 spotify:album:x" false']],
    ['readers/forget', 'kitchen', ['forget "kitchen"']],
    ['readers/lock', { reader: 'kitchen', locked: true }, ['lock "kitchen" true']],
  ])('%s %j', async (what, payload, calls) => {
    expect((await ask(what, payload)).calls).toEqual(calls);
  });

  it.each<[string, string | object, object]>([
    ['tags/get', '04:a1:b2:c3', { tag: { uid: '04A1B2C3' } }],
    ['tags/get', { uid: '04A1B2C3' }, { tag: { source: 'learnt' } }],
    ['tags/remove', { uid: '04A1B2C3' }, { removed: { uid: '04A1B2C3' } }],
    ['learn', { seconds: 60 }, { learning: { account: 'family', until: '2026-11-21T08:01:00.000Z' } }],
    ['tags/cancel', '', { cancelled: false }],
    ['readers/forget', 'kitchen', { forgotten: 'kitchen' }],
    ['readers/lock', { reader: 'kitchen', locked: true }, { reader: 'kitchen', locked: true }],
    ['readers', '', { readers: [{ reader: 'kitchen', online: true, card: null, last_scan: null }] }],
  ])('%s %j is answered', async (what, payload, answer) => {
    expect((await ask(what, payload)).answer).toMatchObject(answer);
  });

  it.each<[string, string | object, RegExp]>([
    ['tags/get', '', /right would be {"uid"/],
    ['tags/get', 'AABBCCDD', /no card "AABBCCDD" is known; "tags" lists all/],
    ['tags/set', 'AABBCCDD', /right would be {"uid".*"does"/],
    ['tags/set', { uid: '04', colour: 'red' }, /unknown "colour"/],
    ['tags/set', { uid: '04', options: { volume: 101 } }, /options.volume: .*right would be/],
    ['tags/set', '{"uid":', /not valid JSON/],
    ['learn', { seconds: 0 }, /seconds: .*right would be {"account"/],
    ['readers/lock', { reader: 'kitchen' }, /locked: .*right would be {"reader"/],
    ['tags/import', {}, /text: .*right would be/],
  ])('%s %j is refused', async (what, payload, why) => {
    await expect(ask(what, payload)).rejects.toThrow(why);
  });
});
