import { describe, expect, it } from 'vitest';
import { logLine } from '../src/lib/log-line.ts';
import { openLog } from '../src/log.ts';

const LOOK = { colours: false, timeZone: 'Europe/Berlin' };
const line = (fields: object) => JSON.stringify({ level: 30, time: '2026-11-25T18:00:00.000Z', ...fields });

describe('a line for people', () => {
  it.each([
    [{ msg: 'all is well again' }, 'all is well again'],
    [
      { account: 'family', title: 'Come Together', msg: 'playing' },
      'playing account=family title="Come Together"',
    ],
    [{ mistakes: ['a', 'b'], port: 1883, msg: 'x' }, 'x mistakes=["a","b"] port=1883'],
    [{ title: '', of: 'a=b', msg: 'x' }, 'x title="" of="a=b"'],
  ])('%j', (fields, wanted) => {
    expect(logLine(line(fields), LOOK)).toBe(`2026-11-25 19:00:00 info  ${wanted}\n`);
  });

  it.each([
    [20, 'debug'],
    [40, 'warn '],
    [50, 'error'],
    [60, 'fatal'],
    [35, '35   '],
  ])('of level %d', (level, word) => {
    expect(logLine(line({ level, msg: 'm' }), LOOK)).toBe(`2026-11-25 19:00:00 ${word} m\n`);
  });

  it('shows in colour what is wrong', () => {
    const look = { ...LOOK, colours: true };
    expect(logLine(line({ level: 50, msg: 'bad' }), look)).toContain('\u001b[31mbad\u001b[0m');
    expect(logLine(line({ msg: 'good' }), look)).toMatch(/info {2}good\n$/);
  });

  it('lets nothing from outside command the terminal, or begin another line', () => {
    const text = logLine(
      line({ title: '\u001b]0;x\u0007', topic: 'a\u009b2J', msg: 'one\ntwo\u202e' }),
      LOOK,
    );
    expect(text.trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain('one\\u000atwo\\u202e');
  });

  it.each(['no JSON\n', '3\n', ''])('leaves %j as it is', (text) => {
    expect(logLine(text, LOOK)).toBe(text);
  });
});

describe('the log', () => {
  const heard = (isTTY: boolean, env: NodeJS.ProcessEnv = {}) => {
    let text = '';
    const outlet = { isTTY, write: (more: string) => (text += more) };
    openLog('info', outlet, env).warn({ account: 'family' }, 'rate limit');
    return text;
  };

  it('is JSON where programs read it', () => {
    expect(JSON.parse(heard(false))).toEqual({
      level: 40,
      time: expect.stringMatching(/^2.*Z$/),
      account: 'family',
      msg: 'rate limit',
    });
  });

  it('is for people at a terminal, in colour if they like', () => {
    const bright = heard(true);
    expect(bright.startsWith('\u001b[2m2')).toBe(true);
    expect(bright).toContain('rate limit');
    expect(bright).toContain('account=family');
    expect(heard(true, { NO_COLOR: '1' })).toMatch(
      /^\d{4}-\d\d-\d\d [\d:]{8} warn {2}rate limit account=family\n$/,
    );
  });

  it('keeps quiet below its level, which may change', () => {
    let text = '';
    const log = openLog('warn', { isTTY: true, write: (more: string) => (text += more) }, {});
    log.info({}, 'unheard');
    expect(text).toBe('');
    log.level = 'debug';
    log.debug({}, 'heard');
    expect(text).toContain('heard');
  });
});
