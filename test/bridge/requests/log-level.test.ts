import { describe, expect, it } from 'vitest';
import { LogLevel } from '../../../src/bridge/requests/log-level.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { FakeClock } from '../../fakes/clock.ts';

function running() {
  const clock = new FakeClock();
  const log = { ...silentLog, level: 'info' };
  const stop = new AbortController();
  const level = new LogLevel(log, clock);
  const ended = level.run(stop.signal);
  const close = async () => {
    stop.abort();
    await ended;
  };
  return { clock, log, level, close };
}

describe('the log level', () => {
  it('goes back by itself', async () => {
    const { clock, log, level, close } = running();
    const until = new Date(clock.now() + 10 * 60_000).toISOString();
    expect(level.ask('debug')).toEqual({ level: 'debug', until });
    await clock.advance(10 * 60_000 - 1);
    expect(log.level).toBe('debug');
    expect(level.ask('')).toEqual({ level: 'debug', until });
    await clock.advance(1);
    expect(log.level).toBe('info');
    expect(level.ask('')).toEqual({ level: 'info', until: null });
    await close();
  });

  it('stays as the last one said', async () => {
    const { clock, log, level, close } = running();
    level.ask('{"level":"debug","minutes":1}');
    level.ask('{"level":"trace","minutes":1440}');
    await clock.advance(1_439 * 60_000);
    expect(log.level).toBe('trace');
    expect(level.ask('info')).toEqual({ level: 'info', until: null });
    level.ask('{"level":"error","minutes":2}');
    await clock.advance(2 * 60_000);
    expect(log.level).toBe('info');
    await close();
  });

  it.each([
    ['loud', 'level'],
    ['{"level":"debug","minutes":0}', 'minutes'],
    ['{"level":"debug","minutes":1441}', 'minutes'],
    ['{"level":"debug","hours":1}', 'unknown "hours"'],
  ])('refuses %s with words', async (payload, words) => {
    const { log, level, close } = running();
    expect(() => level.ask(payload)).toThrow(words);
    expect(() => level.ask(payload)).toThrow('right would be {"level":"debug","minutes":10}');
    expect(log.level).toBe('info');
    await close();
  });

  it('is refused where there is none', () => {
    const level = new LogLevel(silentLog, new FakeClock());
    expect(() => level.ask('debug')).toThrow('cannot be changed');
  });
});
