import { displayLine } from '../core/display-line.ts';
import {
  type Announceable,
  assemble,
  availabilityOf,
  nodeOf,
  originOf,
  type Setting,
  slugOf,
} from './discovery.ts';
import { tidy, webAddress } from './plain.ts';
import { READER_ENTITIES, type ReaderView } from './reader-entities.ts';

/** The id of a reader's device. Accounts have no hyphen, so it is never that of one. */
export function readerNode(base: string, reader: string): string {
  return nodeOf(base, `reader-${slugOf(reader)}`);
}

/** A tag reader as a device of its own, under the bridge. */
export function readerDevice(view: ReaderView, setting: Setting): Announceable {
  const { topics, url } = setting;
  return assemble({
    node: readerNode(topics.base, view.id),
    device: {
      name: tidy(view.name) || tidy(view.id) || 'Reader',
      // Whose it is, nobody knows: it is heard, not asked.
      model: 'Tag reader',
      via_device: nodeOf(topics.base, 'bridge'),
      configuration_url: webAddress(url),
    },
    live: 'always',
    origin: originOf(setting),
    entities: READER_ENTITIES,
    view,
    entityId: `spotify2mqtt_reader_${entitySlug(view.id)}`,
    at: topics.reader(view.id).at,
    protocol: setting.protocol,
    availability: (live) => availabilityOf(live, topics.bridge.state),
  });
}

/** As people would write it in an entity's id. Home Assistant numbers those that meet, for it is a proposal only. */
function entitySlug(reader: string): string {
  const plain = displayLine(reader)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return plain || slugOf(reader).replaceAll('-', '_').toLowerCase();
}
