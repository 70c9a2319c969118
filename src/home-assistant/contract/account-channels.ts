import type { AccountAsk } from '../../core/command.ts';
import { type HomeErrand, homeErrandShape, homeResultShape } from '../../core/home-errand.ts';
import type { AccountView } from '../account-view.ts';
import { ENTITIES } from '../entities.ts';
import type { Entity } from '../entity.ts';
import { playerOf } from '../player.ts';
import type { AccountTopics } from '../topics.ts';
import { answerMessages } from './answers.ts';
import { type Channel, json, plain } from './channel.ts';
import { commandMessages } from './commands.ts';
import { entityChannels } from './entity-channels.ts';
import { ACCOUNT_EVENTS, WAKE } from './event-examples.ts';
import { accountEventShape, wakeShape } from './events.ts';
import { EXAMPLE_ACCOUNT } from './example.ts';
import { type PairingSaid, pairingShape, playerShape } from './payloads.ts';
import { schemaOf } from './schema.ts';

const TABLE: [string, Entity<AccountView, AccountAsk>][] = Object.entries(ENTITIES);

const PAIRING: PairingSaid = {
  user_code: 'BCDF-GHJK',
  verification_uri: 'http://192.168.1.5:8099/pair',
  verification_uri_complete: 'http://192.168.1.5:8099/pair?code=BCDF-GHJK',
  expires_at: '2026-11-25T12:30:00.000Z',
  method: 'bridge',
};

const ERRAND: HomeErrand = {
  id: 'mhvk3a2p-0',
  entity_id: 'media_player.living_room',
  action: 'media_player.play_media',
  data: { media_content_id: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh', media_content_type: 'music' },
};

/** All topics of an account but its requests. */
export function accountChannels(topics: AccountTopics): Channel[] {
  return [
    {
      id: 'account_player',
      address: topics.player,
      title: 'Player',
      description: 'Said again when something changes that time alone does not.',
      says: [
        json('player', 'In the shape of a media_player', schemaOf(playerShape), playerOf(EXAMPLE_ACCOUNT)),
      ],
      retained: true,
    },
    {
      id: 'account_availability',
      address: topics.availability,
      title: 'Availability of the player',
      description: 'offline while the account has no token or Spotify has not answered for five minutes.',
      says: [plain('availability', 'Availability', { enum: ['online', 'offline'] }, 'online', 'offline')],
      retained: true,
    },
    ...entityChannels({ of: 'account', entities: TABLE, view: EXAMPLE_ACCOUNT, at: topics.at }),
    {
      id: 'account_command',
      address: topics.command,
      title: 'Commands',
      description: 'Those with the retain flag are ignored.',
      hears: commandMessages(),
      answers: answerMessages(),
    },
    {
      id: 'account_response',
      address: topics.response,
      title: 'Answers',
      description: 'To all that was asked of the account without a response topic.',
      says: answerMessages(),
    },
    {
      id: 'account_hint',
      address: topics.hint,
      title: 'Hint',
      description: 'Something changed at Spotify: the bridge looks at once. Not answered.',
      hears: [plain('hint', 'Anything', {}, '1')],
    },
    {
      id: 'account_event',
      address: topics.event,
      title: 'Events',
      says: [json('event', 'What is told once', schemaOf(accountEventShape), ...ACCOUNT_EVENTS)],
    },
    {
      id: 'account_wake',
      address: topics.wake,
      title: 'Wake a speaker',
      description:
        'A command waits for a speaker that sleeps; an automation may wake it. Said once more after half of the time.',
      says: [json('wake', 'The speaker', schemaOf(wakeShape), WAKE)],
    },
    {
      id: 'account_home_assistant',
      address: topics.homeAssistant,
      title: 'To Home Assistant',
      description:
        'An action on a media_player, for whoever carries it out there: the blueprint for speakers.',
      says: [json('home_assistant', 'The action', schemaOf(homeErrandShape), ERRAND)],
    },
    {
      id: 'account_home_assistant_result',
      address: topics.homeAssistantResult,
      title: 'From Home Assistant',
      description: 'What became of it. Not answered.',
      hears: [
        json('home_assistant_result', 'What became of it', schemaOf(homeResultShape, 'input'), {
          id: ERRAND.id,
          result: 'done',
        }),
      ],
    },
    {
      id: 'account_pairing',
      address: topics.pairing,
      title: 'The pairing that runs',
      description: 'Empty, and not retained, while none does.',
      says: [json('pairing', 'Code and link', schemaOf(pairingShape), PAIRING)],
      retained: true,
    },
  ];
}
