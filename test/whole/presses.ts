import type { Player } from './phone.ts';

/** A control pressed once through Home Assistant's actions, and what it should do. */
export interface Press {
  /** `<platform>.<key>` of the entity. */
  on: string;
  action: string;
  data?(before: Player): Record<string, string | number>;
  /** Is this what the press should have made of the player that was `before`? */
  moved(now: Player, before: Player): boolean;
  /** The entity's state in Home Assistant afterwards, where it has one that stands still. */
  shows?: string;
}

const press = (key: string, moved: Press['moved']): Press => ({
  on: `button.${key}`,
  action: 'button.press',
  moved,
});
const turn = (way: 'on' | 'off', key: string, moved: Press['moved']): Press => ({
  on: `switch.${key}`,
  action: `switch.turn_${way}`,
  moved,
  shows: way,
});
const choose = (key: string, option: string, moved: Press['moved']): Press => ({
  on: `select.${key}`,
  action: 'select.select_option',
  data: () => ({ option }),
  moved,
  shows: option,
});
const set = (key: string, value: number, moved: Press['moved']): Press => ({
  on: `number.${key}`,
  action: 'number.set_value',
  data: () => ({ value }),
  moved,
});

/** One after the other: each finds what the one before left. The simulator begins with an album in the kitchen. */
export const PRESSES: Press[] = [
  choose('device', 'Study', (now) => now.device === 'Study'),
  choose('device', 'Kitchen', (now) => now.device === 'Kitchen'),
  {
    on: 'text.link',
    action: 'text.set_value',
    data: (before) => ({ value: `https://open.spotify.com/track/${wanted(before).split(':')[2]}?si=1` }),
    moved: (now, before) => now.playing && now.uri === wanted(before),
  },
  choose('playlist', 'Kitchen Disco', (now) => now.context?.startsWith('spotify:playlist:') === true),
  press('next', (now, before) => now.uri !== before.uri),
  // Spotify begins the track again where it has played for some seconds.
  press('previous', (now, before) => now.uri !== before.uri || now.position_ms < before.position_ms),
  press('pause', (now) => !now.playing),
  press('play', (now) => now.playing),
  press('play_pause', (now) => !now.playing),
  press('play_pause', (now) => now.playing),
  { ...set('volume', 37, (now) => now.volume === 37), shows: '37' },
  turn('on', 'mute', (now) => now.volume === 0),
  turn('off', 'mute', (now) => now.volume === 37),
  set('position', 100, (now) => Math.abs(now.position_ms - 105_000) < 10_000),
  turn('on', 'shuffle', (now) => now.shuffle),
  turn('off', 'shuffle', (now) => !now.shuffle),
  choose('repeat', 'one', (now) => now.repeat === 'track'),
  choose('repeat', 'all', (now) => now.repeat === 'context'),
  choose('repeat', 'off', (now) => now.repeat === 'off'),
  choose('sleep', '30', (now) => now.playing),
  choose('sleep', 'end_of_track', (now) => now.playing),
  choose('sleep', 'end_of_context', (now) => now.playing),
  choose('sleep', 'off', (now) => now.playing),
  turn('on', 'sleep_timer', (now) => now.playing),
  turn('off', 'sleep_timer', (now) => now.playing),
];

/** Controls that move nothing at once, and the command that the bridge answers for. No two neighbours ask the same. */
export const ASKS: { on: string; action: string; data?: { value: string }; command: string }[] = [
  { on: 'button.learn', action: 'button.press', command: 'learn' },
  { on: 'text.card_name', action: 'text.set_value', data: { value: 'The dragon' }, command: 'name_card' },
  { on: 'text.learn_link', action: 'text.set_value', data: { value: 'room:Kitchen' }, command: 'learn' },
];

/** Something else than what plays. */
function wanted(player: Player): string {
  return player.next.findLast((uri) => uri.startsWith('spotify:track:') && uri !== player.uri) ?? '';
}
