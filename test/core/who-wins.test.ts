import { expect, it } from 'vitest';
import { idle, type Playback } from '../../src/core/playback.ts';
import { takenBy, whyTaken } from '../../src/core/who-wins.ts';
import { KITCHEN, playingTrack } from './playing.ts';

const mine = playingTrack('one', 0, 0);
const theirs = playingTrack('two', 0, 0);
const bath = { ...KITCHEN, id: 'bath-id', name: 'Bath' };
const nameless = { ...KITCHEN, id: null };
const TAKEN = 'Anna plays on Kitchen now';

it.each<[string, Playback, Playback, Playback, string | undefined]>([
  ['a phone chose something else', mine, theirs, idle(0), 'something else was chosen'],
  ['another account took the speaker', mine, idle(0), theirs, TAKEN],
  ['and this one was left paused', mine, { ...mine, status: 'paused' }, theirs, TAKEN],
  ['a speaker without an id', { ...mine, device: nameless }, idle(0), theirs, TAKEN],
  ['the other plays in another room', mine, idle(0), { ...theirs, device: bath }, undefined],
  ['nobody else plays', mine, idle(0), { ...theirs, status: 'paused' }, undefined],
  ['it had been paused', { ...mine, status: 'paused' }, theirs, idle(0), undefined],
  [
    'of a speaker that the other does not name',
    { ...mine, device: nameless },
    idle(0),
    { ...theirs, device: { ...bath, id: null } },
    undefined,
  ],
  ['nobody knows where the other plays', mine, idle(0), { ...theirs, device: null }, undefined],
  ['nobody knows where it played', { ...mine, device: null }, idle(0), theirs, undefined],
])('%s', (_, before, after, playback, why) => {
  expect(whyTaken(before, after, [{ name: 'Anna', playback }])).toBe(why);
});

it('another reader took it', () => {
  expect(takenBy('Kitchen', true)).toBe('the music went along to Kitchen');
  expect(takenBy('Kitchen', false)).toBe('Kitchen plays something else now');
});
