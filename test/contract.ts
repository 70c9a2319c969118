import type { Publication } from '../src/core/ports.ts';
import { mqttContract, USUAL_PLACE } from '../src/mqtt-contract.ts';
import { contractChecker } from './contract-checker.ts';

/** The contract of a bridge with the usual settings. */
export const CHANNELS = mqttContract({ ...USUAL_PLACE, version: '0.1.0' });

const check = contractChecker(CHANNELS);
const seen = new WeakMap<readonly Publication[], number>();

/** What breaks the contract of all that a broker was given, looked at once. */
export function contractBreaks(published: readonly Publication[]): string[] {
  const from = seen.get(published) ?? 0;
  seen.set(published, published.length);
  return check(published.slice(from));
}
