import { describe, expect, it } from 'vitest';
import { type KeptZone, LocalTime } from '../../src/bridge/local-time.ts';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { inMemory } from '../fakes/tags.ts';

const NOON = Date.parse('2026-11-26T12:00:00Z');

function heardLog() {
  const lines: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (_, text) => lines.push(`warn ${text}`),
    info: (_, text) => lines.push(`info ${text}`),
  };
  return { log, lines };
}

describe('the clock of the house', () => {
  it('is set by Home Assistant, at once, and keeps that for the next start', async () => {
    const keepsake = inMemory<KeptZone>();
    const { log, lines } = heardLog();
    const time = new LocalTime({ system: 'UTC', keepsake, log });
    let changes = 0;
    time.onChange(() => changes++);
    expect([time.zone.from, time.minute(NOON)]).toEqual(['system', 720]);
    time.hear('Europe/Berlin');
    time.hear('Europe/Berlin');
    expect([time.zone, time.minute(NOON)]).toEqual([{ zone: 'Europe/Berlin', from: 'home_assistant' }, 780]);
    expect(changes).toBe(1);
    expect(lines).toHaveLength(1);
    const later = new LocalTime({ system: 'UTC', keepsake, log }, await keepsake.read());
    expect(later.minute(NOON)).toBe(780);
  });

  it('is the configuration’s, whatever Home Assistant says', () => {
    const time = new LocalTime({ configured: 'Asia/Tokyo', system: 'UTC', log: silentLog });
    time.hear('Europe/Berlin');
    expect(time.zone).toEqual({ zone: 'Asia/Tokyo', from: 'configuration' });
    expect(time.minute(NOON)).toBe(21 * 60);
  });

  it('takes no nonsense, from outside or from the disk', () => {
    const { log, lines } = heardLog();
    const time = new LocalTime({ system: 'Europe/Berlin', log }, { homeAssistant: 'Mars/Olympus' });
    time.hear('Mars/"Olympus\n');
    expect(time.zone).toEqual({ zone: 'Europe/Berlin', from: 'system' });
    expect(lines).toEqual([expect.stringMatching(/^warn Home Assistant's time zone .* is none/)]);
  });
});
