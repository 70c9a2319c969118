import { z } from 'zod';
import { AD_URI, VOICE_URI } from '../catalogue/catalogue.ts';
import type { User } from '../people.ts';
import { call, changeDevice, removeDevice } from '../player/devices.ts';
import * as moves from '../player/moves.ts';
import { activeDevice, type PlayerState } from '../player/state.ts';
import { sound } from '../player/time.ts';
import type { Spotify } from '../spotify.ts';
import { BadScene, deviceNamed, playableUri, putOn, userNamed } from './scene.ts';

const user = z.string().default('family');

/**
 * What somebody does in Spotify's own app, on the phone or at the
 * device: no restriction holds there, and nobody counts it.
 */
export const actShape = z.discriminatedUnion('action', [
  z.strictObject({
    user,
    action: z.literal('play'),
    uri: z.string().optional(),
    uris: z.array(z.string()).optional(),
    offset: z.union([z.number().int().min(0), z.string()]).optional(),
    device: z.string().optional(),
  }),
  z.strictObject({ user, action: z.literal('pause') }),
  z.strictObject({ user, action: z.literal('next') }),
  z.strictObject({ user, action: z.literal('previous') }),
  z.strictObject({ user, action: z.literal('seek'), position_ms: z.number().min(0) }),
  z.strictObject({
    user,
    action: z.literal('volume'),
    volume: z.number().int().min(0).max(100),
    device: z.string().optional(),
  }),
  z.strictObject({ user, action: z.literal('shuffle'), on: z.boolean(), smart: z.boolean().default(false) }),
  z.strictObject({ user, action: z.literal('repeat'), repeat: z.enum(['off', 'context', 'track']) }),
  z.strictObject({ user, action: z.literal('transfer'), device: z.string() }),
  z.strictObject({ user, action: z.literal('queue'), uri: z.string() }),
  z.strictObject({ user, action: z.literal('like'), uri: z.string().optional() }),
  z.strictObject({ user, action: z.literal('unlike'), uri: z.string().optional() }),
  /** An advertisement, or the DJ speaking, in place of what plays; the next song follows. */
  z.strictObject({ user, action: z.literal('ad') }),
  z.strictObject({ user, action: z.literal('dj') }),
  /** A device is called and wakes after so long, or as is its habit; it falls asleep; it is gone for good. */
  z.strictObject({
    user,
    action: z.literal('wake'),
    device: z.string(),
    after_ms: z.number().min(0).optional(),
  }),
  z.strictObject({ user, action: z.literal('sleep'), device: z.string() }),
  z.strictObject({ user, action: z.literal('vanish'), device: z.string() }),
]);
export type Act = z.input<typeof actShape>;
type Deed = z.infer<typeof actShape>;

export function act(spotify: Spotify, given: Act, now: number): void {
  const deed = actShape.parse(given);
  const who = userNamed(spotify, deed.user);
  if (deed.action === 'like' || deed.action === 'unlike') like(who, deed, now);
  else who.player.put(after(spotify, who, who.player.truth(now), deed), now);
}

function like(who: User, deed: Extract<Deed, { action: 'like' | 'unlike' }>, now: number): void {
  const uri = deed.uri ?? who.player.truth(now).sitting?.item;
  if (uri === undefined) throw new BadScene('nothing plays; say which uri');
  if (deed.action === 'like') who.library.set(uri, now);
  else who.library.delete(uri);
}

function after(
  spotify: Spotify,
  who: User,
  state: PlayerState,
  deed: Exclude<Deed, { action: 'like' | 'unlike' }>,
): PlayerState {
  const { rules } = who.player;
  switch (deed.action) {
    case 'play': {
      const ready = withDevice(state, deed.device);
      return deed.uri === undefined && deed.uris === undefined
        ? moves.resume(ready)
        : putOn(spotify, who, ready, deed);
    }
    case 'pause':
      return moves.pause(state);
    case 'next':
      return moves.next(state, rules);
    case 'previous':
      return moves.previous(state, rules);
    case 'seek':
      return moves.seek(state, deed.position_ms, rules);
    case 'volume': {
      const key = deed.device === undefined ? state.active : deviceNamed(state, deed.device).key;
      if (key === undefined) throw new BadScene('no device is active; say which device');
      return changeDevice(state, key, { volume: deed.volume });
    }
    case 'shuffle':
      return { ...moves.setShuffle(state, deed.on), smartShuffle: deed.on && deed.smart };
    case 'repeat':
      return moves.setRepeat(state, deed.repeat);
    case 'transfer':
      return withDevice(state, deed.device);
    case 'queue':
      return moves.enqueue(state, playableUri(spotify, deed.uri));
    case 'ad':
    case 'dj': {
      if (!state.sitting) throw new BadScene('nothing is on');
      return sound(state, { ...state.sitting, item: deed.action === 'ad' ? AD_URI : VOICE_URI });
    }
    case 'wake':
      return call(state, deviceNamed(state, deed.device), deed.after_ms);
    case 'sleep':
      return changeDevice(state, deviceNamed(state, deed.device).key, { awake: false });
    case 'vanish':
      return removeDevice(state, deviceNamed(state, deed.device).key);
  }
}

/** Somebody's own app wakes the device that it plays on; without a wish, what was active or the first that is awake. */
export function withDevice(state: PlayerState, name: string | undefined): PlayerState {
  const device =
    name === undefined
      ? (activeDevice(state) ?? state.devices.find((each) => each.awake))
      : deviceNamed(state, name);
  if (!device) throw new BadScene('no device is awake');
  if (device.key === state.active) return state;
  return moves.transfer(changeDevice(state, device.key, { awake: true }), device.key, false);
}
