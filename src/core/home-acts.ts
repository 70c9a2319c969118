import type { Command, PlayCommand } from './command.ts';
import type { HomePlayer } from './home-player.ts';
import { UNMUTED } from './loudness.ts';
import { type Playback, positionAt } from './playback.ts';
import type { HomeAct } from './ports.ts';
import { Trouble } from './problem.ts';

/** Commands as actions of Home Assistant (home-assistant.io/integrations/media_player). */

export type Act = Pick<HomeAct, 'action' | 'data'>;

/** What is known of the speaker when a command's turn comes. */
export interface Known {
  entity: string;
  /** What plays there; null where Spotify does not show it. */
  playback: Playback | null;
  mutedFrom: number | null;
  now: number;
}

/** What needs no music to be looked up. Throws Trouble where a step has nothing to begin from, or no action does it. */
export function actsOf(command: Command, { entity, playback, mutedFrom, now }: Known): Act[] {
  const volume = playback?.device?.volume ?? null;
  switch (command.ask) {
    case 'pause':
      return [plain('media_pause')];
    case 'next':
      return [plain('media_next_track')];
    case 'previous':
      return [plain('media_previous_track')];
    case 'seek': {
      if ('position' in command) return [seekAct(command.position * 1000)];
      const position = playback && positionAt(playback, now);
      if (position === null) throw unknown(entity, 'the position is', 'give the seconds from the start');
      return [seekAct(Math.round(position + command.by * 1000))];
    }
    case 'volume':
      if ('percent' in command) return [volumeAct(command.percent)];
      // How far a step goes is the player's own matter where nobody knows how loud it is.
      if (volume === null) return [plain(command.by > 0 ? 'volume_up' : 'volume_down')];
      return [volumeAct(volume + command.by)];
    case 'mute':
    case 'unmute': {
      const mutes = command.ask === 'mute' && !(command.toggle && volume === 0);
      if (volume === null) return [{ action: 'volume_mute', data: { is_volume_muted: mutes } }];
      if (mutes) return [volumeAct(0)];
      return volume > 0 ? [] : [volumeAct(mutedFrom ?? UNMUTED)];
    }
    case 'shuffle': {
      const on = 'on' in command ? command.on : playback && !playback.shuffle;
      if (on === null) throw unknown(entity, 'whether it shuffles is', 'say on or off');
      return [{ action: 'shuffle_set', data: { shuffle: on } }];
    }
    case 'repeat':
      return [{ action: 'repeat_set', data: { repeat: command.mode } }];
    default:
      throw new Trouble('refused', `${command.ask} cannot be asked of ${entity}`);
  }
}

/** What is set before the music begins. */
export function settingActs({ volume, shuffle, repeat }: PlayCommand): Act[] {
  return [
    ...(volume === undefined ? [] : [volumeAct(volume)]),
    ...(shuffle === undefined ? [] : [{ action: 'shuffle_set', data: { shuffle } } as const]),
    ...(repeat === undefined ? [] : [{ action: 'repeat_set', data: { repeat } } as const]),
  ];
}

/** What begins to play, or follows what plays. */
export function mediaAct({ mediaType }: Pick<HomePlayer, 'mediaType'>, media: string, follows = false): Act {
  return {
    action: 'play_media',
    data: {
      media_content_id: media,
      media_content_type: mediaType,
      ...(follows && { enqueue: 'add' }),
    },
  };
}

export function seekAct(positionMs: number): Act {
  return { action: 'media_seek', data: { seek_position: Math.max(0, positionMs / 1000) } };
}

export function plain(action: Act['action']): Act {
  return { action, data: {} };
}

/** 0–100; Home Assistant's volumes are 0 to 1. */
function volumeAct(percent: number): Act {
  return { action: 'volume_set', data: { volume_level: Math.min(100, Math.max(0, percent)) / 100 } };
}

function unknown(entity: string, what: string, right: string): Trouble {
  return new Trouble(
    'refused',
    `${what} not known of ${entity}, so it cannot be changed by a step; ${right}`,
  );
}
