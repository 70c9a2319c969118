import { describe, expect, it } from 'vitest';
import type { FaultRequest } from '../../src/simulator/faults.ts';
import { playingHouse } from './house.ts';
import { lines } from './wire.ts';

const commandsIn = (sent: Parameters<typeof lines>[0]) =>
  lines(sent).filter((line) => !line.startsWith('GET'));
const PUT = { match: { method: 'PUT' } } as const;
const POST = { match: { method: 'POST' } } as const;

/** What the command is told, how often it was sent, and what became of the player. */
describe('a command that meets', () => {
  const rows: [string, FaultRequest, string, object, number, object][] = [
    ['a spurious 401', { kind: 'token_missing', ...PUT }, 'pause', { ok: true }, 2, { playing: false }],
    ['a spurious 401', { kind: 'token_missing', ...POST }, 'next', { ok: true }, 2, { name: 'Nine Bells' }],
    ['a spurious 403', { kind: 'premium_required', ...PUT }, 'pause', { ok: true }, 2, { playing: false }],
    [
      'a spurious 403',
      { kind: 'premium_required', ...POST },
      'next',
      { ok: true },
      2,
      { name: 'Nine Bells' },
    ],
    [
      'a 403 that stays',
      { kind: 'premium_required', count: 9, ...PUT },
      'pause',
      { problem: { kind: 'premium_only' } },
      2,
      { playing: true },
    ],
    ['one 502', { kind: 'server_error', ...PUT }, 'pause', { ok: true }, 2, { playing: false }],
    [
      'many 503',
      { kind: 'server_error', status: 503, count: 9, ...PUT },
      'pause',
      { problem: { kind: 'unreachable' } },
      2,
      { playing: true },
    ],
    [
      'a 502 that worked',
      { kind: 'server_error', effect: true, ...POST },
      'next',
      { problem: { kind: 'unreachable' } },
      1,
      { name: 'Nine Bells' },
    ],
    ['a lost connection', { kind: 'cut', ...PUT }, 'volume 9', { ok: true }, 2, { volume: 9 }],
    [
      'a lost connection that worked',
      { kind: 'cut', effect: true, ...POST },
      'next',
      { problem: { kind: 'unreachable' } },
      1,
      { name: 'Nine Bells' },
    ],
    [
      'silence',
      { kind: 'hang', ...PUT },
      'pause',
      { problem: { kind: 'unreachable' }, took_ms: 10_000 },
      1,
      { playing: true },
    ],
    [
      'silence',
      { kind: 'hang', ...POST },
      'next',
      { problem: { kind: 'unreachable' } },
      1,
      { name: 'Ferryman, Wait' },
    ],
    [
      'garbage',
      { kind: 'answer', status: 200, body: '{"half', effect: true, ...PUT },
      'pause',
      { ok: true },
      1,
      { playing: false },
    ],
    ['half a body', { kind: 'half_body', ...PUT }, 'pause', { ok: true }, 1, { playing: false }],
    ['one 202', { kind: 'unavailable', ...PUT }, 'pause', { ok: true }, 2, { playing: false }],
    [
      'a 202 that worked',
      { kind: 'unavailable', effect: true, ...PUT },
      'pause',
      { ok: true },
      1,
      { playing: false },
    ],
    ['a 202', { kind: 'unavailable', ...POST }, 'next', { ok: true }, 1, { name: 'Ferryman, Wait' }],
    [
      'endless 202',
      { kind: 'unavailable', count: 99, ...PUT },
      'pause',
      { problem: { kind: 'unreachable' } },
      6,
      { playing: true },
    ],
    [
      'a refusal without a word',
      { kind: 'answer', status: 403, ...PUT },
      'shuffle on',
      { problem: { kind: 'refused' } },
      1,
      { shuffle: false },
    ],
    [
      '404 Device not found',
      { kind: 'answer', status: 404, body: '{"error":{"status":404,"message":"Device not found"}}', ...PUT },
      'device Study',
      { ok: true },
      2,
      { device: 'Study' },
    ],
  ];
  it.each(rows)('%s: %o: %s', async (_name, fault, payload, answer, times, player) => {
    const house = await playingHouse();
    house.simulator.fault(fault);
    const before = house.sent.length;
    expect(await house.ask('family', payload)).toMatchObject(answer);
    await house.clock.advance(5_000);
    expect(commandsIn(house.sent.slice(before))).toHaveLength(times);
    const now = house.simulator.player();
    expect(now).toMatchObject(player);
    // Whatever was claimed, looks have put it right; and the next command works.
    expect(house.values('family', 'title', 'status', 'volume', 'device')).toEqual({
      title: now.name,
      status: now.playing ? 'playing' : 'paused',
      volume: now.volume === null ? 'None' : `${now.volume}`,
      device: now.device,
    });
    house.control.clearFaults();
    expect(await house.ask('family', 'seek 20')).toMatchObject({ ok: true });
    await house.clock.advance(61_000);
    expect(house.values('family', 'problem', 'availability')).toEqual({
      problem: 'OK',
      availability: 'online',
    });
    await house.close();
  });

  it.each(['text', 'empty'] as const)('nothing but %s bodies works as any other', async (commandBodies) => {
    const house = await playingHouse({ settings: { commandBodies } });
    for (const word of ['pause', 'play', 'next', 'volume 3', 'repeat one']) {
      expect(await house.ask('family', word)).toMatchObject({ ok: true });
    }
    await house.close();
  });

  it('is told of the problem on the account too, for a minute', async () => {
    const house = await playingHouse();
    await house.ask('family', 'device Attic');
    expect(house.value('family', 'problem')).toContain('Attic');
    await house.clock.advance(40_000);
    expect(house.value('family', 'problem')).toContain('Attic');
    await house.clock.advance(41_000);
    expect(house.value('family', 'problem')).toBe('OK');
    await house.close();
  });

  it('a full budget does not wait, nor does what comes after a refresh', async () => {
    const house = await playingHouse();
    for (let time = 0; time < 8; time++) {
      house.hint('family');
      await house.clock.advance(500);
    }
    house.send('family', 'command', 'refresh');
    await house.clock.advance(100);
    expect(await house.ask('family', 'pause', { patience: 200 })).toMatchObject({ ok: true, took_ms: 40 });
    await house.clock.advance(31_000);
    expect(house.askings.every(({ answer }) => answer?.ok)).toBe(true);
    await house.close();
  });
});
