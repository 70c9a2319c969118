import { z } from 'zod';
import type { Repeat } from '../../core/playback.ts';
import { SAME_TAG } from '../../core/reader.ts';
import { AT_END, type TagOptions } from '../../core/tag.ts';
import type { TagFields } from './tag-fields.ts';
import type { WrongField } from './tag-outcome.ts';

export const ON_OFF = ['on', 'off'] as const;
export const REPEATS = ['off', 'all', 'one'] as const satisfies readonly Repeat[];

const percent = z
  .string()
  .regex(/^(?:\d{1,3} ?%?)?$/)
  .transform((text) => (text === '' ? undefined : Number.parseInt(text, 10)))
  .pipe(z.number().max(100).optional());
const text = (most: number) => z.string().max(most);
const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.union([z.literal('').transform(() => undefined), z.enum(words)]);
const onOff = choice(ON_OFF).transform((word) => (word === undefined ? undefined : word === 'on'));

/** What a card is given: its meaning, its name, and how. An empty field is the reader's, or what is usual. */
const wish = z.object({
  does: text(1_000),
  name: text(100).transform((name) => (name === '' ? null : name)),
  account: text(100).transform((key) => (key === '' ? undefined : key)),
  device: text(200).transform((name) => (name === '' ? undefined : name)),
  volume: percent,
  max_volume: percent,
  shuffle: onOff,
  repeat: choice(REPEATS),
  queue: onOff,
  same_tag: choice(SAME_TAG),
  resume: onOff,
  at_end: choice(AT_END),
});

const BLAMED: Readonly<Record<string, WrongField>> = {
  does: 'does',
  name: 'name',
  device: 'device',
  volume: 'volume',
  max_volume: 'maxVolume',
};

export type Choices = { does: string; name: string | null; options: TagOptions } | { wrong: WrongField };

/** The fields of a form, understood. `before`: the options that the card has, of which those without a field stay. */
export function choicesOf(fields: TagFields, before: TagOptions = {}): Choices {
  const read = wish.safeParse(fields);
  if (!read.success) {
    return { wrong: BLAMED[String(read.error.issues[0]?.path[0])] ?? 'choice' };
  }
  const { does, name, account, device, volume, shuffle, repeat, queue, resume } = read.data;
  const { max_volume: maxVolume, same_tag: sameTag, at_end: atEnd } = read.data;
  const { offset } = before;
  return {
    does,
    name,
    options: {
      ...(account !== undefined && { account }),
      ...(device !== undefined && { device }),
      ...(volume !== undefined && { volume }),
      ...(maxVolume !== undefined && { maxVolume }),
      ...(shuffle !== undefined && { shuffle }),
      ...(repeat !== undefined && { repeat }),
      ...(queue !== undefined && { queue }),
      ...(sameTag !== undefined && { sameTag }),
      ...(offset !== undefined && { offset }),
      ...(resume !== undefined && { resume }),
      ...(atEnd !== undefined && { atEnd }),
    },
  };
}

/** The fields as a form shows them for a card that is as it is. */
export function fieldsOfCard(card: { uid: string; does: string; name: string | null; options: TagOptions }) {
  const { uid, does, name, options } = card;
  const word = (on: boolean | undefined) => (on === undefined ? '' : on ? 'on' : 'off');
  return {
    uid,
    does,
    name: name ?? '',
    account: options.account ?? '',
    device: options.device ?? '',
    volume: String(options.volume ?? ''),
    max_volume: String(options.maxVolume ?? ''),
    shuffle: word(options.shuffle),
    repeat: options.repeat ?? '',
    queue: word(options.queue),
    same_tag: options.sameTag ?? '',
    resume: word(options.resume),
    at_end: options.atEnd ?? '',
  };
}
