import type { Command, PlayCommand } from '../core/command.ts';
import { findDevice } from '../core/device.ts';
import type { Keepsake, Obeyed } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import { expectPaused, expectPlaying } from '../core/settle.ts';
import { current, isOther, itemAlone, type Restoration, restoration } from '../core/snapshot.ts';
import type { Snapshot } from '../core/state.ts';
import { quote } from '../core/values.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deed } from './deed.ts';
import type { Means } from './means.ts';
import { sending, startPlaying } from './play.ts';
import type { Store } from './store.ts';

/** Snapshots as they survive a restart. */
export interface KeptSnapshots {
  snapshots: readonly Snapshot[];
}

/** Remembers snapshots over restarts: music is brought back after a power cut too. */
export async function rememberSnapshots(
  store: Store,
  keepsake: Keepsake<KeptSnapshots>,
  clock: Clock,
): Promise<void> {
  store.watch(({ snapshots: now }, { snapshots: before }) => {
    if (now !== before) keepsake.write({ snapshots: now });
  });
  const kept = current((await keepsake.read())?.snapshots ?? [], clock.now());
  const taken = new Set(store.state.snapshots.map(({ name }) => name));
  const missing = kept.filter(({ name }) => !taken.has(name));
  if (missing.length > 0) store.put({ snapshots: [...missing, ...store.state.snapshots] });
}

/** Between a play and its pause: sent at once they may arrive the other way round. */
const BEGINS_MS = 400;

/** Throws a Trouble where there is no such snapshot, or it is not to be brought back. */
export function restore(
  { name, unlessChanged, maxVolume = 100 }: Extract<Command, { ask: 'restore' }>,
  means: Means,
): Deed {
  const { state, now } = means;
  const all = current(state.snapshots, now);
  const snapshot = all.find((one) => one.name === name);
  if (!snapshot) {
    const there = all.length > 0 ? `there are ${all.map((one) => one.name).join(', ')}` : 'there is none';
    throw new Trouble('refused', `no snapshot ${quote(name)}, or it has expired; ${there}`);
  }
  if (unlessChanged && isOther(snapshot, state.playback)) {
    throw new Trouble(
      'refused',
      `other music was chosen since the snapshot ${quote(name)} was taken; it stays`,
    );
  }
  const there = snapshot.device && findDevice(state.devices, snapshot.device.id ?? snapshot.device.name);
  const { ceiling } = means.loudness.range(there ?? state.playback.device);
  const volume = snapshot.volume === null ? null : Math.min(snapshot.volume, maxVolume, ceiling);
  const how = restoration({ ...snapshot, volume }, state);
  if (how.act === 'refuse') throw new Trouble('refused', how.why);
  const { sent, hear } = sending(means);
  return {
    claims: [how.act === 'play' ? expectPlaying(now) : expectPaused(state.playback, now)],
    repeatable: true,
    do: () => bringBack(how, means, hear),
    ...(how.act === 'play' && { sent }),
  };
}

type Hear = ReturnType<typeof sending>['hear'];

async function bringBack(
  how: Exclude<Restoration, { act: 'refuse' }>,
  means: Means,
  hear: Hear,
): Promise<Obeyed> {
  const { spotify, state } = means;
  switch (how.act) {
    case 'play':
      return begin(how.play, means, hear);
    case 'load':
      return load(how.play, means, hear);
    case 'pause':
      return state.playback.status === 'playing' ? spotify.pause() : 'done';
    case 'stay': {
      if (how.pause) await spotify.pause();
      if (how.positionMs !== undefined) await spotify.seek(Math.round(how.positionMs));
      if (how.volume !== undefined) await spotify.volume(how.volume);
      return 'done';
    }
  }
}

/** Spotify's own radio, a list that is gone: where the context is refused, its item plays alone. */
async function begin(play: PlayCommand, means: Means, hear: Hear): Promise<Obeyed> {
  try {
    return await startPlaying(play, means, hear);
  } catch (error) {
    const alone = itemAlone(play);
    if (!alone || !(error instanceof Refusal) || error.noActiveDevice || error.deviceNotFound) throw error;
    return startPlaying(alone, means, hear);
  }
}

/** Spotify cannot make something ready: it is begun without a sound, and paused. */
async function load(play: PlayCommand, means: Means, hear: Hear): Promise<Obeyed> {
  const { spotify, state, clock, signal } = means;
  const device = play.device === undefined ? state.playback.device : findDevice(state.devices, play.device);
  const { volume } = play;
  const isSilent = volume !== undefined && device?.supportsVolume === true;
  await begin(isSilent ? { ...play, volume: 0 } : play, means, hear);
  try {
    await clock.sleep(BEGINS_MS, signal);
    return await spotify.pause();
  } finally {
    if (isSilent) await spotify.volume(volume);
  }
}
