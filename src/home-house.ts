import type { HomeAssistant } from './adapters/home-assistant/home-assistant.ts';
import { openHomePlayers } from './adapters/home-assistant/home-players.ts';
import { HomeMail } from './bridge/home-mail.ts';
import type { Config } from './config/config.ts';
import type { Broker } from './core/ports.ts';
import { topicsOf } from './home-assistant/topics.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';

interface Parts {
  config: Config;
  home: HomeAssistant | undefined;
  broker: Broker;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

/**
 * The way to the media_players of Home Assistant: by its WebSocket while it is
 * there, else by MQTT. Undefined where no speaker is played through one.
 */
export function openHomeHouse(parts: Parts): HomeMail | undefined {
  const { config, home, broker, clock, log, signal } = parts;
  const entities = [...new Set(config.speakers.devices.flatMap(({ entity }) => entity ?? []))];
  if (entities.length === 0) return undefined;
  const direct = home && openHomePlayers(home, entities, log);
  const topics = topicsOf(config.mqtt.baseTopic);
  return new HomeMail({ broker, clock, log, topics, direct, signal });
}
