import type { Command } from '../../core/command.ts';
import type { Feedback, FeedbackResult } from '../../core/feedback.ts';
import type { Problem } from '../../core/problem.ts';

/** What a reader is told about a command that was obeyed. */
export function resultOf(command: Command, wasPlaying: boolean): FeedbackResult {
  switch (command.ask) {
    case 'pause':
      return 'paused';
    case 'play_pause':
      return wasPlaying ? 'paused' : 'playing';
    case 'play':
    case 'next':
    case 'previous':
      return 'playing';
    case 'queue':
      return 'queued';
    default:
      return 'done';
  }
}

/** What a reader is told about a command that was not. */
export function feedbackOf({ kind, message, rule }: Problem): Feedback {
  if (rule !== undefined) return { result: 'denied', message };
  if (kind === 'unpaired') return { result: 'unpaired', message };
  return { result: 'error', message };
}
