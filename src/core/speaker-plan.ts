import { fitsGlob } from '../lib/glob.ts';
import type { Device } from './device.ts';
import type { QuietHours } from './reader.ts';
import { foldName, sameName } from './speaker-name.ts';

/** What the configuration says of speakers, the same for all accounts. Times are ms, volumes 0–100. */
export interface SpeakerPlan {
  /** Patterns of names: those that may be chosen, and those that may not, which are stronger. */
  allow: readonly string[];
  deny: readonly string[];
  /** A device unseen for so long is no longer offered. */
  forgetMs: number;
  /** How long a command waits for a device that is absent; 0: it does not wait. */
  wakeMs: number;
  devices: readonly SpeakerRules[];
}

/** Who carries out what a device is asked. */
export const VIAS = ['spotify', 'home_assistant'] as const;
export type Via = (typeof VIAS)[number];

/** How a media_player is told what to play: by Spotify's uri, by the link that people share, or by the name alone. */
export const MEDIA_FORMS = ['uri', 'link', 'name'] as const;
export type MediaForm = (typeof MEDIA_FORMS)[number];

/** What holds for one device. */
export interface SpeakerRules {
  /** Its name as Spotify shows it, or its id. */
  device: string;
  /** Shown and taken instead of Spotify's name. */
  name?: string;
  via: Via;
  /** The media_player that plays for it; always there with `via: 'home_assistant'`. */
  entity?: string;
  /** In which form it is told what to play, and its media_content_type; those of core/home-player without. */
  media?: MediaForm;
  mediaType?: string;
  /** Instead of the plan's own. */
  wakeMs?: number;
  minVolume: number;
  maxVolume: number;
  quiet?: Required<QuietHours>;
}

export const USUAL_SPEAKERS: SpeakerPlan = {
  allow: ['*'],
  deny: [],
  forgetMs: 30 * 24 * 60 * 60_000,
  wakeMs: 30_000,
  devices: [],
};

/** The rules of a device: those of its id, else of an id that it had before, else of Spotify's own name. */
export function rulesFor(
  { devices }: SpeakerPlan,
  { id, name, spotifyName, aliases }: Pick<Device, 'id' | 'name' | 'spotifyName' | 'aliases'>,
): SpeakerRules | undefined {
  return (
    devices.find(({ device }) => device === id) ??
    devices.find(({ device }) => aliases?.includes(device)) ??
    devices.find(({ device }) => sameName(device, spotifyName ?? name))
  );
}

/**
 * The rules that somebody means by a name, as it is shown or as Spotify
 * has it, or by an id; the device may never have been seen.
 */
export function rulesNamed({ devices }: SpeakerPlan, asked: string): SpeakerRules | undefined {
  return (
    devices.find(({ device }) => device === asked) ??
    devices.find(({ name }) => name !== undefined && sameName(name, asked)) ??
    devices.find(({ device }) => sameName(device, asked))
  );
}

/** Whether a device of these names may be chosen. */
export function mayChoose({ allow, deny }: SpeakerPlan, names: readonly string[]): boolean {
  const plain = names.map(foldName);
  const fits = (pattern: string) => plain.some((name) => fitsGlob(foldName(pattern), name));
  return allow.some(fits) && !deny.some(fits);
}

/** How long a command waits for a device, ms. */
export function wakeMsOf(plan: SpeakerPlan, rules: SpeakerRules | undefined): number {
  return rules?.wakeMs ?? plan.wakeMs;
}
