import { json, type Message } from './channel.ts';
import { type Answer, answerShape } from './payloads.ts';
import { schemaOf } from './schema.ts';

const EXAMPLES: readonly Answer[] = [
  { ok: true, took_ms: 143, command: 'next', transaction: 't1' },
  { ok: true, took_ms: 1510, command: 'play', via: { entity_id: 'media_player.living_room' } },
  { ok: true, took_ms: 96, command: 'volume', volume: 25, limited_by: 'quiet hours of Bedroom until 07:00' },
  {
    ok: true,
    took_ms: 412,
    command: 'play',
    found: {
      uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
      type: 'album',
      name: 'Abbey Road',
      artists: 'The Beatles',
      from: 'library',
    },
  },
  {
    ok: false,
    took_ms: 2,
    command: 'volume',
    problem: {
      kind: 'restricted',
      message: "the volume of Anna's Phone cannot be set through Spotify",
    },
  },
];

/** The answer to a command, or to any request where it matters not to which. */
export function answerMessages(): Message[] {
  return [json('answer', 'What became of it', schemaOf(answerShape), ...EXAMPLES)];
}
