import { fill } from './words.js';

/** @import { Happened, Scene } from './shapes.d.ts' */
/** @import { PlayerTexts } from '../texts/player.ts' */

/**
 * A sentence for people.
 * @param {PlayerTexts} texts
 * @param {Scene} scene
 * @param {Happened} happened
 */
export function eventWords(texts, scene, { reader, event }) {
  const { said, results } = texts.events;
  const words = said[event.event_type];
  if (words === undefined) return event.event_type;
  const id = reader ?? (typeof event.reader === 'string' ? event.reader : null);
  const result = typeof event.result === 'string' ? event.result : 'done';
  const sentence = fill(words, {
    ...event,
    card: event.name ?? event.uid ?? event.does ?? '',
    reader: scene.readers.find((one) => one.reader === id)?.name ?? id ?? '',
    result: [results[result] ?? result, event.title].filter(Boolean).join(': '),
  });
  // A track without an artist, an event without a reader: no dangling dash.
  return sentence.replace(/ [–:] *$/, '');
}
