import type { HomeAct } from './ports.ts';
import { Trouble } from './problem.ts';

/** Why a media_player of Home Assistant did not do what it was asked, in sentences for people. */

export function missing({ entity }: HomeAct): Trouble {
  return new Trouble(
    'refused',
    `Home Assistant has no ${entity}; Developer tools, States lists those that it has`,
  );
}

/** Its speaker is not there: it may come, if it is waited for. */
export class Unavailable extends Trouble {}

export function unavailable({ entity }: HomeAct): Unavailable {
  return new Unavailable(
    'no_device',
    `${entity} is unavailable in Home Assistant: is its speaker switched on?`,
  );
}

export function unsupported({ entity, action }: HomeAct): Trouble {
  return new Trouble('restricted', `${entity} does not know media_player.${action}`);
}

/** Nobody listens in Home Assistant, or it is away. */
export function nobody({ entity, action }: HomeAct): Trouble {
  return new Trouble(
    'no_device',
    `nobody carried out media_player.${action} for ${entity}: is Home Assistant there? ` +
      'It needs the blueprint "Speakers for spotify2mqtt", or home_assistant.token in the configuration',
  );
}

/** It may have happened, or not. */
export function unfinished({ entity, action }: HomeAct): Trouble {
  return new Trouble(
    'silent',
    `Home Assistant began media_player.${action} for ${entity} and did not finish it; its log, or the automation's trace, says why`,
  );
}
