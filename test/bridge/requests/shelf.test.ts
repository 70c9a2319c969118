import { describe, expect, it } from 'vitest';
import { Shelf } from '../../../src/bridge/requests/shelf.ts';
import { FakeClock } from '../../fakes/clock.ts';

function shelf({ lifeMs = 60_000, most = 2 } = {}) {
  const clock = new FakeClock();
  const kept = new Shelf<string>({ clock, lifeMs, most });
  const read: string[] = [];
  const get = (key: string) =>
    kept.get(key, async () => {
      read.push(key);
      await clock.sleep(100);
      return `${key} ${read.length}`;
    });
  return { clock, kept, read, get };
}

describe('a shelf', () => {
  it('reads once for all who ask meanwhile, and for a minute after', async () => {
    const { clock, read, get } = shelf();
    const answers = Promise.all([get('a'), get('a')]);
    await clock.advance(100);
    expect(await answers).toEqual(['a 1', 'a 1']);
    await clock.advance(59_999);
    expect(await get('a')).toBe('a 1');
    await clock.advance(1);
    void get('a');
    expect(read).toEqual(['a', 'a']);
    await clock.advance(100);
  });

  it('keeps a few, and of these the newest', async () => {
    const { clock, read, get } = shelf();
    for (const key of ['a', 'b', 'c', 'b', 'a']) {
      void get(key);
      await clock.advance(100);
    }
    expect(read).toEqual(['a', 'b', 'c', 'a']);
  });

  it('keeps nothing where nothing is to be kept, and no failure', async () => {
    const { clock, read, get, kept } = shelf({ lifeMs: 0 });
    void get('a');
    await clock.advance(100);
    void get('a');
    expect(read).toEqual(['a', 'a']);
    await clock.advance(100);
    const fails = () => Promise.reject(new Error('no'));
    await expect(kept.get('b', fails)).rejects.toThrow('no');
    expect(await kept.get('b', async () => 'yes')).toBe('yes');
  });
});
