import { describe, expect, it } from 'vitest';
import { feedbackOf, resultOf } from '../../../src/bridge/tags/results.ts';
import type { Command } from '../../../src/core/command.ts';
import type { Problem } from '../../../src/core/problem.ts';

describe('what a reader is told', () => {
  it.each<[Command, wasPlaying: boolean, result: string]>([
    [{ ask: 'pause' }, true, 'paused'],
    [{ ask: 'play_pause' }, true, 'paused'],
    [{ ask: 'play_pause' }, false, 'playing'],
    [{ ask: 'play' }, false, 'playing'],
    [{ ask: 'next' }, true, 'playing'],
    [{ ask: 'previous' }, true, 'playing'],
    [{ ask: 'queue', uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6' }, true, 'queued'],
    [{ ask: 'volume', by: 5 }, true, 'done'],
    [{ ask: 'like' }, true, 'done'],
  ])('of %o while something plays (%s): %s', (command, wasPlaying, result) => {
    expect(resultOf(command, wasPlaying)).toBe(result);
  });

  it.each<[Problem, result: string]>([
    [{ kind: 'refused', message: 'quiet hours until 07:00', rule: 'quiet' }, 'denied'],
    [{ kind: 'unpaired', message: 'this account is not paired with Spotify' }, 'unpaired'],
    [{ kind: 'unreachable', message: 'Spotify cannot be reached' }, 'error'],
  ])('of %o: %s', (problem, result) => {
    expect(feedbackOf(problem)).toEqual({ result, message: problem.message });
  });
});
