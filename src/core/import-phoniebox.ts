import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { ImportRow } from './import-row.ts';

/** Cards of the Phoniebox (RPi-Jukebox-RFID): version 2's rfid_trigger_settings.conf and version 3's cards.yaml. */

type What = ImportRow['what'];

const BOX = { why: 'is a matter of the box itself, no player can do it' };

/** A line `CMDVOLUP="0594672283"`; null where no card is set; undefined where the line is another. */
export function phonieboxSetting(text: string, line: number): ImportRow | null | undefined {
  const [, word = '', value = ''] =
    /^((?:CMD|STOPAFTER|SHUTDOWN|RECORD|ENABLEWIFI|DISABLEWIFI|TOGGLEWIFI)[A-Z0-9]*)\s*=\s*(.*)$/.exec(
      text,
    ) ?? [];
  if (word === '') return undefined;
  const id = value
    .trim()
    .replace(/^(["'])(.*)\1.*$/, '$2')
    .trim();
  return id === '' || /^%.*%$/.test(id) ? null : { line, id, what: settingOf(word) };
}

function settingOf(word: string): What {
  const [, kind = '', number = ''] =
    /^(CMDVOL|CMDMAXVOL|STOPAFTER|SHUTDOWNAFTER|SHUTDOWNVOLUMEREDUCTION)(\d+)$/.exec(word) ?? [];
  if (kind === 'CMDVOL') return { text: `command:volume ${number}` };
  if (kind === 'CMDMAXVOL')
    return { why: `limits the volume; right would be max_volume: ${number} at the reader` };
  if (kind !== '') return { sleep: Number(number) };
  const command = SETTINGS.get(word);
  return command === undefined ? BOX : { text: `command:${command}` };
}

/** As its script playout_controls.sh carries them out: pause toggles, seeking goes by 15 s. */
const SETTINGS: ReadonlyMap<string, string> = new Map([
  ['CMDVOLUP', 'volume +5'],
  ['CMDVOLDOWN', 'volume -5'],
  ['CMDMUTE', 'mute toggle'],
  ['CMDNEXT', 'next'],
  ['CMDPREV', 'previous'],
  ['CMDPLAY', 'play'],
  ['CMDPAUSE', 'play_pause'],
  ['CMDPLAYPAUSE', 'play_pause'],
  ['CMDSTOP', 'stop'],
  ['CMDSHUFFLE', 'shuffle toggle'],
  ['CMDSEEKFORW', 'seek +15'],
  ['CMDSEEKBACK', 'seek -15'],
]);

/** The cards of a cards.yaml: a mapping of ids to calls; undefined where the text is none. */
export function phonieboxCards(text: string): ImportRow[] | undefined {
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  if (errors.length > 0 || !isMap(contents) || !contents.items.some(({ value }) => isMap(value)))
    return undefined;
  return contents.items.map(({ key, value }) => {
    const id = isScalar(key) ? String(typeof key.value === 'string' ? key.value : (key.source ?? '')) : '';
    const line = isScalar(key) ? lines.linePos(key.range?.[0] ?? 0).line : 1;
    if (isScalar(value) && typeof value.value === 'string') return { line, id, what: { text: value.value } };
    return { line, id, what: callOf(isMap(value) ? value.toJSON() : undefined) };
  });
}

const call = z.looseObject({
  alias: z.string().optional(),
  package: z.string().optional(),
  plugin: z.string().optional(),
  method: z.string().optional(),
  args: z.unknown().optional(),
  kwargs: z.record(z.string(), z.unknown()).nullish(),
});

function callOf(value: unknown): What {
  const { data } = call.safeParse(value);
  const word = data?.alias ?? (data?.package === 'timers' ? data.plugin : data?.method) ?? data?.package;
  if (!data || word === undefined)
    return { why: 'is no card of a Phoniebox; right would be alias, or package, plugin and method' };
  const args = [data.args, Object.values(data.kwargs ?? {})].flat(2).filter((one) => one !== undefined);
  const command = CALLS.get(word);
  if (command !== undefined) return { text: `command:${command}` };
  if (word === 'set_volume') return volumeOf(args, (percent) => `${percent}`);
  if (word === 'change_volume') return volumeOf(args, (step) => (step < 0 ? `${step}` : `+${step}`));
  if (word === 'set_shuffle') return { text: `command:shuffle ${SHUFFLE.get(String(args[0])) ?? 'toggle'}` };
  if (word.startsWith('timer_')) return sleepOf(args);
  if (word.startsWith('play_')) return musicOf(args);
  return data.package === 'host' || HOST.has(word) ? BOX : { why: `calls ${word}, which no player knows` };
}

const CALLS: ReadonlyMap<string, string> = new Map([
  ['next_song', 'next'],
  ['next', 'next'],
  ['prev_song', 'previous'],
  ['prev', 'previous'],
  ['play', 'play'],
  ['pause', 'pause'],
  ['toggle', 'play_pause'],
  ['stop', 'stop'],
  ['mute', 'mute toggle'],
]);

const SHUFFLE: ReadonlyMap<string, string> = new Map([
  ['enable', 'on'],
  ['disable', 'off'],
  ['true', 'on'],
  ['false', 'off'],
]);
const HOST = new Set(['shutdown', 'reboot', 'say_my_ip']);

function volumeOf(args: readonly unknown[], say: (volume: number) => string): What {
  const volume = args.find((one) => typeof one === 'number');
  return volume === undefined
    ? { why: 'changes the volume without a number in args' }
    : { text: `command:volume ${say(volume)}` };
}

/** Its timers count seconds. */
function sleepOf(args: readonly unknown[]): What {
  const seconds = args.find((one) => typeof one === 'number' && one > 0);
  return typeof seconds === 'number'
    ? { sleep: Math.ceil(seconds / 60) }
    : { why: "starts a timer of the box's own length; right would be sleep:30 with the minutes wanted" };
}

function musicOf(args: readonly unknown[]): What {
  const link = args.find((one) => typeof one === 'string' && /spotify/i.test(one));
  return typeof link === 'string'
    ? { text: link }
    : { why: 'plays files of the box; right would be a Spotify link in args' };
}
