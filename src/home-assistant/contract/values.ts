import type { Config } from '../entity.ts';
import { LONGEST, NONE } from '../plain.ts';
import type { Message } from './channel.ts';
import type { Schema } from './schema.ts';

/** What may stand on the topic of an entity, from what Home Assistant is told of it. */

const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';

/** Of the plain value of an entity; `None` is "unknown" on every platform. */
export function valueSchema(config: Config): Schema {
  switch (config.platform) {
    case 'binary_sensor':
      return { enum: [config.payload_on ?? 'ON', config.payload_off ?? 'OFF', NONE] };
    case 'switch':
      return { enum: ['ON', 'OFF', NONE] };
    case 'number':
      return {
        pattern: `^(\\d+|${NONE})$`,
        description: `${config.min} to ${config.max}${unitOf(config)}, or ${NONE}`,
      };
    case 'image':
      return 'url_topic' in config ? { format: 'uri' } : { contentEncoding: 'binary', description: 'Bytes' };
    case 'sensor':
      return sensorSchema(config);
    default:
      return line(1);
  }
}

function sensorSchema(config: Config): Schema {
  const { options, device_class: kind } = config;
  if (Array.isArray(options)) return { enum: [...options, NONE] };
  if (kind === 'timestamp') return { pattern: `^(${TIME}|${NONE})$`, description: `ISO 8601, or ${NONE}` };
  if (kind === 'duration') return { pattern: `^(\\d+|${NONE})$`, description: `Whole${unitOf(config)}` };
  // One whose template makes `None` of it says nothing as an empty payload.
  return line(typeof config.value_template === 'string' ? 0 : 1);
}

/** JSON Schema counts code points, as Home Assistant does. */
function line(minLength: 0 | 1): Schema {
  return { minLength, maxLength: LONGEST };
}

function unitOf({ unit_of_measurement: unit }: Config): string {
  if (unit === 's') return ' seconds';
  return typeof unit === 'string' ? ` ${unit}` : '';
}

/** The message on an entity's topic. */
export function valueMessage(name: string, config: Config, example: string | undefined): Message {
  const isPicture = 'image_topic' in config;
  return {
    name: 'value',
    title: name,
    contentType: isPicture ? 'image/png' : 'text/plain',
    schema: { type: 'string', ...valueSchema(config) },
    examples: example === undefined ? [] : [example],
  };
}
