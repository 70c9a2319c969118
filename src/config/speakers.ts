import { type SpeakerPlan, type SpeakerRules, USUAL_SPEAKERS } from '../core/speaker-plan.ts';
import { settleHush } from './quiet.ts';
import type { WrittenSpeakers } from './speakers-shape.ts';

const DAY_MS = 24 * 60 * 60_000;

/** From `speakers`, valid, to what the house goes by. */
export function settleSpeakers(written: WrittenSpeakers): SpeakerPlan {
  return {
    allow: written.allow,
    deny: written.deny ?? USUAL_SPEAKERS.deny,
    forgetMs: written.forget_after * DAY_MS,
    wakeMs: toMs(written.wake_timeout),
    devices: Object.entries(written.devices).map(([device, rules]) => settleRules(device, rules)),
  };
}

function settleRules(device: string, written: WrittenSpeakers['devices'][string]): SpeakerRules {
  const { name, via, entity, media, media_type, wake_timeout, quiet } = written;
  return {
    device,
    ...(name !== undefined && { name }),
    via: via === 'spotify' ? 'spotify' : 'home_assistant',
    ...(entity !== undefined && { entity }),
    ...(media !== undefined && { media }),
    ...(media_type !== undefined && { mediaType: media_type }),
    ...(wake_timeout !== undefined && { wakeMs: toMs(wake_timeout) }),
    minVolume: written.min_volume,
    maxVolume: written.max_volume,
    ...(quiet && { quiet: settleHush(quiet) }),
  };
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
