import { expect, it } from 'vitest';
import { Secrets } from './secrets.ts';

const SECRET = 'ge"heim & so/on+ö';
const secrets = new Secrets();
secrets.add('password', SECRET);
secrets.add('nothing', '');
secrets.add('too short', 'abc');

it.each([
  ['it is', `x${SECRET}y`],
  ['JSON', JSON.stringify({ a: SECRET })],
  ['a part of an address', `/?a=${encodeURIComponent(SECRET)}`],
  ['a field of a form', `${new URLSearchParams({ a: SECRET })}`],
  ['hex', `x${Buffer.from(SECRET).toString('hex').toUpperCase()}`],
  ['base64', Buffer.from(SECRET).toString('base64')],
  ['base64', Buffer.from(`u:${SECRET}:more`).toString('base64url')],
  ['base64', Buffer.from(`us:${SECRET}`).toString('base64')],
  ['base64', Buffer.from(`use:${SECRET}!`).toString('base64')],
])('is found as %s', (way, text) => {
  expect(secrets.findIn('the log', text)).toContain(`password as ${way} in the log`);
});

it('is found nowhere else, nor is what is no secret', () => {
  expect(secrets.findIn('the log', 'ge"heim & so, abc')).toEqual([]);
  expect([...secrets.kinds]).toEqual(['password']);
});
