import { whyNotClear } from '../core/allowed.ts';
import type { Command, PlayCommand } from '../core/command.ts';
import { fadeIn } from '../core/fade-in.ts';
import { heldBack, UNMUTED } from '../core/loudness.ts';
import { positionAt } from '../core/playback.ts';
import type { Obeyed } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { ranged } from '../core/reader-may.ts';
import {
  expectPaused,
  expectPosition,
  expectRepeat,
  expectShuffle,
  expectSkip,
  expectVolume,
} from '../core/settle.ts';
import { sleepWish } from '../core/sleep-wish.ts';
import { takeSnapshot, withSnapshot } from '../core/snapshot.ts';
import type { State } from '../core/state.ts';
import type { Deed } from './deed.ts';
import { homeDeed } from './home-deeds.ts';
import type { Means } from './means.ts';
import { play, resolveUri } from './play.ts';
import { playRecent } from './recent.ts';
import { restore } from './restoring.ts';
import { transfer } from './transfer.ts';
import { heldTo, knownVolume, volume, wantedVolume } from './volume-deeds.ts';

/** Turns a command into a deed, against what is shown now: steps become values here. Throws Trouble. */
export function prepare(command: Command, means: Means): Deed {
  const player = means.home.for(command);
  if (player) {
    const range = means.loudness.rangeOn(player.rules);
    const sent = ranged(command, range, means.state);
    const held = heldBack(command, sent, range, means.state.playback.device?.volume ?? null);
    if (held) means.limited(held);
    return homeDeed(sent, player, means, () => bySpotify(sent, means));
  }
  means.home.left(command);
  return bySpotify(command, means);
}

function bySpotify(command: Command, means: Means): Deed {
  const { spotify, speaker, state, look, now, signal } = means;
  const { playback } = state;
  const onActive = (send: (deviceId?: string) => Promise<Obeyed>) => () => speaker.onActive(send, signal);

  switch (command.ask) {
    case 'play':
      return command.fade ? fadingIn(command, command.fade, means) : play(command, means);
    case 'pause':
      return {
        claims: [expectPaused(playback, now)],
        repeatable: true,
        do: () => spotify.pause(),
      };
    case 'play_pause':
      return bySpotify({ ask: playback.status === 'playing' ? 'pause' : 'play' }, means);
    case 'next': {
      const [next, ...queue] = state.queue ?? [];
      return {
        claims: [expectSkip(playback, look, next, now)],
        ...(state.queue ? { change: { queue } } : {}),
        repeatable: false,
        do: onActive((device) => spotify.next(device)),
      };
    }
    case 'previous':
      return {
        claims: [expectSkip(playback, look, undefined, now)],
        repeatable: false,
        do: onActive((device) => spotify.previous(device)),
      };
    case 'seek': {
      const to =
        'by' in command ? (positionAt(playback, now) ?? 0) + command.by * 1000 : command.position * 1000;
      const positionMs = clampPosition(to, state);
      return {
        claims: [expectPosition(positionMs, now)],
        repeatable: true,
        do: onActive((device) => spotify.seek(positionMs, device)),
      };
    }
    case 'volume': {
      const percent = 'by' in command ? knownVolume(state) + command.by : command.percent;
      return wantedVolume(Math.min(100, Math.max(0, percent)), means, 'soft' in command);
    }
    case 'mute':
      if (command.toggle && playback.device?.volume === 0) return bySpotify({ ask: 'unmute' }, means);
      return volume(0, means);
    case 'unmute':
      return playback.device?.volume ? nothing() : wantedVolume(state.mutedFrom ?? UNMUTED, means);
    case 'shuffle': {
      const on = 'toggle' in command ? !playback.shuffle : command.on;
      return {
        claims: [expectShuffle(on)],
        repeatable: true,
        do: onActive((device) => spotify.shuffle(on, device)),
      };
    }
    case 'repeat':
      return {
        claims: [expectRepeat(command.mode)],
        repeatable: true,
        do: onActive((device) => spotify.repeat(command.mode, device)),
      };
    case 'device':
      return transfer(command.device, command.play, means);
    case 'queue':
      return {
        claims: [],
        repeatable: false,
        do: async () => {
          const uri = await resolveUri(command.uri, spotify);
          return speaker.onActive((device) => spotify.enqueue(uri, device), signal);
        },
      };
    case 'recent':
      return playRecent(command, means);
    case 'snapshot': {
      const taken = takeSnapshot(state, command, now);
      return { ...nothing(), change: { snapshots: withSnapshot(state.snapshots, taken, now) } };
    }
    case 'restore':
      return restore(command, means);
    case 'clear':
      return clear(means);
    case 'like':
    case 'unlike': {
      const uri = playback.item?.uri;
      if (!uri || playback.item?.kind === 'local') {
        throw new Trouble('refused', 'nothing plays that could be saved to the library');
      }
      const liked = command.ask === 'like';
      return {
        claims: [],
        change: { liked },
        repeatable: true,
        do: () => (liked ? spotify.save(uri) : spotify.remove(uri)),
      };
    }
    case 'save':
    case 'remove': {
      const { ask, uri } = command;
      return {
        claims: [],
        repeatable: true,
        do: async () => spotify[ask](await resolveUri(uri, spotify)),
      };
    }
    case 'sleep':
      return sleep(command, means);
    case 'fade':
      // Refuses where nobody knows how loud it is.
      knownVolume(state);
      return {
        ...nothing(),
        change: { fade: { percent: heldTo(command.percent, means), until: now + command.seconds * 1000 } },
      };
    case 'allowance':
      return {
        ...nothing(),
        do: async () => {
          means.allow(command.minutes);
          return 'done';
        },
      };
    case 'refresh':
      return {
        claims: [],
        repeatable: true,
        do: () => means.refresh().then(() => 'done'),
      };
  }
}

/** Begins hardly audible; the fader does the rest once a look has seen it. */
function fadingIn(command: PlayCommand, seconds: number, means: Means): Deed {
  const { quiet, percent: wanted } = fadeIn(command, means.state);
  const percent = heldTo(wanted, means);
  const deed = prepare(quiet, means);
  return {
    ...deed,
    claims: [...deed.claims, expectVolume(quiet.volume)],
    after: (now) => ({ fade: { percent, until: now + seconds * 1000, lookedAfter: now } }),
  };
}

/** Spotify has no way to empty what follows: what plays is begun anew, by itself, where it is. */
function clear({ spotify, speaker, state: { playback }, now, signal }: Means): Deed {
  const why = whyNotClear(playback);
  const uri = playback.item?.uri;
  if (why !== undefined || !uri) throw new Trouble('refused', why ?? 'nothing plays');
  const positionMs = Math.round(positionAt(playback, now) ?? 0);
  const repeats = playback.repeat === 'all';
  return {
    claims: repeats ? [expectRepeat('off')] : [],
    change: { queue: null },
    // A second time would jump back.
    repeatable: false,
    do: async () => {
      // All that there is would be the one item, again and again.
      if (repeats) await spotify.repeat('off');
      const play = (deviceId?: string) =>
        spotify.play({ uris: [uri], positionMs, ...(deviceId ? { deviceId } : {}) });
      return speaker.onActive(play, signal);
    },
  };
}

/** Spotify has no sleep timer: the sleeper sees ours in the state. What repeats has no end. */
function sleep(command: Extract<Command, { ask: 'sleep' }>, means: Means): Deed {
  const change = sleepWish(command, means.state, means.now);
  const repeats = means.state.playback.repeat !== 'off' && change.sleep?.at === 'end_of_context';
  return { ...(repeats ? prepare({ ask: 'repeat', mode: 'off' }, means) : nothing()), change };
}

function nothing(): Deed {
  return { claims: [], repeatable: true, do: async () => 'done' };
}

/** Within the item; a seek past the end would skip it. */
function clampPosition(ms: number, { playback }: State): number {
  const end = playback.item?.durationMs ?? Number.POSITIVE_INFINITY;
  return Math.round(Math.max(0, Math.min(ms, end)));
}
