import { asyncApi } from './asyncapi.ts';
import { schemaText, tagsSchemaText } from './config/json-schema.ts';
import { payloadSchemas, schemaDocument } from './home-assistant/contract/payload-schemas.ts';
import { mqttContract, type Place } from './mqtt-contract.ts';

/** What tells of the contract over MQTT, as JSON by its path: `asyncapi.json`, `schemas/account_player.json` … */
export function contractDocuments(place: Place, accounts?: readonly string[]): Map<string, string> {
  const { version, base } = place;
  const channels = mqttContract(place);
  const document = asyncApi(channels, { version, base, ...(accounts && { accounts }) });
  const documents = new Map([['asyncapi.json', asText(document)]]);
  for (const [name, schema] of payloadSchemas(channels).byName)
    documents.set(`schemas/${name}.json`, asText(schemaDocument(schema)));
  return documents;
}

/** The schemas of the files that people write, which editors read from the folder `config`. */
export function configSchemas(): Map<string, string> {
  return new Map([
    ['schemas/config.json', schemaText()],
    ['schemas/tags.json', tagsSchemaText()],
  ]);
}

function asText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
