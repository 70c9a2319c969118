import type { Feedback } from '../../core/feedback.ts';
import type { Broker } from '../../core/ports.ts';
import type { Exchanged, Witness } from '../../core/witness.ts';
import { countedBroker } from './broker.ts';
import { Counts } from './counts.ts';
import { Durations } from './durations.ts';
import type { Exposition } from './exposition.ts';
import { type AccountFigures, gaugesOf } from './gauges.ts';
import { scanCounter } from './scans.ts';
import { type Sample, sample } from './table.ts';
import { countedFetch } from './token-requests.ts';

interface Parts {
  version: string;
  now: () => number;
}

/** What goes into the bridge so that it is counted, and what came of it. */
export interface Metrics {
  /** Another house begins, with accounts of its own; what was counted goes on. */
  begin(): void;
  /** One account more, as it is when somebody asks. */
  account(read: () => AccountFigures): void;
  attended: Witness;
  /** For one account's requests to the Web API. */
  exchanged(account: string): (exchanged: Exchanged) => void;
  /** What a reader was told. */
  told(reader: string, feedback: Feedback): void;
  broker(broker: Broker): Broker;
  /** For one account's requests to the accounts service. */
  fetch<Request extends { body?: string }, Reply extends { readonly status: number }>(
    fetch: (url: string, request: Request) => Promise<Reply>,
    of: { account: string; accountsUrl: string },
  ): typeof fetch;
  /** In the text format of Prometheus. */
  scrape(): Promise<{ contentType: string; text: string }>;
}

/** Counts from the start; what makes text of it is loaded when somebody asks for the first time. */
export function openMetrics({ version, now }: Parts): Metrics {
  const counts = new Counts();
  const commands = new Durations('spotify2mqtt_command_duration_seconds');
  const requests = new Durations('spotify2mqtt_spotify_request_duration_seconds');
  const build = sample('spotify2mqtt_build_info', { version, node: process.version }, 1);
  const accounts: (() => AccountFigures)[] = [];
  const brokers: Broker[] = [];
  let exposition: Promise<Exposition> | undefined;

  const open = async (): Promise<Exposition> => {
    const { openExposition } = await import('./exposition.ts');
    const opened = openExposition();
    for (const durations of [commands, requests]) durations.giveTo(opened.histogram(durations.name));
    return opened;
  };
  const gauges = (): Sample[] => [
    ...brokers.map(({ online }) => sample('spotify2mqtt_mqtt_connected', {}, Number(online))),
    ...accounts.flatMap((read) => gaugesOf(read(), now())),
  ];

  return {
    begin() {
      accounts.length = 0;
      brokers.length = 0;
    },
    account: (read) => accounts.push(read),
    attended({ as, account, word, outcome, tookMs }) {
      if (as === 'request') {
        counts.add('spotify2mqtt_questions_total', { account: account ?? 'bridge', outcome });
        return;
      }
      const of = account ?? 'other';
      counts.add('spotify2mqtt_commands_total', { account: of, command: word ?? 'other', outcome });
      if (outcome === 'ok') commands.add({ account: of }, tookMs);
    },
    exchanged:
      (account) =>
      ({ bucket, status, tookMs }) => {
        counts.add('spotify2mqtt_spotify_requests_total', { account, bucket, status: `${status}` });
        if (typeof status === 'number') requests.add({ bucket }, tookMs);
      },
    told: scanCounter(counts),
    broker(broker) {
      brokers.push(broker);
      return countedBroker(broker, counts);
    },
    fetch: (fetch, of) => countedFetch(fetch, { ...of, counts }),
    async scrape() {
      exposition ??= open();
      return (await exposition).text([build, ...counts.samples, ...gauges()]);
    },
  };
}
