import { describe, expect, it } from 'vitest';
import { DeviceBook, type KeptSpeakers } from '../../src/bridge/device-book.ts';
import { Store } from '../../src/bridge/store.ts';
import { USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { unknownState } from '../../src/core/state.ts';
import { KITCHEN } from '../core/playing.ts';
import { FakeClock } from '../fakes/clock.ts';

function opened(kept?: KeptSpeakers) {
  const clock = new FakeClock();
  const store = new Store(unknownState(clock.now()));
  const written: KeptSpeakers[] = [];
  const keepsake = { read: async () => kept, write: (value: KeptSpeakers) => void written.push(value) };
  const book = new DeviceBook({ store, clock, plan: USUAL_SPEAKERS, keepsake, kept });
  return { book, clock, store, written };
}

const bath = { ...KITCHEN, id: 'bath-id', name: 'Bath' };

describe('what is kept of devices', () => {
  it('is written when one comes, and at most once an hour because it is still there', async () => {
    const { book, clock, written } = opened();
    book.list([KITCHEN]);
    expect(written).toEqual([
      {
        device: null,
        known: [
          {
            ...{
              id: 'kitchen-id',
              name: 'Kitchen',
              type: 'Speaker',
              supportsVolume: true,
              restricted: false,
            },
            ...{ seenAt: clock.now(), number: 1, formerIds: [] },
          },
        ],
      },
    ]);
    for (let minutes = 0; minutes < 125; minutes += 5) {
      await clock.advance(5 * 60_000);
      book.list([KITCHEN]);
      book.look(KITCHEN);
    }
    expect(written).toHaveLength(3);
    book.list([KITCHEN, bath]);
    expect(written.at(-1)?.known).toHaveLength(2);
  });

  it('has the speaker that played last, where it is of a version that had no other', () => {
    const { store } = opened({ device: { id: 'kitchen-id', name: 'Kitchen' } });
    expect(store.state.lastDevice?.name).toBe('Kitchen');
    expect(store.state.known).toMatchObject([
      { device: { id: 'kitchen-id', name: 'Kitchen' }, present: false },
    ]);
  });

  it('gives each device its name again', () => {
    const first = opened();
    first.book.list([KITCHEN, { ...bath, name: 'Kitchen' }]);
    const { book } = opened(first.written.at(-1));
    expect(book.look({ ...bath, name: 'Kitchen' }).name).toBe('Kitchen (2)');
    expect(book.list([{ ...bath, name: 'Kitchen' }])).toMatchObject([
      { id: 'bath-id', name: 'Kitchen (2)', spotifyName: 'Kitchen' },
    ]);
  });
});
