import type { Config, Entity } from '../entity.ts';
import { answerMessages } from './answers.ts';
import { type Channel, plain } from './channel.ts';
import { valueMessage } from './values.ts';

interface Rows<View, Asked> {
  /** What the ids of the channels begin with. */
  of: string;
  entities: readonly (readonly [key: string, entity: Entity<View, Asked>])[];
  view: View;
  at: (level: string) => string;
}

/** The topics of entities: their plain values, and where they are asked. Whose value stands elsewhere has none. */
export function entityChannels<View, Asked>({ of, entities, view, at }: Rows<View, Asked>): Channel[] {
  return entities.flatMap(([key, entity]) => {
    const config = entity.config({ key, at }, view);
    const { name, accepts, example } = entity;
    const value: Channel = {
      id: `${of}_${key}`,
      address: at(key),
      title: name,
      says: [valueMessage(name, config, entity.say(view))],
      retained: true,
    };
    const set: Channel = {
      id: `${of}_${key}_set`,
      address: at(`${key}/set`),
      title: `Set ${name}`,
      hears: [plain('asked', `It takes ${accepts}`, {}, ...(example === undefined ? [] : [example]))],
      answers: answerMessages(),
    };
    return [
      ...(saysValue(config, at(key)) ? [value] : []),
      ...(config.command_topic === set.address ? [set] : []),
    ];
  });
}

/** Of what is no state (events, scans) others tell. */
function saysValue({ platform, state_topic, url_topic, image_topic }: Config, topic: string): boolean {
  return platform !== 'event' && [state_topic, url_topic, image_topic].includes(topic);
}
