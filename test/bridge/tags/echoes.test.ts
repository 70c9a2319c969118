import { describe, expect, it } from 'vitest';
import { Echoes, type Sighting } from '../../../src/bridge/tags/echoes.ts';

const seen = (change: Partial<Sighting>): Sighting => ({
  reader: 'kids',
  way: 'reader',
  uid: 'A',
  text: '',
  at: 0,
  ...change,
});
const atHome = (change: Partial<Sighting> = {}) =>
  seen({ reader: 'device', way: 'socket', at: 500, ...change });

describe('a scan that is heard twice', () => {
  it.each<[string, Sighting, Sighting, 'news' | 'echo']>([
    ['by the other way', seen({}), atHome(), 'echo'],
    ['by the other way first', atHome({ at: 0 }), seen({ at: 500 }), 'echo'],
    ['by the other way under the same name', seen({}), atHome({ reader: 'kids' }), 'echo'],
    ['by both ways of Home Assistant', atHome({ at: 0 }), atHome({ way: 'blueprint' }), 'echo'],
    ['too late', seen({}), atHome({ at: 2_000 }), 'news'],
    ['another card', seen({}), atHome({ uid: 'B' }), 'news'],
    [
      'by its text, where one way tells no id',
      seen({ text: 'album' }),
      atHome({ uid: '', text: 'album' }),
      'echo',
    ],
    ['two cards of one text', seen({ text: 'album' }), atHome({ uid: 'B', text: 'album' }), 'news'],
    ['nothing in common', seen({ uid: '' }), atHome({ uid: '' }), 'news'],
    ['by two readers, both over MQTT', seen({}), seen({ reader: 'hall', at: 500 }), 'news'],
    ['by the same reader', seen({}), seen({ at: 500 }), 'news'],
  ])('%s', (_, first, second, expected) => {
    const echoes = new Echoes();
    expect(echoes.hear(first).as).toBe('news');
    expect(echoes.hear(second).as).toBe(expected);
  });

  it('leaves to a reader what it tells itself, as long as it does', () => {
    const echoes = new Echoes();
    echoes.hear(seen({}));
    echoes.hear(atHome());
    expect(echoes.partnerOf('device')).toBe('kids');
    expect(echoes.hear(atHome({ uid: 'B', at: 60_000 })).as).toBe('early');
    expect(echoes.hear(seen({ uid: 'B', at: 60_300 })).as).toBe('news');
    expect(echoes.hear(atHome({ uid: 'C', at: 120_000 })).as).toBe('early');
    expect(echoes.hear(atHome({ uid: 'D', at: 180_000 })).as).toBe('news');
  });

  it('knows each reader by itself', () => {
    const echoes = new Echoes();
    for (const reader of ['kids', 'hall']) {
      const at = reader === 'kids' ? 0 : 10_000;
      echoes.hear(seen({ reader, uid: reader, at }));
      echoes.hear(atHome({ reader: `${reader}-device`, uid: reader, at: at + 500 }));
    }
    // What the hall tells says nothing of the kids, who are silent.
    expect(echoes.hear(atHome({ reader: 'kids-device', uid: 'B', at: 60_000 })).as).toBe('early');
    expect(echoes.hear(seen({ reader: 'hall', uid: 'C', at: 61_000 })).as).toBe('news');
    expect(echoes.hear(atHome({ reader: 'kids-device', uid: 'D', at: 120_000 })).as).toBe('news');
    echoes.forget('kids');
    expect(echoes.partnerOf('hall-device')).toBe('hall');
    expect(echoes.hear(atHome({ reader: 'hall-device', uid: 'E', at: 180_000 })).as).toBe('early');
  });

  it('knows nothing of a reader that is gone', () => {
    const echoes = new Echoes();
    echoes.hear(seen({}));
    echoes.hear(atHome());
    echoes.forget('kids');
    expect(echoes.partnerOf('device')).toBeUndefined();
    expect(echoes.hear(atHome({ uid: 'B', at: 60_000 })).as).toBe('news');
  });
});
