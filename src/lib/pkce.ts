import { createHash } from 'node:crypto';
import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi';

/** A code_verifier of 256 random bits, 43 characters (RFC 7636 §4.1). A secret until it is exchanged. */
export function newVerifier(): string {
  return generateRandomCodeVerifier();
}

/** The S256 code_challenge of a verifier (RFC 7636 §4.2). At once, where a library would make callers wait. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** A `state` of 256 random bits, 43 characters (RFC 6749 §10.10 asks for 128; RFC 9700 §4.7). Good for one authorization. */
export function newState(): string {
  return generateRandomState();
}
