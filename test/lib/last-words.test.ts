import { describe, expect, it } from 'vitest';
import { lastWords } from '../../src/lib/last-words.ts';

const TOKEN = `BQ${'x'.repeat(180)}`;

describe('what is said of a bug', () => {
  it('names the place and the causes, and nothing that hangs on them', () => {
    const cause = Object.assign(new TypeError(`no header "Bearer ${TOKEN}"`), { token: 'hunter2' });
    const error = Object.assign(new Error('sending hunter2 failed', { cause }), {
      config: { headers: { authorization: 'Bearer hunter2' } },
    });
    const said = lastWords(error, ['hunter2']);
    expect(said).toContain('Error: sending … failed\n    at ');
    expect(said).toContain('caused by TypeError: no header "Bearer …"\n    at ');
    expect(said).not.toMatch(/hunter2|xxxxx|config|authorization/);
  });

  it.each([
    ['a text', 'password=hunter2', 'password=…'],
    ['an object', { password: 'hunter2' }, 'an object was thrown'],
    ['nothing', undefined, 'undefined'],
    ['an error without a place', Object.assign(new Error('x'), { stack: undefined }), 'Error: x'],
  ])('is little of %s', (_what, thrown, wanted) => {
    expect(lastWords(thrown)).toBe(wanted);
  });

  it('follows all parts of a bundle, and no circle for ever', () => {
    const circle = new Error('round');
    circle.cause = circle;
    expect(lastWords(circle).match(/round/g)).toHaveLength(6);
    expect(lastWords(new AggregateError([new Error('one'), 'two'], 'all'))).toMatch(
      /AggregateError: all[\s\S]*caused by Error: one[\s\S]*caused by two/,
    );
  });
});
