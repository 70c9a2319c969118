import { describe, expect, it } from 'vitest';
import { gaugesOf } from '../../../src/adapters/metrics/gauges.ts';
import { openMetrics } from '../../../src/adapters/metrics/metrics.ts';
import { METRICS } from '../../../src/adapters/metrics/table.ts';
import type { FeedbackResult } from '../../../src/core/feedback.ts';
import { idle } from '../../../src/core/playback.ts';
import { type State, unknownState } from '../../../src/core/state.ts';
import { FakeBroker } from '../../fakes/broker.ts';
import { HAS_PROMTOOL, promtool } from '../../promtool.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');

function metricsNow() {
  return openMetrics({ version: '1.2.3', now: () => NOW });
}

/** The lines of one metric, without its help and type. */
async function linesOf(metrics: ReturnType<typeof metricsNow>, name: string): Promise<string[]> {
  const { text } = await metrics.scrape();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('what is counted', () => {
  it('is commands by word and outcome, with how long those took that were obeyed', async () => {
    const metrics = metricsNow();
    metrics.attended({ as: 'command', account: 'family', word: 'next', outcome: 'ok', tookMs: 30 });
    metrics.attended({ as: 'command', account: 'family', word: 'next', outcome: 'ok', tookMs: 700 });
    metrics.attended({ as: 'command', account: 'family', word: 'next', outcome: 'restricted', tookMs: 1 });
    metrics.attended({ as: 'command', account: null, word: null, outcome: 'bad_payload', tookMs: 0 });
    metrics.attended({ as: 'request', account: null, word: null, outcome: 'ok', tookMs: 9 });
    expect(await linesOf(metrics, 'spotify2mqtt_commands_total')).toEqual([
      'spotify2mqtt_commands_total{account="family",command="next",outcome="ok"} 2',
      'spotify2mqtt_commands_total{account="family",command="next",outcome="restricted"} 1',
      'spotify2mqtt_commands_total{account="other",command="other",outcome="bad_payload"} 1',
    ]);
    expect(await linesOf(metrics, 'spotify2mqtt_questions_total')).toEqual([
      'spotify2mqtt_questions_total{account="bridge",outcome="ok"} 1',
    ]);
    const took = await linesOf(metrics, 'spotify2mqtt_command_duration_seconds');
    expect(took).toContain('spotify2mqtt_command_duration_seconds_bucket{le="0.05",account="family"} 1');
    expect(took).toContain('spotify2mqtt_command_duration_seconds_count{account="family"} 2');
    expect(took).toContain('spotify2mqtt_command_duration_seconds_sum{account="family"} 0.73');
  });

  it('goes on when another house begins, without the accounts and the connection of the last one', async () => {
    const metrics = metricsNow();
    metrics.attended({ as: 'command', account: 'family', word: 'next', outcome: 'ok', tookMs: 30 });
    metrics.account(() => ({ account: 'family', state: unknownState(NOW), left: 5 }));
    metrics.broker(new FakeBroker());
    expect(await linesOf(metrics, 'spotify2mqtt_mqtt_connected')).toEqual(['spotify2mqtt_mqtt_connected 1']);
    expect(await linesOf(metrics, 'spotify2mqtt_account_paired')).toHaveLength(1);
    metrics.begin();
    const { text } = await metrics.scrape();
    expect(text).toContain('spotify2mqtt_commands_total{account="family",command="next",outcome="ok"} 1');
    expect(text).toContain('spotify2mqtt_mqtt_connected 0');
    expect(text).not.toMatch(/^spotify2mqtt_account_/m);
  });

  it('goes on between two scrapes', async () => {
    const metrics = metricsNow();
    const obeyed = { as: 'command', account: 'family', word: 'pause', outcome: 'ok', tookMs: 100 } as const;
    metrics.attended(obeyed);
    await metrics.scrape();
    metrics.attended(obeyed);
    const { text } = await metrics.scrape();
    expect(text).toContain('{account="family",command="pause",outcome="ok"} 2\n');
    expect(text).toContain('spotify2mqtt_command_duration_seconds_count{account="family"} 2\n');
  });

  it('is no more of the past than is bearable while nobody asks', async () => {
    const metrics = metricsNow();
    for (let count = 0; count < 5_000; count++)
      metrics.attended({ as: 'command', account: 'a', word: 'next', outcome: 'ok', tookMs: 1 });
    const { text } = await metrics.scrape();
    expect(text).toContain('spotify2mqtt_commands_total{account="a",command="next",outcome="ok"} 5000\n');
    expect(text).toContain('spotify2mqtt_command_duration_seconds_count{account="a"} 1000\n');
  });

  it('is requests to the Web API, and why some were not answered', async () => {
    const metrics = metricsNow();
    const exchanged = metrics.exchanged('family');
    exchanged({ bucket: 'player', status: 200, tookMs: 40 });
    exchanged({ bucket: 'player', status: 429, tookMs: 40 });
    exchanged({ bucket: 'library', status: 'timeout', tookMs: 10_000 });
    expect(await linesOf(metrics, 'spotify2mqtt_spotify_requests_total')).toEqual([
      'spotify2mqtt_spotify_requests_total{account="family",bucket="player",status="200"} 1',
      'spotify2mqtt_spotify_requests_total{account="family",bucket="player",status="429"} 1',
      'spotify2mqtt_spotify_requests_total{account="family",bucket="library",status="timeout"} 1',
    ]);
    const took = await linesOf(metrics, 'spotify2mqtt_spotify_request_duration_seconds_count');
    expect(took).toEqual(['spotify2mqtt_spotify_request_duration_seconds_count{bucket="player"} 2']);
  });

  it('is what is asked of the accounts service, by grant, without a secret', async () => {
    const metrics = metricsNow();
    const home = 'https://accounts.test';
    const answers = [200, 400, 200, 200];
    const fetch = metrics.fetch(
      async (url: string, _request: { body?: string }) => {
        if (url.startsWith('https://gone')) throw new Error('gone');
        return { status: answers.shift() ?? 500 };
      },
      { account: 'family', accountsUrl: `${home}/` },
    );
    const ask = (path: string, body: string) => fetch(`${home}${path}`, { body });
    await ask('/api/token', 'grant_type=refresh_token&refresh_token=SECRET');
    await ask('/api/token', 'grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=SECRET');
    await ask('/oauth2/device/authorize', 'client_id=app');
    await ask('/api/token', 'grant_type=SECRET');
    await fetch('https://api.test/v1/me', {});
    await expect(fetch('https://gone.test/', {})).rejects.toThrow('gone');
    const lines = await linesOf(metrics, 'spotify2mqtt_spotify_token_requests_total');
    expect(lines).toEqual([
      'spotify2mqtt_spotify_token_requests_total{account="family",grant="refresh_token",status="200"} 1',
      'spotify2mqtt_spotify_token_requests_total{account="family",grant="device_code",status="400"} 1',
      'spotify2mqtt_spotify_token_requests_total{account="family",grant="device",status="200"} 1',
      'spotify2mqtt_spotify_token_requests_total{account="family",grant="other",status="200"} 1',
    ]);
  });

  it('is messages and connections of the broker, which works as before', async () => {
    const metrics = metricsNow();
    const plain = new FakeBroker();
    const broker = metrics.broker(plain);
    const heard: string[] = [];
    broker.subscribe('a/+', ({ topic }) => heard.push(topic));
    plain.deliver('a/b', 'x');
    plain.deliver('b/b', 'x');
    broker.publish({ topic: 'c', payload: 'kept', retain: true });
    broker.publish({ topic: 'c', payload: 'told' });
    plain.drop();
    plain.reconnect(4);
    broker.unsubscribe('a/+');
    plain.deliver('a/c', 'x');
    expect(heard).toEqual(['a/b']);
    expect(broker.protocol).toBe(4);
    expect(plain.said('c')).toEqual(['kept', 'told']);
    expect(broker.online).toBe(true);
    expect(await linesOf(metrics, 'spotify2mqtt_mqtt_')).toEqual([
      'spotify2mqtt_mqtt_connected 1',
      'spotify2mqtt_mqtt_connections_total 2',
      'spotify2mqtt_mqtt_messages_received_total 1',
      'spotify2mqtt_mqtt_messages_sent_total{retained="true"} 1',
      'spotify2mqtt_mqtt_messages_sent_total{retained="false"} 1',
    ]);
    const losses: string[] = [];
    broker.lost(() => losses.push('lost'));
    plain.drop();
    expect(losses).toEqual(['lost']);
    expect(await linesOf(metrics, 'spotify2mqtt_mqtt_connected')).toEqual(['spotify2mqtt_mqtt_connected 0']);
  });

  const SCANS: [string, FeedbackResult[], Record<string, number>][] = [
    ['a card that plays', ['heard', 'playing'], { playing: 1 }],
    ['a card that waits first', ['heard', 'waiting', 'playing'], { playing: 1 }],
    ['a card that waits still', ['heard', 'waiting'], {}],
    ['a button', ['paused'], {}],
    ['a card, then a button', ['heard', 'unknown', 'paused'], { unknown: 1 }],
    ['two cards', ['heard', 'playing', 'heard', 'denied'], { playing: 1, denied: 1 }],
    ['a card that another one replaced', ['heard', 'heard', 'playing'], { playing: 1 }],
  ];
  it.each(SCANS)('is %s as a scan', async (_name, results, counted) => {
    const metrics = metricsNow();
    for (const result of results) metrics.told('kids', { result });
    const lines = Object.entries(counted).map(
      ([result, times]) => `spotify2mqtt_scans_total{result="${result}"} ${times}`,
    );
    expect(await linesOf(metrics, 'spotify2mqtt_scans_total')).toEqual(lines);
  });
});

describe('what is read when somebody asks', () => {
  const playing: State = {
    ...unknownState(NOW),
    paired: true,
    playback: { ...idle(NOW), status: 'playing' },
    lookedAt: NOW - 4_000,
    authorizedAt: Date.parse('2026-11-01T00:00:00Z'),
  };
  const about = (state: State, left = 5) =>
    Object.fromEntries(
      gaugesOf({ account: 'family', state, left }, NOW).map(({ name, labels, value }) => {
        const { account: _, ...rest } = labels;
        return [[name.replace('spotify2mqtt_', ''), ...Object.values(rest)].join(' '), value];
      }),
    );

  it('is how a playing account is', () => {
    expect(about(playing, 3)).toMatchObject({
      account_paired: 1,
      account_available: 1,
      'account_status playing': 1,
      'account_status off': 0,
      'account_problem unpaired': 0,
      spotify_budget_left_requests: 3,
      spotify_limited_until_timestamp_seconds: 0,
      last_look_timestamp_seconds: NOW / 1000 - 4,
      authorized_timestamp_seconds: Date.parse('2026-11-01T00:00:00Z') / 1000,
      authorization_ends_timestamp_seconds: Date.parse('2027-05-01T00:00:00Z') / 1000,
    });
  });

  it('is how one is that may not ask', () => {
    const limited: State = {
      ...playing,
      limitedUntil: NOW + 30_000,
      problem: { kind: 'rate_limited', message: 'wait' },
    };
    expect(about(limited, 0)).toMatchObject({
      'account_problem rate_limited': 1,
      spotify_limited_until_timestamp_seconds: NOW / 1000 + 30,
    });
  });

  it('leaves out what nobody knows', () => {
    const unknown = about(unknownState(NOW));
    expect(unknown).toMatchObject({ account_paired: 0, account_available: 0, 'account_status off': 1 });
    expect(Object.keys(unknown).filter((key) => /look|authori/.test(key))).toEqual([]);
  });

  it('is of every account', async () => {
    const metrics = metricsNow();
    for (const account of ['anna', 'kids']) metrics.account(() => ({ account, state: playing, left: 5 }));
    expect(await linesOf(metrics, 'spotify2mqtt_account_paired')).toEqual([
      'spotify2mqtt_account_paired{account="anna"} 1',
      'spotify2mqtt_account_paired{account="kids"} 1',
    ]);
  });
});

describe('the text', () => {
  async function everything(): Promise<{ contentType: string; text: string }> {
    const metrics = metricsNow();
    metrics.account(() => ({ account: 'family', state: unknownState(NOW), left: 5 }));
    metrics.broker(new FakeBroker()).publish({ topic: 'a', payload: '' });
    metrics.attended({ as: 'command', account: 'family', word: 'next', outcome: 'ok', tookMs: 3 });
    metrics.exchanged('family')({ bucket: 'player', status: 200, tookMs: 4 });
    return metrics.scrape();
  }

  it('has every metric of the table, and those of the process, with help and type', async () => {
    const { text, contentType } = await everything();
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const [name, { type, help }] of Object.entries(METRICS)) {
      expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`);
    }
    for (const name of [
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'));
    }
  });

  it.skipIf(!HAS_PROMTOOL)('is clean for promtool', async () => {
    const { text } = await everything();
    expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
    expect(promtool(['check', 'metrics'], `${text}# TYPE x_total gauge\nx_total 1\n`).code).not.toBe(0);
  });
});
