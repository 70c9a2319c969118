import type { Command } from './command.ts';
import { type Device, findDevice } from './device.ts';
import type { Playback } from './playback.ts';
import { type MediaForm, rulesFor, rulesNamed, type SpeakerPlan, type SpeakerRules } from './speaker-plan.ts';
import type { State } from './state.ts';

/** Speakers that a media_player of Home Assistant plays for, because the Web API cannot start them. */

export interface HomePlayer {
  /** As the speaker is shown. */
  name: string;
  /** `media_player.…`. */
  entity: string;
  media: MediaForm;
  /** Its media_content_type. */
  mediaType: string;
  /** Whose it is, in the configuration. */
  rules: SpeakerRules;
}

/** What plays for these rules; undefined where Spotify does. */
export function homePlayerOf(rules: SpeakerRules | undefined): HomePlayer | undefined {
  if (rules?.via !== 'home_assistant' || rules.entity === undefined) return undefined;
  const { entity, device, name = device, media = 'uri', mediaType = MEDIA_TYPES[media] } = rules;
  return { name, entity, media, mediaType, rules };
}

/** What most integrations take; Alexa Media Player, the one that goes by names, has a type for each music service. */
const MEDIA_TYPES: Record<MediaForm, string> = { uri: 'music', link: 'music', name: 'SPOTIFY' };

interface Scene {
  state: Pick<State, 'playback' | 'known' | 'lastDevice'>;
  plan: SpeakerPlan;
  /** The account's default device. */
  fallback: string | undefined;
  /** What was started last, where nothing has been started elsewhere since. */
  last: HomePlayer | undefined;
}

/**
 * Which media_player a command is for: the speaker that it names, else the one that plays,
 * else the one that was started last (Spotify may not show it), else the one that is paused,
 * else the default, else the one before. Undefined: it is Spotify's.
 */
export function homePlayerFor(
  command: Command,
  { state, plan, fallback, last }: Scene,
): HomePlayer | undefined {
  if (!isForSpeaker(command)) return undefined;
  const of = (device: Pick<Device, 'id' | 'name'>) => homePlayerOf(rulesFor(plan, device));
  const named = (name: string) => {
    const known = state.known.map(({ device }) => device);
    const seen = findDevice(known, name);
    return homePlayerOf(rulesNamed(plan, name)) ?? (seen && of(seen));
  };
  if ('device' in command && command.device !== undefined) return named(command.device);
  const { status, device } = state.playback;
  if (device && status === 'playing') return of(device);
  if (last) return last;
  if (device) return of(device);
  if (fallback !== undefined) return named(fallback);
  const { lastDevice } = state;
  return lastDevice ? (of(lastDevice) ?? named(lastDevice.name)) : undefined;
}

function isForSpeaker({ ask }: Command): boolean {
  return !['like', 'unlike', 'save', 'remove', 'sleep', 'fade', 'snapshot', 'restore', 'refresh'].includes(
    ask,
  );
}

/**
 * The look, with a speaker that Home Assistant commands as one that
 * takes commands: nobody needs Spotify's leave for them.
 */
export function throughHome(look: Playback): Playback {
  const { device } = look;
  if (device?.via !== 'home_assistant') return look;
  return { ...look, device: { ...device, restricted: false, supportsVolume: true }, disallows: [] };
}
