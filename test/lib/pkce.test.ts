import { calculatePKCECodeChallenge } from 'oauth4webapi';
import { expect, it } from 'vitest';
import { challengeOf, newState, newVerifier } from '../../src/lib/pkce.ts';

it('makes the challenge of RFC 7636, appendix B', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

it('makes the same challenge as the library', async () => {
  const verifier = newVerifier();
  expect(challengeOf(verifier)).toBe(await calculatePKCECodeChallenge(verifier));
});

it('makes verifiers and states of 256 bits that no address needs to escape', () => {
  const made = [newVerifier(), newVerifier(), newState(), newState()];
  for (const each of made) expect(each).toMatch(/^[\w-]{43}$/);
  expect(new Set(made).size).toBe(4);
});
