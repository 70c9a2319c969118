import type { Channel, Message } from './channel.ts';
import type { Schema } from './schema.ts';

/** The schemas of all JSON payloads, each once, however many topics share it. */
export interface PayloadSchemas {
  /** By a name for a file: `account_player`, `bridge_request_tags_set`, `answer_bridge_tags_set`. */
  byName: ReadonlyMap<string, Schema>;
  /** The name of a message's; undefined for plain text. */
  nameOf(message: Message): string | undefined;
}

export function payloadSchemas(channels: readonly Channel[]): PayloadSchemas {
  const byName = new Map<string, Schema>();
  const names = new Map<string, string>();
  const add = (name: string, { contentType, title, schema }: Message) => {
    const bytes = JSON.stringify(schema);
    if (contentType !== 'application/json' || names.has(bytes)) return;
    names.set(bytes, name);
    byName.set(name, { title, ...schema });
  };
  for (const { id, says = [], hears = [], answers = [] } of channels) {
    for (const message of [...says, ...hears]) add(message.name === 'answer' ? 'answer' : id, message);
    for (const message of answers)
      add(message.name === 'answer' ? 'answer' : `answer_${message.name}`, message);
  }
  return { byName, nameOf: ({ schema }) => names.get(JSON.stringify(schema)) };
}

/** One of them as a document of its own. */
export function schemaDocument(schema: Schema): Schema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...schema };
}
