import type { Command } from './command.ts';
import { BadPayload, troubleIn } from './problem.ts';
import { readLink } from './read-link.ts';
import type { TagDoes } from './tag.ts';
import { quote } from './values.ts';
import { readCommand } from './words.ts';

/**
 * The language of tag texts: what stands on a card, in tags.yaml, in a request or on the page. A Spotify link in any form;
 * `command:<word>[/<argument>]` and `room:<name>` as vinylemulator has them; `scene:<name>`, `sleep:<minutes>`, `lock`, `unlock`.
 */

export const TAG_TEXT_EXAMPLES =
  'a Spotify link, command:volume/+10, room:Kitchen, scene:bedtime, sleep:30, lock or unlock';

/** What a tag's text asks for. Never throws: a text that asks for nothing says why. */
export function readTagText(text: string): TagDoes {
  const [, word = '', rest = ''] = /^\s*(scene|sleep|lock|unlock)\s*(?::\s*(.*?))?\s*$/is.exec(text) ?? [];
  switch (word.toLowerCase()) {
    case 'scene':
      return rest === '' ? nothing('scene: names nothing, scene:bedtime would be right') : scene(rest);
    case 'sleep':
      return command(rest === '' ? 'sleep' : `sleep ${rest}`);
    case 'lock':
      return { does: 'lock', on: true };
    case 'unlock':
      return { does: 'lock', on: false };
    default:
      return readMusic(text);
  }
}

/** As `readTagText`, but throws BadPayload for what does nothing: for texts that a person enters. */
export function tagTextOf(text: string): Exclude<TagDoes, { does: 'nothing' | 'tag' }> {
  const does = readTagText(text);
  if (does.does === 'nothing')
    throw new BadPayload(
      `${quote(text)} is nothing that a card can do: ${does.why}; right would be ${TAG_TEXT_EXAMPLES}`,
    );
  if (does.does === 'tag')
    throw new BadPayload(
      `${quote(text)} is a Home Assistant tag itself; right would be ${TAG_TEXT_EXAMPLES}`,
    );
  return does;
}

/** The text in the one spelling that is stored: canonical uris, everything else as it was written. Throws as `tagTextOf`. */
export function canonicalText(text: string): string {
  const does = tagTextOf(text);
  if (does.does === 'play') return does.shuffle ? `${does.uri}/shuffle` : does.uri;
  return text.trim();
}

function readMusic(text: string): TagDoes {
  const link = readLink(text);
  switch (link.result) {
    case 'ok':
    case 'special':
      return { does: 'play', uri: link.uri, ...(link.shuffle && { shuffle: true }) };
    case 'resolve':
      return { does: 'play', uri: link.url, ...(link.shuffle && { shuffle: true }) };
    case 'tag-id':
      return { does: 'tag', id: link.id };
    case 'command':
      return readCommandTag(link.command, link.argument, /^\s*command\s*:\s*[^\s/]+\//i.test(text));
    default:
      return nothing(link.why);
  }
}

function readCommandTag(word: string, argument: string | undefined, isSonos: boolean): TagDoes {
  if (word === 'room') return { does: 'command', command: { ask: 'device', device: argument ?? '' } };
  if (word === 'lock' || word === 'unlock') return { does: 'lock', on: word === 'lock' };
  if (word === 'scene') return argument ? scene(argument) : nothing('scene names nothing');
  const [spelt, given] = isSonos ? sonosWords(word, argument) : (SAME.get(word) ?? [word, argument]);
  if (spelt === 'playlist' && given) return play({ ask: 'play', playlist: given });
  return command(given === undefined ? spelt : `${spelt} ${given}`);
}

/** What node-sonos-http-api, behind vinylemulator's `command:`, calls otherwise than we do. */
const SAME = new Map<string, [word: string, argument?: string]>([
  ['togglemute', ['mute', 'toggle']],
  ['pauseall', ['pause']],
  ['resumeall', ['play']],
  ['volumeup', ['volume', '+5']],
  ['volumedown', ['volume', '-5']],
]);

const SONOS_REPEATS = new Map([
  ['on', 'all'],
  ['none', 'off'],
]);

function sonosWords(word: string, argument = ''): [word: string, argument?: string] {
  if (word === 'groupvolume') return ['volume', argument];
  if (word === 'repeat') return ['repeat', SONOS_REPEATS.get(argument.toLowerCase()) ?? argument];
  if (word === 'sleep' && /^\d+$/.test(argument)) return ['sleep', String(Math.ceil(Number(argument) / 60))];
  return SAME.get(word) ?? [word, argument];
}

function command(words: string): TagDoes {
  try {
    return play(readCommand(words).command);
  } catch (error) {
    return nothing(troubleIn(error).message);
  }
}

/** A play command of nothing but a link is music like any other, with all that goes with it. */
function play(asked: Command): TagDoes {
  if (asked.ask !== 'play' || asked.uri === undefined) return { does: 'command', command: asked };
  const { ask: _, uri, shuffle, ...rest } = asked;
  if (Object.keys(rest).length > 0) return { does: 'command', command: asked };
  return { does: 'play', uri, ...(shuffle && { shuffle: true }) };
}

function scene(name: string): TagDoes {
  return { does: 'scene', scene: name };
}

function nothing(why: string): TagDoes {
  return { does: 'nothing', why };
}
