import type { Feedback } from '../../core/feedback.ts';
import type { Counts } from './counts.ts';

/**
 * Counts cards by what became of them: the last that a reader is told after `heard`. What its buttons ask is told without a
 * `heard`, and `waiting` is no end.
 */
export function scanCounter(counts: Counts): (reader: string, feedback: Feedback) => void {
  const heard = new Set<string>();
  return (reader, { result }) => {
    if (result === 'heard') heard.add(reader);
    else if (result !== 'waiting' && heard.delete(reader)) counts.add('spotify2mqtt_scans_total', { result });
  };
}
