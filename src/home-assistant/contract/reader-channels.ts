import { z } from 'zod';
import { feedbackShape } from '../../core/feedback.ts';
import type { Entity } from '../entity.ts';
import { READER_ENTITIES, type ReaderAsk, type ReaderView } from '../reader-entities.ts';
import type { ReaderTopics } from '../topics.ts';
import { answerMessages } from './answers.ts';
import { type Channel, json, plain } from './channel.ts';
import { commandMessages } from './commands.ts';
import { entityChannels } from './entity-channels.ts';
import { READER_EVENTS } from './event-examples.ts';
import { readerEventShape } from './events.ts';
import { EXAMPLE_READER } from './example.ts';
import { schemaOf } from './schema.ts';

const TABLE: [string, Entity<ReaderView, ReaderAsk>][] = Object.entries(READER_ENTITIES);

const UID = '04-72-90-BA-AD-6C-81';
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

/** The form that our own readers send; of others' the id, the text and the removal are found wherever they stand. */
const scanShape = z.looseObject({
  event: z.enum(['scanned', 'removed']).exactOptional().describe('scanned where it is left out'),
  uid: z.union([z.string(), z.number()]).exactOptional().describe('The id of the card'),
  uri: z.string().exactOptional().describe('What stands on it, where that is a link'),
  text: z.string().exactOptional().describe('What stands on it otherwise'),
});

/** All topics of a reader that are the bridge's own; what others publish on theirs is named in the configuration. */
export function readerChannels(topics: ReaderTopics): Channel[] {
  return [
    {
      id: 'reader_tag',
      address: topics.tag,
      title: 'What lies on the reader',
      description: 'No configuration is needed. Not acted on where it is retained.',
      hears: [
        plain('id', 'The id of a card, or what stands on it', {}, UID, ALBUM),
        json(
          'scan',
          'The same as JSON, and that a card left',
          schemaOf(scanShape, 'input'),
          { event: 'scanned', uid: UID, uri: ALBUM },
          { event: 'removed', uid: UID },
        ),
      ],
    },
    {
      id: 'reader_status',
      address: topics.status,
      title: 'Whether the reader is there',
      description: 'Its own birth message and last will, retained.',
      hears: [plain('status', 'Status', { enum: ['online', 'offline'] }, 'online', 'offline')],
    },
    {
      id: 'reader_feedback',
      address: topics.feedback,
      title: 'Feedback',
      description: 'What became of a card, for light, buzzer and display.',
      says: [
        json(
          'feedback',
          'Feedback',
          schemaOf(feedbackShape),
          { result: 'heard' },
          { result: 'playing', title: 'The dragon' },
        ),
      ],
    },
    ...entityChannels({ of: 'reader', entities: TABLE, view: EXAMPLE_READER, at: topics.at }),
    {
      id: 'reader_event',
      address: topics.event,
      title: 'Events of the reader',
      says: [json('event', 'What is told once', schemaOf(readerEventShape), ...READER_EVENTS)],
    },
    {
      id: 'reader_scan',
      address: topics.scan,
      title: 'Scans for Home Assistant',
      description: 'Only where `announce` is set: Home Assistant sees a tag of this id.',
      says: [plain('scan', 'The id of the card', { minLength: 1 }, UID)],
    },
    {
      id: 'reader_command',
      address: topics.command,
      title: 'Commands of buttons and knobs',
      description: 'Within what the reader may.',
      hears: commandMessages(),
      answers: answerMessages(),
    },
    {
      id: 'reader_response',
      address: topics.response,
      title: 'Answers to the reader',
      says: answerMessages(),
    },
  ];
}
