import type { AccountAsk } from '../core/command.ts';
import { artistsOf } from '../core/item.ts';
import { playableLink } from '../core/links.ts';
import { BadPayload } from '../core/problem.ts';
import { quote } from '../core/values.ts';
import { isObject, parseExactly } from '../lib/exact-json.ts';
import { type AccountView, isMuted, volumeOf } from './account-view.ts';
import { type Announcement, nodeOf } from './discovery.ts';
import { tidy } from './plain.ts';
import type { Topics } from './topics.ts';

/**
 * A player for the custom integration mqtt_media_player (github.com/bkbilly/mqtt_media_player, 2026.9), for those who have it. It
 * reads one topic per field in forms of its own, so what our entities say in another form is said once more for it. It has
 * no topic for speakers, shuffle, repeat and seeking, and takes covers as bytes alone, which the bridge does not fetch.
 */

/** Its prefix is written into it, whatever Home Assistant's is. */
const PREFIX = 'homeassistant';

/** An empty payload would take the retained value back, and some of its versions stumble over it; a blank it takes for nothing. */
const BLANK = ' ';

type Say = (view: AccountView) => string | undefined;

/** What it reads that no entity says in its form, by the level of the topic. Undefined where there is nothing to say. */
export const MEDIA_PLAYER_STATES: Readonly<Record<string, Say>> = {
  media_title: ({ state }) => line(state.playback.item?.title),
  media_artist: ({ state }) => line(artistsOf(state.playback.item)),
  media_album: ({ state }) => line(state.playback.item?.album),
  // 0..1. It stumbles over everything else.
  volume_level: (view) => {
    const volume = volumeOf(view);
    return volume === null ? undefined : `${volume / 100}`;
  },
  volume_muted: (view) => {
    const muted = isMuted(view);
    return muted === null ? undefined : muted ? 'mute' : 'unmute';
  },
};

/** What it sends that no entity takes in its form, by the level before `/set`. Both throw BadPayload. */
export const MEDIA_PLAYER_SETS: Readonly<Record<string, (payload: string) => AccountAsk>> = {
  volume_level: (payload) => {
    const level = payload.trim() === '' ? Number.NaN : Number(payload);
    if (level >= 0 && level <= 1) return { ask: 'volume', percent: Math.round(level * 100) };
    throw new BadPayload(`volume_level takes 0 to 1; got ${quote(payload)}`);
  },
  play_media: (payload) => {
    const json = parseExactly(payload);
    const id = isObject(json) ? json.media_id : undefined;
    if (typeof id === 'string') return { ask: 'play', ...playableLink(id) };
    throw new BadPayload('play_media takes {"media_id":"spotify:album:…"}');
  },
};

/** Its discovery message. */
export function mediaPlayerConfig(
  { account, name }: Pick<AccountView, 'account' | 'name'>,
  topics: Topics,
): Announcement {
  const node = nodeOf(topics.base, account);
  const { at, set, command, availability } = topics.account(account);
  const config = {
    name: tidy(name) || account,
    // A list, as Home Assistant's own discovery has it, crashes it.
    availability: { topic: availability, payload_available: 'online', payload_not_available: 'offline' },
    // The same device as that of the entities.
    device: {
      identifiers: [node],
      name: tidy(name) || account,
      manufacturer: 'Spotify',
      model: 'Spotify Connect',
    },
    state_state_topic: at('status'),
    state_title_topic: at('media_title'),
    state_artist_topic: at('media_artist'),
    state_album_topic: at('media_album'),
    // Seconds; it takes `None` for nothing.
    state_duration_topic: at('duration'),
    state_position_topic: at('position'),
    state_volume_topic: at('volume_level'),
    state_mute_topic: at('volume_muted'),
    command_volume_topic: set('volume_level'),
    command_mute_topic: command,
    command_play_topic: command,
    command_play_payload: 'play',
    command_pause_topic: command,
    command_pause_payload: 'pause',
    command_playpause_topic: command,
    command_playpause_payload: 'play_pause',
    command_next_topic: command,
    command_next_payload: 'next',
    command_previous_topic: command,
    command_previous_payload: 'previous',
    command_playmedia_topic: set('play_media'),
  };
  return { topic: `${PREFIX}/media_player/${node}/config`, payload: JSON.stringify(config) };
}

function line(text: string | null | undefined): string {
  return tidy(text ?? '') || BLANK;
}
