import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { Device } from '../../src/core/device.ts';
import { homePlayerFor, homePlayerOf, throughHome } from '../../src/core/home-player.ts';
import { idle } from '../../src/core/playback.ts';
import { type SpeakerPlan, type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { KITCHEN, playingTrack } from './playing.ts';

const rules = (device: string, more: Partial<SpeakerRules>): SpeakerRules => ({
  ...{ device, via: 'home_assistant', minVolume: 0, maxVolume: 100 },
  ...more,
});
const SONOS = rules('Living Room', { name: 'Wohnzimmer', entity: 'media_player.sonos' });
const ECHO = rules('Echo', { entity: 'media_player.echo', media: 'name' });
const plan: SpeakerPlan = {
  ...USUAL_SPEAKERS,
  devices: [SONOS, ECHO, rules('Kitchen', { via: 'spotify' })],
};
const living: Device = {
  ...KITCHEN,
  ...{ id: null, name: 'Living Room', restricted: true, supportsVolume: false },
};
const echo = homePlayerOf(ECHO);

describe('the media_player of a speaker', () => {
  it.each<[SpeakerRules | undefined, object | undefined]>([
    [SONOS, { name: 'Wohnzimmer', entity: 'media_player.sonos', media: 'uri', mediaType: 'music' }],
    [ECHO, { name: 'Echo', entity: 'media_player.echo', media: 'name', mediaType: 'SPOTIFY' }],
    [
      { ...ECHO, media: 'link' },
      { media: 'link', mediaType: 'music' },
    ],
    [
      { ...ECHO, mediaType: 'DEEZER' },
      { media: 'name', mediaType: 'DEEZER' },
    ],
    [rules('Kitchen', { via: 'spotify', entity: 'media_player.kitchen' }), undefined],
    [undefined, undefined],
  ])('of %o is %o', (given, expected) => {
    if (expected) expect(homePlayerOf(given)).toMatchObject(expected);
    else expect(homePlayerOf(given)).toBeUndefined();
  });
});

describe('a command', () => {
  const play: Command = { ask: 'play' };
  const pause: Command = { ask: 'pause' };
  const now = 1_000;
  const at = (device: Device, status: 'playing' | 'paused') =>
    playingTrack('one', 0, now, { device, status });
  type Given = Partial<Parameters<typeof homePlayerFor>[1]['state']> & {
    fallback?: string;
    last?: typeof echo;
  };
  it.each<[what: string, Command, Given, string | undefined]>([
    ['that names it', { ask: 'play', device: 'living room' }, {}, 'media_player.sonos'],
    ['that names it as it is shown', { ask: 'device', device: 'Wohnzimmer' }, {}, 'media_player.sonos'],
    [
      'that names it by its id',
      { ask: 'device', device: 'e-1' },
      {
        known: [
          {
            device: { ...living, id: 'e-1', name: 'Echo' },
            ...{ present: false, seenAt: 0, number: 1, formerIds: [] },
          },
        ],
      },
      'media_player.echo',
    ],
    [
      'that names another',
      { ask: 'play', device: 'Kitchen' },
      { playback: at(living, 'playing'), last: echo },
      undefined,
    ],
    ['while it plays', pause, { playback: at(living, 'playing') }, 'media_player.sonos'],
    ['while it is paused', play, { playback: at(living, 'paused') }, 'media_player.sonos'],
    [
      'while another plays',
      pause,
      { playback: at(KITCHEN, 'playing'), fallback: 'Echo', last: echo },
      undefined,
    ],
    ['after one that Spotify does not show', pause, { last: echo }, 'media_player.echo'],
    [
      'after that, while another is paused',
      pause,
      { playback: at(KITCHEN, 'paused'), last: echo },
      'media_player.echo',
    ],
    ['while another is paused', play, { playback: at(KITCHEN, 'paused'), fallback: 'Echo' }, undefined],
    ['with it as the default', play, { fallback: 'Echo' }, 'media_player.echo'],
    [
      'with another as the default',
      play,
      { fallback: 'Kitchen', lastDevice: { id: null, name: 'Echo' } },
      undefined,
    ],
    [
      'with it as the one before',
      play,
      { lastDevice: { id: null, name: 'Living Room' } },
      'media_player.sonos',
    ],
    [
      'with it as the one before, as it is shown',
      play,
      { lastDevice: { id: null, name: 'Wohnzimmer' } },
      'media_player.sonos',
    ],
    ['with nothing to go by', play, {}, undefined],
  ])('%s goes where it should', (_what, command, { fallback, last, ...state }, expected) => {
    const scene = { playback: idle(now), known: [], lastDevice: null, ...state };
    expect(homePlayerFor(command, { state: scene, plan, fallback, last })?.entity).toBe(expected);
  });

  it.each<Command>([
    { ask: 'like' },
    { ask: 'unlike' },
    { ask: 'save', uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh' },
    { ask: 'remove', uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh' },
    { ask: 'sleep', minutes: 5 },
    { ask: 'fade', percent: 10, seconds: 30 },
    { ask: 'snapshot', name: 'doorbell', expires: 60 },
    { ask: 'restore', name: 'doorbell' },
    { ask: 'refresh' },
  ])('%o is for no speaker, whichever plays', (command) => {
    const state = { playback: at(living, 'playing'), known: [], lastDevice: null };
    expect(homePlayerFor(command, { state, plan, fallback: 'Echo', last: echo })).toBeUndefined();
  });
});

it('a speaker that Home Assistant commands takes commands, and no other does', () => {
  const device = { ...living, via: 'home_assistant' } as const;
  const shown = playingTrack('one', 0, 0, { device, disallows: ['pausing'] });
  expect(throughHome(shown)).toEqual({
    ...shown,
    device: { ...device, restricted: false, supportsVolume: true },
    disallows: [],
  });
  const other = { ...shown, device: living };
  expect(throughHome(other)).toBe(other);
  expect(throughHome(idle(0))).toEqual(idle(0));
});
