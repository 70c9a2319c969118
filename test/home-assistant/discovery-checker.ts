/**
 * A strict reader of discovery messages. It knows what Home Assistant 2026.11 accepts, drops in silence, or logs about
 * (core's `mqtt/schemas.py`, `mqtt/discovery.py` and one module per platform), and shares nothing with what it checks.
 */

export interface Message {
  topic: string;
  payload: string;
}

type Members = Record<string, unknown>;

const ID = /^[a-zA-Z0-9_-]+$/;
const LONGEST = 255;

/** schemas.py: DEVICE_DISCOVERY_SCHEMA. Anything else refuses the whole message. */
const SHARED = [
  'availability',
  'availability_mode',
  'availability_template',
  'availability_topic',
  'command_topic',
  'encoding',
  'message_expiry_interval',
  'payload_available',
  'payload_not_available',
  'state_topic',
  'qos',
];
const ROOT = ['device', 'origin', 'components', ...SHARED];
const DEVICE_TEXTS = [
  'name',
  'manufacturer',
  'model',
  'model_id',
  'hw_version',
  'sw_version',
  'serial_number',
  'suggested_area',
  'via_device',
  'configuration_url',
];
const DEVICE = ['identifiers', 'connections', ...DEVICE_TEXTS];
const ORIGIN = ['name', 'sw_version', 'support_url'];

/** MQTT_ENTITY_COMMON_SCHEMA and MQTT_BASE_SCHEMA. */
const COMMON = [
  ...SHARED.filter((key) => !['state_topic', 'command_topic'].includes(key)),
  'platform',
  'name',
  'unique_id',
  'default_entity_id',
  'device',
  'origin',
  'enabled_by_default',
  'visible_by_default',
  'entity_category',
  'entity_picture',
  'icon',
  'json_attributes_topic',
  'json_attributes_template',
];

const IN = ['state_topic', 'value_template'];
const BOTH = [...IN, 'command_topic', 'command_template', 'optimistic', 'retain'];
const PLATFORMS: Record<string, { needs: string[]; may: string[] }> = {
  sensor: {
    needs: ['state_topic'],
    may: [
      ...IN,
      'device_class',
      'state_class',
      'unit_of_measurement',
      'options',
      'suggested_display_precision',
      'expire_after',
      'force_update',
      'last_reset_value_template',
    ],
  },
  binary_sensor: {
    needs: ['state_topic'],
    may: [...IN, 'payload_on', 'payload_off', 'device_class', 'off_delay', 'expire_after', 'force_update'],
  },
  button: {
    needs: ['command_topic'],
    may: ['command_topic', 'command_template', 'device_class', 'payload_press', 'retain'],
  },
  switch: {
    needs: ['command_topic'],
    may: [...BOTH, 'payload_on', 'payload_off', 'state_on', 'state_off', 'device_class'],
  },
  number: {
    needs: ['command_topic'],
    may: [...BOTH, 'min', 'max', 'step', 'mode', 'unit_of_measurement', 'device_class', 'payload_reset'],
  },
  select: { needs: ['command_topic', 'options'], may: [...BOTH, 'options'] },
  text: { needs: ['command_topic'], may: [...BOTH, 'min', 'max', 'mode', 'pattern'] },
  image: {
    needs: [],
    may: ['url_topic', 'image_topic', 'url_template', 'image_encoding', 'content_type'],
  },
  event: { needs: ['state_topic', 'event_types'], may: [...IN, 'event_types', 'device_class'] },
  notify: { needs: ['command_topic'], may: ['command_topic', 'command_template', 'retain'] },
  tag: { needs: ['topic'], may: ['topic', 'value_template'] },
};

/** tag.py: MQTT_BASE_SCHEMA alone. A scanner is no entity; a look or an identity would be dropped in silence. */
const SCANNER_COMMON = ['platform', 'qos', 'encoding', 'device', 'origin'];

/** entity.py: MQTT_ATTRIBUTES_BLOCKED; the state is not lost, because it is the sensor's own. */
const BLOCKED_ATTRIBUTES = [
  'available',
  'assumed_state',
  'device_class',
  'device_info',
  'entity_category',
  'entity_id',
  'entity_picture',
  'entity_registry_enabled_default',
  'extra_state_attributes',
  'force_update',
  'friendly_name',
  'group_entities',
  'icon',
  'last_reset',
  'options',
  'should_poll',
  'state_class',
  'supported_features',
  'unique_id',
  'unit_of_measurement',
];

/** The classes that we use and the units that fit them; a class that is missing here has to be looked up first. */
const CLASS_UNITS: Record<string, Record<string, (string | undefined)[]>> = {
  sensor: {
    enum: [undefined],
    timestamp: [undefined],
    duration: ['d', 'h', 'min', 'ms', 's', 'μs'],
    data_size: ['B', 'kB', 'KiB', 'MB', 'MiB', 'GB', 'GiB'],
  },
  binary_sensor: { connectivity: [undefined], occupancy: [undefined], problem: [undefined] },
  number: { duration: ['d', 'h', 'min', 'ms', 's', 'μs'] },
  button: { identify: [undefined], restart: [undefined], update: [undefined] },
};

/** All faults of messages that one Home Assistant gets: none, if it would take every word of them without a warning. */
export function faultsOf(messages: readonly Message[], prefix = 'homeassistant'): string[] {
  const seen = new Map<string, string>();
  return messages.flatMap(({ topic, payload }) => {
    const faults: string[] = [];
    const fault = (text: string) => faults.push(`${topic}: ${text}`);
    const rest = topic.startsWith(`${prefix}/`) ? topic.slice(prefix.length + 1).split('/') : [];
    const [platform = '', node = '', ...more] = rest;
    const object = more.length === 2 ? (more[0] ?? '') : node;
    if (![2, 1].includes(more.length) || more.at(-1) !== 'config') fault('not a discovery topic');
    if (!ID.test(node) || !ID.test(object)) fault('ids are [a-zA-Z0-9_-]+');
    if (payload === '') return faults;
    const message = readObject(payload, fault);
    if (!message) return faults;
    if ('migrate_discovery' in message) {
      if (Object.keys(message).length > 1 || message.migrate_discovery !== true) fault('migration says more');
      return faults;
    }
    if (/\\ud[89a-f]/i.test(payload)) fault('half a surrogate pair');
    if (platform === 'device') checkDevice(message, fault);
    else checkComponent(object, { ...message, platform }, fault, true);
    for (const [key, component] of componentsOf(platform, object, message)) {
      const id = component.unique_id;
      if (typeof id !== 'string') continue;
      const owner = `${component.platform}.${id}`;
      const other = seen.get(owner);
      if (other !== undefined) fault(`${key}: unique_id ${id} is also that of ${other}`);
      seen.set(owner, `${topic} ${key}`);
    }
    return faults;
  });
}

/** Faults of what is said on a component's state topic: what would be logged, dropped, or misunderstood. */
export function stateFaults(component: Members, payload: string): string[] {
  const faults: string[] = [];
  const { platform } = component;
  const options = Array.isArray(component.options) ? component.options : undefined;
  // A template that reads nothing as `None` may be given nothing.
  const readsNothing = component.value_template === "{{ value if value else 'None' }}";
  if (payload === '') return readsNothing ? [] : ['an empty payload'];
  if (platform === 'image') return isUrl(payload) ? [] : [`no http address: ${payload}`];
  if (payload === 'None') return [];
  if ([...payload].length > LONGEST) faults.push(`longer than ${LONGEST}`);
  if (!payload.isWellFormed()) faults.push('half a surrogate pair');
  if (['unknown', 'unavailable'].includes(payload))
    faults.push(`"${payload}" is a state of Home Assistant's own`);
  if (options && !options.includes(payload)) faults.push(`not in the options: ${payload}`);
  if (platform === 'switch' && !['ON', 'OFF'].includes(payload))
    faults.push(`neither ON nor OFF: ${payload}`);
  if (platform === 'number') {
    const value = Number(payload);
    const { min = 1, max = 100 } = component;
    if (!(value >= Number(min) && value <= Number(max))) faults.push(`out of range: ${payload}`);
  }
  if (platform === 'sensor' && component.device_class === 'timestamp') {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(payload))
      faults.push(`no ISO time: ${payload}`);
  } else if (
    platform === 'sensor' &&
    (component.unit_of_measurement ?? component.state_class) !== undefined
  ) {
    if (!Number.isFinite(Number(payload))) faults.push(`not a number: ${payload}`);
  }
  return faults;
}

/** Faults of JSON that becomes an entity's attributes. */
export function attributeFaults(payload: string): string[] {
  const faults: string[] = [];
  const attributes = readObject(payload, (text) => faults.push(text)) ?? {};
  for (const key of Object.keys(attributes))
    if (BLOCKED_ATTRIBUTES.includes(key)) faults.push(`attribute ${key} is blocked`);
  return faults;
}

/** The components of a message by key. */
export function componentsOf(platform: string, object: string, message: Members): [string, Members][] {
  if (platform !== 'device') return [[object, { ...message, platform }]];
  return Object.entries(isObject(message.components) ? message.components : {}).filter(
    (entry): entry is [string, Members] => isObject(entry[1]),
  );
}

type Fault = (text: string) => void;

function checkDevice(message: Members, fault: Fault): void {
  unknownKeys('the root', message, ROOT, fault);
  for (const key of ['device', 'origin', 'components']) if (!isObject(message[key])) fault(`no ${key}`);
  if (isObject(message.device)) checkDeviceBlock(message.device, fault);
  if (isObject(message.origin)) checkOrigin(message.origin, fault);
  checkShared('the root', message, fault);
  for (const [key, component] of componentsOf('device', '', message)) {
    if (!ID.test(key)) fault(`component key ${key}: ids are [a-zA-Z0-9_-]+`);
    const inherited = Object.fromEntries(SHARED.map((name) => [name, message[name]]));
    if (Object.keys(component).join() === 'platform') continue;
    checkComponent(key, component, fault, false, inherited);
  }
  if (payloadNames(message).length !== new Set(payloadNames(message)).size) fault('two entities of one name');
}

function payloadNames(message: Members): unknown[] {
  return componentsOf('device', '', message).flatMap(([, { platform, name }]) =>
    name === undefined ? [] : [`${platform} ${name}`],
  );
}

function checkDeviceBlock(device: Members, fault: Fault): void {
  unknownKeys('device', device, DEVICE, fault);
  const { identifiers, connections, name } = device;
  if (![identifiers, connections].some((ids) => Array.isArray(ids) && ids.length > 0))
    fault('device: no identifiers and no connections');
  if (typeof name !== 'string' || name.trim() === '') fault('device: no name');
  for (const key of DEVICE_TEXTS) {
    if (key in device && typeof device[key] !== 'string') fault(`device: ${key} is not a text`);
  }
  if ('configuration_url' in device && !isUrl(device.configuration_url))
    fault('device: configuration_url is no url');
}

function checkOrigin(origin: Members, fault: Fault): void {
  unknownKeys('origin', origin, ORIGIN, fault);
  if (typeof origin.name !== 'string' || origin.name === '') fault('origin: no name');
  if ('support_url' in origin && !isUrl(origin.support_url)) fault('origin: support_url is no url');
}

function checkShared(where: string, members: Members, fault: Fault): void {
  const { availability, availability_topic, availability_mode, qos, message_expiry_interval } = members;
  if (availability !== undefined && availability_topic !== undefined)
    fault(`${where}: availability together with availability_topic`);
  if (availability !== undefined) {
    for (const one of Array.isArray(availability) ? availability : [availability]) {
      if (!isObject(one)) fault(`${where}: availability is not a list of objects`);
      else {
        unknownKeys(
          `${where}: availability`,
          one,
          ['topic', 'payload_available', 'payload_not_available', 'value_template'],
          fault,
        );
        if (!isTopic(one.topic)) fault(`${where}: availability has no topic`);
      }
    }
  }
  if (availability_mode !== undefined && !['all', 'any', 'latest'].includes(String(availability_mode)))
    fault(`${where}: availability_mode ${availability_mode}`);
  if (qos !== undefined && ![0, 1, 2].includes(Number(qos))) fault(`${where}: qos ${qos}`);
  if (
    message_expiry_interval !== undefined &&
    !(Number.isInteger(message_expiry_interval) && Number(message_expiry_interval) > 0)
  )
    fault(`${where}: message_expiry_interval ${message_expiry_interval}`);
}

function checkComponent(
  key: string,
  component: Members,
  report: Fault,
  alone: boolean,
  inherited: Members = {},
): void {
  const fault = (text: string) => report(`${key}: ${text}`);
  const platform = PLATFORMS[String(component.platform)];
  if (!platform) {
    fault(`platform ${component.platform} is none of MQTT's that we use`);
    return;
  }
  const isEntity = component.platform !== 'tag';
  unknownKeys('the component', component, [...(isEntity ? COMMON : SCANNER_COMMON), ...platform.may], fault);
  if (alone) {
    if (isObject(component.device)) checkDeviceBlock(component.device, fault);
    else fault('no device');
    if (isObject(component.origin)) checkOrigin(component.origin, fault);
    else fault('no origin');
  } else if ('device' in component || 'origin' in component) fault("device and origin are the root's");
  const all = { ...inherited, ...component };
  for (const needed of platform.needs) if (all[needed] === undefined) fault(`no ${needed}`);
  checkShared('the component', component, fault);
  checkTopics(component, fault);
  if (isEntity) checkLook(component, fault);
  checkPlatform(component, fault);
  if ('message_expiry_interval' in component && all.command_topic === undefined)
    fault('an expiry of nothing');
}

function checkTopics(component: Members, fault: Fault): void {
  for (const [name, topic] of Object.entries(component)) {
    if (name.endsWith('topic') && !isTopic(topic)) fault(`${name} is no topic without wildcards`);
  }
}

function checkLook(component: Members, fault: Fault): void {
  const { name, icon, unique_id, default_entity_id, entity_category, platform } = component;
  if (typeof unique_id !== 'string' || unique_id === '') fault('no unique_id');
  if (name === undefined) fault('no name');
  if (typeof name === 'string') {
    if (!/^\p{Lu}/u.test(name)) fault(`name ${name} does not begin with a capital`);
    // Sentence case: capitals after the first word belong to proper names.
    const loud = name
      .split(' ')
      .slice(1)
      .filter((word) => /^\p{Lu}/u.test(word) && !['Spotify', 'MQTT', 'NFC', 'QR'].includes(word));
    if (loud.length > 0) fault(`name ${name} is not in sentence case`);
    if (name.length > 60) fault('name is too long to be read');
  }
  if (icon !== undefined && !/^mdi:[a-z0-9-]+$/.test(String(icon))) fault(`icon ${icon}`);
  if (icon === undefined && component.device_class === undefined) fault('neither icon nor device class');
  if (icon !== undefined && !isOneOf(component.device_class, ['enum', undefined]))
    fault('an icon beside a device class');
  const [domain, slug, ...more] = String(default_entity_id).split('.');
  if (domain !== platform || more.length > 0 || !/^[a-z0-9_]+$/.test(slug ?? ''))
    fault(`default_entity_id ${default_entity_id}`);
  if (entity_category !== undefined && !['config', 'diagnostic'].includes(String(entity_category)))
    fault(`entity_category ${entity_category}`);
  if (
    entity_category === 'config' &&
    ['sensor', 'binary_sensor', 'event', 'image'].includes(String(platform))
  )
    fault(`a ${platform} is no config entity`);
  for (const flag of ['enabled_by_default', 'visible_by_default']) {
    if (flag in component && typeof component[flag] !== 'boolean') fault(`${flag} is not a boolean`);
  }
}

function checkPlatform(component: Members, fault: Fault): void {
  const { platform, device_class, options, unit_of_measurement, state_class } = component;
  if (device_class !== undefined) {
    const units = CLASS_UNITS[String(platform)]?.[String(device_class)];
    if (!units) fault(`device_class ${device_class} is none of ${platform}`);
    else if (!isOneOf(unit_of_measurement, units))
      fault(`unit ${unit_of_measurement} does not fit ${device_class}`);
  }
  if (platform === 'sensor') {
    if (options !== undefined) {
      if (!Array.isArray(options) || options.length === 0) fault('options are empty');
      if (device_class !== 'enum') fault('options need device_class enum');
      if (unit_of_measurement !== undefined || state_class !== undefined)
        fault('options beside a unit or state_class');
    } else if (device_class === 'enum') fault('an enum without options');
    if (
      state_class !== undefined &&
      !['measurement', 'total', 'total_increasing'].includes(String(state_class))
    )
      fault(`state_class ${state_class}`);
  }
  if (platform === 'number') {
    const { min = 1, max = 100, step = 1, mode = 'auto' } = component;
    if (!(Number(max) > Number(min))) fault('max is not above min');
    if (!(Number(step) >= 0.001)) fault('step is below 0.001');
    if (!['auto', 'box', 'slider'].includes(String(mode))) fault(`mode ${mode}`);
  }
  if (platform === 'select') {
    const names = Array.isArray(options) ? options : [];
    if (!Array.isArray(options)) fault('options are no list');
    if (new Set(names).size !== names.length) fault('options have doubles');
    for (const name of names) {
      if (typeof name !== 'string' || name.trim() === '' || name.toLowerCase() === 'none')
        fault(`option ${name}`);
      if (typeof name === 'string' && [...name].length > LONGEST) fault(`option longer than ${LONGEST}`);
    }
  }
  if (platform === 'text') {
    const { min = 0, max = LONGEST, mode = 'text' } = component;
    if (!(Number(min) >= 0 && Number(min) <= Number(max) && Number(max) <= LONGEST))
      fault('0 <= min <= max <= 255 does not hold');
    if (!['text', 'password'].includes(String(mode))) fault(`mode ${mode}`);
  }
  if (platform === 'image') {
    if ('url_topic' in component === 'image_topic' in component) fault('one of url_topic and image_topic');
    if ('content_type' in component && 'url_topic' in component) fault('content_type belongs to image_topic');
  }
  if (platform === 'event') {
    const types = component.event_types;
    if (
      !Array.isArray(types) ||
      types.length === 0 ||
      !types.every((type) => /^[a-z0-9_]+$/.test(String(type)))
    )
      fault('event_types are no list of snake_case words');
  }
}

function unknownKeys(where: string, members: Members, known: readonly string[], fault: Fault): void {
  for (const key of Object.keys(members)) if (!known.includes(key)) fault(`${where} has an unknown ${key}`);
}

function isOneOf(value: unknown, allowed: readonly unknown[]): boolean {
  return allowed.includes(value);
}

function isTopic(topic: unknown): topic is string {
  if (typeof topic !== 'string' || topic === '' || Buffer.byteLength(topic) > 65_535) return false;
  return !/[+#\p{Cc}\p{Cn}\p{Cs}]/u.test(topic) && !topic.split('/').includes('');
}

function isUrl(url: unknown): boolean {
  return typeof url === 'string' && /^https?:\/\/[^\s/]+\S*$/.test(url) && URL.canParse(url);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readObject(payload: string, fault: Fault): Members | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  fault('not a JSON object');
  return undefined;
}
