/** Every metric of the bridge's own, as Prometheus' conventions have it: base units, `_total` for what only grows. */

interface Definition {
  type: 'counter' | 'gauge' | 'histogram';
  /** Without a full stop, as promtool and the documentation's table like it. */
  help: string;
  labels: readonly string[];
  /** Upper bounds, seconds. */
  buckets?: readonly number[];
}

/** From what nobody feels to what everybody does. */
const COMMAND_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export const METRICS = {
  spotify2mqtt_build_info: {
    type: 'gauge',
    help: 'Always 1; the version of the bridge and of Node',
    labels: ['version', 'node'],
  },
  spotify2mqtt_mqtt_connected: {
    type: 'gauge',
    help: '1 while the broker is there',
    labels: [],
  },
  spotify2mqtt_mqtt_connections_total: {
    type: 'counter',
    help: 'Connections to the broker; more than one means that it was away',
    labels: [],
  },
  spotify2mqtt_mqtt_messages_received_total: {
    type: 'counter',
    help: 'MQTT messages that the bridge heard',
    labels: [],
  },
  spotify2mqtt_mqtt_messages_sent_total: {
    type: 'counter',
    help: 'MQTT messages that the bridge said',
    labels: ['retained'],
  },
  spotify2mqtt_commands_total: {
    type: 'counter',
    help: 'Commands by word and outcome, ok or the kind of problem; other is what was not understood',
    labels: ['account', 'command', 'outcome'],
  },
  spotify2mqtt_command_duration_seconds: {
    type: 'histogram',
    help: 'From a command to its answer, of those that were obeyed',
    labels: ['account'],
    buckets: COMMAND_SECONDS,
  },
  spotify2mqtt_questions_total: {
    type: 'counter',
    help: 'Requests to the bridge and its accounts by outcome; bridge is the account of those to the bridge',
    labels: ['account', 'outcome'],
  },
  spotify2mqtt_spotify_requests_total: {
    type: 'counter',
    help: 'Requests to the Web API by group of endpoints and HTTP status, or not_sent, cut and timeout',
    labels: ['account', 'bucket', 'status'],
  },
  spotify2mqtt_spotify_request_duration_seconds: {
    type: 'histogram',
    help: 'From a request to the Web API to its answer',
    labels: ['bucket'],
    buckets: COMMAND_SECONDS,
  },
  spotify2mqtt_spotify_token_requests_total: {
    type: 'counter',
    help: 'Requests to the accounts service by grant (refresh_token is a refresh) and HTTP status, or failed',
    labels: ['account', 'grant', 'status'],
  },
  spotify2mqtt_spotify_budget_left_requests: {
    type: 'gauge',
    help: 'Requests that the client id of the account may still send in this half minute, beside commands',
    labels: ['account'],
  },
  spotify2mqtt_spotify_limited_until_timestamp_seconds: {
    type: 'gauge',
    help: 'When the rate limit of Spotify ends; 0 where there is none',
    labels: ['account'],
  },
  spotify2mqtt_account_paired: {
    type: 'gauge',
    help: '1 while the account has a token that Spotify takes',
    labels: ['account'],
  },
  spotify2mqtt_account_available: {
    type: 'gauge',
    help: '1 while the account is paired and Spotify answers',
    labels: ['account'],
  },
  spotify2mqtt_account_status: {
    type: 'gauge',
    help: '1 for what the player does, 0 for the rest',
    labels: ['account', 'status'],
  },
  spotify2mqtt_account_problem: {
    type: 'gauge',
    help: '1 for what is wrong with the account, 0 for the rest',
    labels: ['account', 'kind'],
  },
  spotify2mqtt_authorized_timestamp_seconds: {
    type: 'gauge',
    help: 'When a person authorized the account last',
    labels: ['account'],
  },
  spotify2mqtt_authorization_ends_timestamp_seconds: {
    type: 'gauge',
    help: 'When Spotify ends the authorization, six months later',
    labels: ['account'],
  },
  spotify2mqtt_last_look_timestamp_seconds: {
    type: 'gauge',
    help: 'When Spotify last said what plays; how old the state is',
    labels: ['account'],
  },
  spotify2mqtt_scans_total: {
    type: 'counter',
    help: 'Cards that were laid on a reader, by what became of them',
    labels: ['result'],
  },
} as const satisfies Record<`spotify2mqtt_${string}`, Definition>;

type Table = typeof METRICS;
export type MetricName = keyof Table;
/** The names of one type. */
export type Named<Type extends Definition['type']> = {
  [Name in MetricName]: Table[Name]['type'] extends Type ? Name : never;
}[MetricName];
export type LabelsOf<Name extends MetricName> = Readonly<Record<Table[Name]['labels'][number], string>>;

export interface Sample {
  name: Named<'counter' | 'gauge'>;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** A sample with the labels that its metric has. */
export function sample<Name extends Sample['name']>(
  name: Name,
  labels: LabelsOf<Name>,
  value: number,
): Sample {
  return { name, labels, value };
}
