import { defined, type Entity, entity, type Look } from './entity.ts';
import { isoTime, NONE, plainNumber, plainSwitch, plainText, webAddress } from './plain.ts';

/** The platforms that only tell. */

/** Where a value is taken from instead of a topic of its own: a member of JSON that is published anyway. */
interface Source {
  /** The level beside the entity's own. */
  from: string;
  template: string;
}

interface SensorLook<View> extends Look<View> {
  unit?: string;
  stateClass?: 'measurement' | 'total' | 'total_increasing';
  /** All values it can have; makes it an enum. */
  options?: readonly string[];
  /** The level beside it whose JSON object becomes its attributes. */
  attributes?: string;
  /** Nothing is said as an empty payload, which clears the topic: for plain displays. Home Assistant reads it as unknown. */
  blank?: true;
}

type SensorRow<View> = SensorLook<View> &
  (Source | { state: (view: View) => string | number | Date | null | undefined });

/** An empty payload as `None`. */
const BLANK = "{{ value if value else 'None' }}";

/** Texts are cut at 255 code points, dates become ISO 8601, values outside `options` become `None`. */
export function sensor<View, Asked = never>(row: SensorRow<View>): Entity<View, Asked> {
  const { options } = row;
  const look = options ? { ...row, deviceClass: 'enum' } : row;
  return entity(`sensor`, look, {
    config: ({ key, at }) =>
      defined({
        unit_of_measurement: row.unit,
        state_class: row.stateClass,
        options,
        state_topic: at('from' in row ? row.from : key),
        value_template: 'from' in row ? row.template : row.blank ? BLANK : undefined,
        json_attributes_topic: row.attributes === undefined ? undefined : at(row.attributes),
      }),
    say: (view) => {
      if ('from' in row) return undefined;
      const value = row.state(view);
      if (row.blank && (value === null || value === undefined)) return '';
      const said = sayValue(value);
      return options && !options.includes(said) ? NONE : said;
    },
  });
}

function sayValue(value: string | number | Date | null | undefined): string {
  if (value instanceof Date) return isoTime(value.getTime()) ?? NONE;
  return typeof value === 'number' ? plainNumber(value) : plainText(value);
}

type BinarySensorRow<View> = Look<View> &
  (
    | { state: (view: View) => boolean | null | undefined }
    /** Somebody else says it in these words, on the topic of its key or on that of the level `from`. */
    | { on: string; off: string; from?: string; template?: string }
  );

export function binarySensor<View, Asked = never>(row: BinarySensorRow<View>): Entity<View, Asked> {
  return entity('binary_sensor', row, {
    config: ({ key, at }) =>
      defined({
        state_topic: at(('on' in row && row.from) || key),
        value_template: 'on' in row ? row.template : undefined,
        payload_on: 'on' in row ? row.on : undefined,
        payload_off: 'off' in row ? row.off : undefined,
      }),
    say: (view) => ('state' in row ? plainSwitch(row.state(view)) : undefined),
  });
}

interface ImageRow<View> extends Look<View> {
  state: (view: View) => string | null | undefined;
  /** Shown where there is no picture: Home Assistant refuses an empty address with an error and keeps the picture before. */
  placeholder: (view: View) => string;
}

/** A picture by its http or https address, which Home Assistant fetches. */
export function image<View, Asked = never>(row: ImageRow<View>): Entity<View, Asked> {
  return entity('image', row, {
    config: ({ key, at }) => ({ url_topic: at(key) }),
    say: (view) => webAddress(row.state(view)) ?? row.placeholder(view),
  });
}

/** A picture as bytes on its topic, which whoever makes them publishes. */
export function picture<View, Asked = never>(
  row: Look<View> & { contentType: 'image/png' | 'image/jpeg' },
): Entity<View, Asked> {
  return entity('image', row, {
    config: ({ key, at }) => ({ image_topic: at(key), content_type: row.contentType }),
    say: () => undefined,
  });
}

/** Its topic carries JSON with an `event_type` of these, never retained. */
export function event<View, Asked = never>(
  row: Look<View> & { types: readonly string[] },
): Entity<View, Asked> {
  return entity('event', row, {
    config: ({ key, at }) => ({ event_types: row.types, state_topic: at(key) }),
    say: () => undefined,
  });
}

/** Home Assistant makes a scanned tag of every payload on its topic, which is its id. It is no entity, and has no look. */
export function scanner<View, Asked = never>(
  row: Required<Pick<Look<View>, 'name' | 'live' | 'when'>>,
): Entity<View, Asked> {
  return {
    platform: 'tag',
    name: row.name,
    live: row.live,
    enabled: true,
    isThere: row.when,
    config: ({ key, at }) => ({ platform: 'tag', topic: at(key) }),
    say: () => undefined,
  };
}
