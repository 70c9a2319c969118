import { missing, nobody, unavailable, unfinished, unsupported } from '../../core/home-trouble.ts';
import type { HomeAct, HomePlayers } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import type { Log } from '../../lib/log.ts';
import { CommandError } from './command-error.ts';
import { watchEntities } from './entities.ts';
import type { HomeAssistant } from './home-assistant.ts';

/** The media_players `entities` over the WebSocket, as any user may command them. `open`: Home Assistant is there. */
export function openHomePlayers(
  home: HomeAssistant,
  entities: readonly string[],
  log: Log,
): HomePlayers & { readonly open: boolean } {
  const watched = watchEntities(home, entities, log);
  return {
    get open() {
      return home.state === 'ready';
    },
    seen: (entity) => watched.of(entity) ?? undefined,
    onSeen: watched.onChange,
    async perform(act) {
      const { entity, action, data } = act;
      // Home Assistant does nothing for these, and answers as if it had.
      const seen = watched.of(entity);
      if (seen === null) throw missing(act);
      if (seen?.state === 'unavailable') throw unavailable(act);
      try {
        await home.callService('media_player', action, data, { entity_id: entity });
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        throw troubleOf(act, error);
      }
    },
  };
}

function troubleOf(act: HomeAct, { code, message }: CommandError): Trouble {
  const { entity, action } = act;
  switch (code) {
    case 'not_connected':
      return nobody(act);
    case 'lost':
    case 'no_answer':
      return unfinished(act);
    case 'not_found':
      return new Trouble('refused', `Home Assistant has no action media_player.${action}`);
    case 'unauthorized':
      return new Trouble(
        'refused',
        `the user of home_assistant.token may not use ${entity}; give it the rights, or take a token of another user`,
      );
    case 'service_validation_error':
    case 'not_supported':
      return / does not support /.test(message) ? unsupported(act) : refused(act, message);
    default:
      return refused(act, message);
  }
}

function refused({ entity, action }: HomeAct, message: string): Trouble {
  return new Trouble(
    'refused',
    `Home Assistant did not perform media_player.${action} for ${entity}: ${message}`,
  );
}
