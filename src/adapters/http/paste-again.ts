import type { Landed } from '../../core/pairing.ts';

/** Whether another address may still do: the pairing goes on. */
export function canPasteAgain(landed: Landed): landed is Landed & { why: 'wrong' | 'half' | 'foreign' } {
  return !landed.ok && (landed.why === 'wrong' || landed.why === 'half' || landed.why === 'foreign');
}
