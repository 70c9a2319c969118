import { itemAt, type PlayerState } from './state.ts';

export type Disallow =
  | 'pausing'
  | 'resuming'
  | 'seeking'
  | 'skipping_next'
  | 'skipping_prev'
  | 'toggling_repeat_context'
  | 'toggling_repeat_track'
  | 'toggling_shuffle';

/** What may not be done now, as `actions.disallows` lists it: present and true, or absent. */
export function disallows(state: PlayerState): Disallow[] {
  const { sitting } = state;
  const none: Disallow[] = [state.playing ? 'resuming' : 'pausing'];
  if (!sitting) return [...none, 'seeking', 'skipping_next', 'skipping_prev'];
  if (!/^spotify:(track|episode|local):/.test(sitting.item)) {
    // Nobody skips an advertisement, nor the DJ in the middle of a sentence.
    none.push(
      'seeking',
      'skipping_next',
      'skipping_prev',
      'toggling_repeat_context',
      'toggling_repeat_track',
      'toggling_shuffle',
    );
  } else if (sitting.index === 0 && state.repeat !== 'context' && itemAt(sitting, 0) === sitting.item) {
    // Whatever the position: recorded so 15 s into the first item of a context.
    none.push('skipping_prev');
  }
  return none;
}
