import type { Health } from './contract/payloads.ts';
import { requestButton } from './controls.ts';
import type { Entity } from './entity.ts';
import { binarySensor, sensor } from './sensors.ts';

/** The bridge as Home Assistant sees it. All of its values are taken from topics that the bridge publishes anyway. */
export interface BridgeView {
  version: string;
}

/** Reads one member of the health; null becomes `None`, which is "unknown". */
const health = (member: keyof Health) => ({
  from: 'health',
  template: `{{ value_json.${member} }}`,
  category: 'diagnostic' as const,
  enabled: false,
  live: 'always' as const,
});

export const BRIDGE_ENTITIES = {
  state: binarySensor({
    name: 'Connection',
    deviceClass: 'connectivity',
    category: 'diagnostic',
    live: 'regardless',
    on: 'online',
    off: 'offline',
  }),
  version: sensor({
    name: 'Version',
    icon: 'mdi:tag-outline',
    category: 'diagnostic',
    live: 'always',
    from: 'info',
    template: '{{ value_json.version }}',
  }),
  // A JSON payload, because that is what requests of the bridge carry.
  rediscover: requestButton({
    name: 'Announce devices again',
    icon: 'mdi:home-search-outline',
    category: 'diagnostic',
    live: 'always',
    to: { level: 'request/rediscover', payload: '{}' },
  }),
  started: sensor({ ...health('started'), name: 'Started', deviceClass: 'timestamp' }),
  memory: sensor({
    ...health('memory_mb'),
    name: 'Memory',
    deviceClass: 'data_size',
    unit: 'MB',
    stateClass: 'measurement',
  }),
  requests_30s: sensor({
    ...health('requests_30s'),
    name: 'Requests in 30 seconds',
    icon: 'mdi:speedometer',
    stateClass: 'measurement',
  }),
  requests_hour: sensor({
    ...health('requests_hour'),
    name: 'Requests in an hour',
    icon: 'mdi:speedometer',
    stateClass: 'measurement',
  }),
  requests_day: sensor({
    ...health('requests_day'),
    name: 'Requests in a day',
    icon: 'mdi:speedometer',
    stateClass: 'measurement',
  }),
  requests_left_day: sensor({
    ...health('requests_left_day'),
    name: 'Requests left in a day',
    icon: 'mdi:gauge-low',
    stateClass: 'measurement',
  }),
  stretch: sensor({
    ...health('stretch'),
    name: 'Looks spread by',
    icon: 'mdi:arrow-expand-horizontal',
    stateClass: 'measurement',
  }),
  another_program: binarySensor({
    ...health('another_program'),
    name: 'Another program on the client id',
    deviceClass: 'problem',
    on: 'True',
    off: 'False',
  }),
  looked_at: sensor({ ...health('looked_at'), name: 'Last look', deviceClass: 'timestamp' }),
} satisfies Record<string, Entity<BridgeView, never>>;
