import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ClientGate } from '../../src/bridge/gate.ts';
import { type KeptLimits, LimitBook } from '../../src/bridge/limits.ts';
import { Tally } from '../../src/bridge/tally.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { FakeClock } from '../fakes/clock.ts';
import { SetClock } from '../fakes/set-clock.ts';

const POLL = { spending: 'poll', bucket: 'player' } as const;
const BROWSE = { spending: 'browse', bucket: 'catalogue' } as const;

/** A gate that runs, on what earlier gates left behind. */
function gateOn(clock: Clock, disk: { kept?: KeptLimits }, ceiling = 0) {
  const book = new LimitBook({ read: async () => undefined, write: (kept) => (disk.kept = kept) }, disk.kept);
  const stop = new AbortController();
  const gate = new ClientGate(clock, book.of('client', 'developer'), new Tally(), ceiling);
  const running = gate.run(stop.signal);
  return {
    gate,
    door: gate.member(() => true, 'anna'),
    async close() {
      stop.abort(new Error('stopped'));
      await running;
    },
  };
}

describe('the gate', () => {
  it.each([undefined, 'player'] as const)(
    'is not closed again by a deadline that was over (%s)',
    async (bucket) => {
      const truth = new FakeClock();
      const clock = new SetClock(truth);
      const { door, close } = gateOn(clock, {});
      door.close(clock.now() + 60_000, bucket);
      expect(() => door.check('player')).toThrow();
      await truth.advance(60_000);
      door.check('player');
      clock.jump(-3_600_000);
      expect(() => door.check('player')).not.toThrow();
      await close();
    },
  );

  it('lets go of a signal when the wait is over', async () => {
    const clock = new FakeClock();
    const { door, close } = gateOn(clock, {});
    const { signal } = new AbortController();
    const waits = Array.from({ length: 12 }, () => door.admit(POLL, signal));
    await clock.advance(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(7);
    await clock.advance(100_000);
    await Promise.all(waits);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await close();
  });

  it('goes on with the same half minute after a restart', async () => {
    const clock = new FakeClock();
    const disk = {};
    const first = gateOn(clock, disk);
    for (let time = 0; time < 5; time++) await first.door.admit(POLL);
    await first.close();
    await clock.advance(10_000);
    const second = gateOn(clock, disk);
    let admittedAt: number | undefined;
    const waiting = second.door.admit(POLL).then(() => {
      admittedAt = clock.now();
    });
    await clock.advance(20_000);
    expect(admittedAt).toBeUndefined();
    await clock.advance(1_000);
    await waiting;
    await second.close();
  });

  it.each([
    ['a stop', true],
    ['a power cut an hour later', false],
  ])('goes on with the same day after %s', async (_, isStopped) => {
    const clock = new FakeClock();
    const disk: { kept?: KeptLimits } = {};
    const first = gateOn(clock, disk, 100);
    for (let time = 0; time < 90; time++) await first.door.admit({ spending: 'command', bucket: 'player' });
    await clock.advance(3600_000);
    await first.door.admit(POLL);
    expect(first.gate.stretchFor('anna')).toBeGreaterThan(2);
    if (isStopped) await first.close();
    const second = gateOn(clock, disk, 100);
    expect(second.gate.day.tally.spent(clock.now())).toMatchObject({ per_day: 91 });
    expect(second.gate.stretchFor('anna')).toBe(first.gate.stretchFor('anna'));
    await clock.advance(24 * 3600_000);
    expect(second.gate.stretchFor('anna')).toBe(1);
    await Promise.all([first.close(), second.close()]);
  });

  it('spreads an account’s looks by a ceiling of its own, and nobody else’s', async () => {
    const { door, gate, close } = gateOn(new FakeClock(), {});
    for (let time = 0; time < 90; time++) await door.admit({ spending: 'command', bucket: 'player' });
    expect(gate.stretchFor('anna', 100)).toBeCloseTo(3);
    expect(gate.stretchFor('ben', 100)).toBe(1);
    expect(gate.stretchFor('anna')).toBe(1);
    await close();
  });

  it('says who else it is, once it was stopped twice for little', async () => {
    const clock = new FakeClock();
    const { door, gate, close } = gateOn(clock, {});
    const messages: string[] = [];
    gate.onClosed((_, { message }) => messages.push(message));
    for (let time = 0; time < 2; time++) {
      await door.admit(POLL);
      door.close(clock.now() + 5_000);
      await clock.advance(5_000);
    }
    expect(messages[0]).toBe("Spotify's rate limit is reached");
    expect(messages[1]).toContain('another program uses the same client id');
    door.close(clock.now() + 5_000, 'search');
    expect(() => door.check('search')).toThrow('another program uses the same client id');
    await clock.advance(6 * 3600_000);
    expect(gate.shared).toBe(false);
    await close();
  });

  it('is checked without being spent', async () => {
    const clock = new FakeClock();
    const { door, close } = gateOn(clock, {});
    for (let time = 0; time < 10; time++) door.check('player');
    await door.admit(POLL);
    door.close(clock.now() + 1_000, 'player');
    expect(() => door.check('player')).toThrow('quota');
    door.check('library');
    door.close(clock.now() + 1_000);
    expect(() => door.check('library')).toThrow('rate limit');
    await close();
  });

  it('lets who browses before the looks, up to a share that leaves room for these', async () => {
    const clock = new FakeClock();
    const { door, close } = gateOn(clock, {});
    const went: string[] = [];
    const ask = (what: string, request: typeof POLL | typeof BROWSE) =>
      void door.admit(request).then(
        () => went.push(what),
        (error: Error) => went.push(`${what}: ${error.name}`),
      );
    for (let time = 0; time < 5; time++) await door.admit(POLL);
    await clock.advance(24_000);
    ask('look', POLL);
    for (const click of [1, 2, 3, 4, 5, 6, 7, 8]) ask(`click ${click}`, BROWSE);
    await clock.advance(100);
    expect(went).toEqual(['click 1', 'click 2', 'click 3']);
    await clock.advance(6_400);
    expect(went).toEqual([...[1, 2, 3, 4, 5, 6, 7].map((click) => `click ${click}`), 'look']);
    await clock.advance(1_000);
    expect(went.at(-1)).toBe('click 8: Trouble');
    await close();
  });

  it('tells who browses at once where it would take long, and until when', async () => {
    const clock = new FakeClock();
    const { door, close } = gateOn(clock, {});
    for (let time = 0; time < 7; time++) await door.admit(BROWSE);
    const until = clock.now() + 30_250;
    await expect(door.admit(BROWSE)).rejects.toMatchObject({
      problem: { kind: 'rate_limited', retryAt: until },
    });
    await door.admit(POLL);
    await clock.advance(30_250);
    await door.admit(BROWSE);
    await close();
  });

  // It is the look that shows what the command did: until it has come, the poller asks for no other.
  it('lets the look that an account waits for go with its command, and nobody else’s', async () => {
    const clock = new FakeClock();
    const { gate, door, close } = gateOn(clock, {});
    const other = gate.member(() => true, 'ben');
    for (let time = 0; time < 5; time++) await door.admit(POLL);
    const went: string[] = [];
    const waits = [
      other.admit(POLL).then(() => went.push('ben')),
      door.admit(POLL).then(() => went.push('anna')),
    ];
    await clock.advance(10_000);
    expect(went).toEqual([]);
    await door.admit({ spending: 'command', bucket: 'player' });
    await clock.advance(0);
    expect(went).toEqual(['anna']);
    await clock.advance(40_000);
    await Promise.all(waits);
    await close();
  });

  it('refuses those who wait when all ends', async () => {
    const { door, close } = gateOn(new FakeClock(), {});
    for (let time = 0; time < 5; time++) await door.admit(POLL);
    const waiting = expect(door.admit(POLL)).rejects.toThrow('stopped');
    await close();
    await waiting;
    await expect(door.admit(POLL, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });
});
