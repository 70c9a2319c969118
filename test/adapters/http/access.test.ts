import { describe, expect, it } from 'vitest';
import { CodeInLog } from '../../../src/adapters/http/setup/access.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { SeenLog } from '../mqtt/watching.ts';

function open() {
  const clock = new FakeClock();
  const log = new SeenLog();
  const access = new CodeInLog({ clock, log, address: () => 'http://box:8099/setup' });
  const codeInLog = () => {
    access.show();
    return /enter the code ([A-Z-]+)/.exec(log.all.at(-1) ?? '')?.[1] ?? '';
  };
  return { clock, log, access, codeInLog };
}

const pass = (entered: ReturnType<CodeInLog['enter']>) => (entered.ok ? entered.pass : undefined);

describe('the code in the log', () => {
  it('lets one browser in, however it is typed; then there is another', () => {
    const { access, codeInLog, log } = open();
    const code = codeInLog();
    expect(log.all[0]).toContain('http://box:8099/setup');
    const given = pass(access.enter(` ${code.toLowerCase().replace('-', '')}`, 'a'));
    expect(access.knows(given)).toBe(true);
    expect(access.knows(undefined)).toBe(false);
    expect(access.knows('')).toBe(false);
    expect(access.enter(code, 'a').ok).toBe(false);
    expect(codeInLog()).not.toBe(code);
  });

  it('is not written to the log again and again', async () => {
    const { access, clock, log } = open();
    access.show();
    access.show();
    expect(log.all).toHaveLength(1);
    await clock.advance(60_000);
    access.show();
    expect(log.all).toHaveLength(2);
  });

  it('ends the pass after an evening', async () => {
    const { access, clock, codeInLog } = open();
    const given = pass(access.enter(codeInLog(), 'a'));
    await clock.advance(12 * 3600_000);
    expect(access.knows(given)).toBe(false);
  });

  it('lets nobody guess for long', async () => {
    const { access, clock, codeInLog } = open();
    const code = codeInLog();
    for (let guess = 0; guess < 20; guess++) expect(access.enter('BBBB-BBBB', 'a')).toEqual({ ok: false });
    expect(access.enter(code, 'a')).toEqual({ ok: false, retryAt: clock.now() + 3600_000 });
    expect(access.enter(code, 'b').ok).toBe(true);
    for (let from = 0; from < 180; from++) access.enter('BBBB-BBBB', `other ${from}`);
    expect(access.enter(codeInLog(), 'c')).toMatchObject({ ok: false, retryAt: expect.any(Number) });
    await clock.advance(3600_000);
    expect(access.enter(codeInLog(), 'c').ok).toBe(true);
  });
});
