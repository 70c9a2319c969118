import { describe, expect, it } from 'vitest';
import { lineOf, quietLine } from '../../../src/bridge/tags/display.ts';
import type { Feedback } from '../../../src/core/feedback.ts';
import { type State, unknownState } from '../../../src/core/state.ts';
import { playingTrack } from '../../core/playing.ts';
import { FakeDesk } from '../../fakes/desk.ts';

const one = playingTrack('one', 0, 0);

describe('a display', () => {
  it.each<[Feedback, string]>([
    [{ result: 'playing', title: 'Bear' }, ''],
    [{ result: 'error', title: 'Bear', message: 'no speaker' }, 'Sorry: no speaker'],
    [{ result: 'learnt', title: 'Bear', message: 'as asked' }, 'Learnt: Bear'],
    [{ result: 'queued', title: 'Bear' }, 'Next: Bear'],
    [{ result: 'busy', title: 'Bear' }, 'Busy: Bear'],
    [{ result: 'unknown' }, 'Unknown card'],
  ])('says %j', (feedback, line) => {
    expect(lineOf(feedback)).toBe(line);
  });

  const { pairing } = new FakeDesk();
  it.each<[string, Partial<State>, string]>([
    ['what plays', { playback: one }, 'one - Artist'],
    ['what waits', { playback: { ...one, status: 'paused' } }, '(one - Artist)'],
    ['nothing', { playback: { ...one, status: 'idle' } }, ''],
    [
      'the code, whatever plays',
      { playback: one, pairing, learning: { title: 'x', until: 1 } },
      `Pair: ${pairing.userCode}`,
    ],
    ['what is waited for', { playback: one, learning: { title: 'x', until: 1 } }, 'Lay the card to learn'],
  ])('shows %s', (_, state, line) => {
    expect(quietLine({ ...unknownState(0), ...state })).toBe(line);
  });

  it('shows nothing of an account that nobody can tell', () => {
    expect(quietLine(undefined)).toBe('');
  });
});
