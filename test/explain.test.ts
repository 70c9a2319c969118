import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { EXPLANATIONS, explainLine, explainLines } from '../src/explain.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

function explained(what: string, line: unknown): object {
  const explanation = EXPLANATIONS[what];
  if (!explanation) throw new Error(`no explanation of ${what}`);
  return explainLine(explanation(), typeof line === 'string' ? line : JSON.stringify(line));
}

describe('explain command', () => {
  const rows: [string, string, object][] = [
    ['spotify2mqtt/family/command', 'next', { account: 'family', command: 'next' }],
    ['spotify2mqtt/kids_room/command', 'volume +5', { account: 'kids_room', command: 'volume', by: 5 }],
    [
      'spotify2mqtt/family/command',
      `{"command":"play","uri":"${ALBUM}","device":"Kitchen","shuffle":true,"volume":30}`,
      { account: 'family', command: 'play', uri: ALBUM, device: 'Kitchen', shuffle: true, volume: 30 },
    ],
    ['spotify2mqtt/family/volume/set', '30', { account: 'family', command: 'volume', percent: 30 }],
    ['spotify2mqtt/family/position/set', '90', { account: 'family', command: 'seek', position: 90 }],
    ['spotify2mqtt/family/stop/set', 'PRESS', { account: 'family', command: 'pause' }],
    ['spotify2mqtt/family/liked/set', 'OFF', { account: 'family', command: 'unlike' }],
    ['spotify2mqtt/family/link/set', ALBUM, { account: 'family', command: 'play', uri: ALBUM }],
    [
      'spotify2mqtt/family/device/set',
      'Kitchen',
      { account: 'family', command: 'device', device: 'Kitchen' },
    ],
    [
      'spotify2mqtt/family/playlist/set',
      'Bedtime',
      { account: 'family', command: 'play', playlist: 'Bedtime' },
    ],
    ['spotify2mqtt/family/hint', '', { account: 'family', command: 'hint' }],
  ];
  it.each(rows)('%s %s', (topic, payload, expected) => {
    expect(explained('command', { topic, payload })).toEqual(expected);
  });

  it.each([
    ['spotify2mqtt/family/command', 'fly', 'unknown command "fly"'],
    ['spotify2mqtt/family/volume/set', 'loud', '0 to 100'],
    ['spotify2mqtt/family/title/set', 'x', 'only tells'],
    ['spotify2mqtt/family/title', 'x', 'no topic for commands'],
    ['elsewhere', 'next', 'no topic for commands'],
  ])('says what is wrong with %s %s', (topic, payload, message) => {
    expect(explained('command', { topic, payload })).toEqual({
      problem: { kind: 'bad_payload', message: expect.stringContaining(message) },
    });
  });
});

describe('explain binding', () => {
  const action = (value: string, more: object = {}) => JSON.stringify({ action: value, ...more });
  const topic = 'zigbee2mqtt/knob';

  it.each<[what: string, line: object, expected: object]>([
    [
      'a press',
      { payload: action('single'), binding: { remote: 'aqara_knob', account: 'kids' } },
      { value: 'single', does: 'command', account: 'kids', command: 'play_pause' },
    ],
    [
      'a turn',
      {
        payload: action('rotation', { action_rotation_angle_speed: -24 }),
        binding: { remote: 'aqara_knob' },
      },
      { value: 'rotation', does: 'command', account: 'spotify', command: 'volume', by: -4 },
    ],
    [
      'what is held',
      { payload: action('up_hold'), binding: { remote: 'hue_dimmer', topic: 'zigbee2mqtt/+' } },
      { value: 'up_hold', does: 'hold', account: 'spotify', command: 'volume', by: 3 },
    ],
    [
      'what ends it',
      { payload: action('up_hold_release'), binding: { remote: 'hue_dimmer' } },
      { value: 'up_hold_release', does: 'nothing', why: 'no command stands behind "up_hold_release"' },
    ],
    [
      'a battery',
      { payload: '{"battery":80}', binding: { remote: 'hue_dimmer' } },
      { value: null, does: 'nothing', why: 'there is no action in it' },
    ],
    [
      'what was kept',
      { payload: 'x', retained: true, binding: { command: 'next' } },
      { value: null, does: 'nothing', why: expect.stringContaining('kept') },
    ],
    [
      'another topic',
      { payload: 'x', binding: { topic: 'bell', command: 'next' } },
      { value: null, does: 'nothing', why: 'the binding hears bell' },
    ],
    [
      'mistakes',
      { payload: 'x', binding: { remote: 'hue_dimer', comand: 'next' } },
      {
        error: expect.stringMatching(
          /remote is "hue_dimer", did you mean hue_dimmer\?.*comand .* did you mean command\?/,
        ),
      },
    ],
    ['no binding', { payload: 'x' }, { error: expect.stringContaining('not understood; right would be {') }],
  ])('%s', (_what, line, expected) => {
    expect(explained('binding', { topic, ...line })).toEqual(expected);
  });
});

describe('explain link', () => {
  it.each([
    [`https://open.spotify.com/intl-de/album/7vEJAtP3KgKSpOHVgwm3Eh?si=x`, { uri: ALBUM, result: 'ok' }],
    ['spotify://album/7vEJAtP3KgKSpOHVgwm3Eh/shuffle', { uri: ALBUM, result: 'ok', shuffle: true }],
    ['https://open.spotify.com/s/2czejYu', { uri: null, result: 'resolve' }],
    ['hello', { uri: null, result: 'reject' }],
  ])('%s', (input, expected) => {
    expect(explained('link', { input })).toEqual(expected);
  });
});

describe('explain tag', () => {
  const row = (topic: string, payload: string, more: object = {}) => ({ topic, payload, ...more });
  const scan = { event: 'scanned', uid: '04A1B2C3', text: '', id_kind: 'hex', uri: null };
  const LINK = 'https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh';

  it.each<[object, object]>([
    [row('nfc/x', '04-A1-B2-C3'), scan],
    [row('nfc/x', '04-A1-B2-C3', { retained: null, reader: null }), scan],
    [row('nfc/x', '04-A1-B2-C3', { retained: true }), { ...scan, event: 'none' }],
    [row('nfc/x', LINK), { event: 'scanned', uid: '', text: LINK, id_kind: 'none', uri: ALBUM }],
    [row('nfc/x', 'offline'), { event: 'none', uid: '', text: '', id_kind: 'none', uri: null }],
    [
      row('a/off', '04-A1-B2-C3', { reader: { topic: 'a/on', removed_topic: '+/off' } }),
      { ...scan, event: 'removed' },
    ],
    [row('a/on', '04-A1-B2-C3', { reader: { removed_topic: '+/off', account: 'kids', volume: 30 } }), scan],
    [row('a', '{"a":{"b":"#04A1B2C3"}}', { reader: { id: 'a.b', id_pattern: '^#(.*)$' } }), scan],
    [row('a', '{"uid":"04A1B2C3","n":"x"}', { reader: { text: 'n' } }), { ...scan, text: 'x' }],
    [row('a', '77705923', { reader: { decimal: 'dec32', presence: true } }), { ...scan, uid: '04A1B2C3' }],
  ])('%j', (line, expected) => {
    expect(explained('tag', line)).toEqual(expected);
  });

  it.each([
    { topic: 'a' },
    { topic: 'a', payload: 7 },
    { topic: 'a', payload: '', reader: { decimal: 'octal' } },
    { topic: 'a', payload: '', reader: { id: 7 } },
    null,
  ])('says what %j should have been', (line) => {
    expect(explained('tag', line)).toEqual({ error: expect.stringContaining('"payload":"74-10-37-94"') });
  });
});

describe('explain grant', () => {
  const started = { at_ms: 1000, event: 'started', expires_in: 60, interval: 5 };
  const reply = (at_ms: number, status: number, body: unknown) => ({ at_ms, event: 'reply', status, body });
  const pending = (at_ms: number) => reply(at_ms, 400, { error: 'authorization_pending' });
  const poll = (at_ms: number) => ({ next: 'poll', at_ms });
  const end = (outcome: string) => ({ next: 'end', outcome });
  const error = { error: expect.any(String) };

  it.each<[string, [unknown, object][]]>([
    [
      'goes on from line to line',
      [
        [started, poll(6000)],
        [pending(6100), poll(11_100)],
        [reply(11_200, 400, { error: 'slow_down' }), poll(21_200)],
        [{ at_ms: 22_000, event: 'timeout' }, poll(42_000)],
        [reply(42_000, 200, { access_token: 'x', token_type: 'Bearer' }), end('paired')],
        [pending(43_000), end('paired')],
      ],
    ],
    [
      'begins anew with a new start',
      [
        [started, poll(6000)],
        [reply(6000, 400, { error: 'access_denied' }), end('denied')],
        [{ ...started, interval: null }, poll(6000)],
      ],
    ],
    [
      'needs a start',
      [
        [pending(0), error],
        [{ at_ms: 0, event: 'timeout' }, error],
      ],
    ],
    [
      'overlooks a bad line',
      [
        [started, poll(6000)],
        [{ at_ms: 1, event: 'reply', body: {} }, error],
        [{ at_ms: 1, event: 'started', expires_in: 'long' }, error],
        [{ at_ms: 1, event: 'waited' }, error],
        [null, error],
        [pending(6000), poll(11_000)],
        [{ at_ms: 11_000, event: 'reply', status: 503 }, poll(21_000)],
      ],
    ],
  ])('%s', (_, lines) => {
    const explanation = EXPLANATIONS.grant?.();
    if (!explanation) throw new Error('no explanation of grant');
    expect(lines.map(([line]) => explainLine(explanation, JSON.stringify(line)))).toEqual(
      lines.map(([, expected]) => expected),
    );
  });
});

it('explains a 204 as idle', () => {
  expect(explained('playback', 'null')).toMatchObject({ status: 'idle', kind: null, title: null });
});

it.each([
  ['playback', '{"is_playing":"yes"}'],
  ['playback', '{"error":{"status":429}}'],
  ['playback', '{'],
  ['link', '{"input":7}'],
  ['link', '[]'],
  ['command', '{"topic":"spotify2mqtt/family/command"}'],
  ['command', ''],
])('gives an error for a line that is no %s: %s', (what, line) => {
  expect(explained(what, line)).toEqual({ error: expect.any(String) });
});

it('prints one line for each line, whatever it holds', async () => {
  const explanation = EXPLANATIONS.command?.() ?? (() => ({}));
  const lines: string[] = [];
  const input = Readable.from([
    '{"topic":"spotify2mqtt/a/command","payload":"next"}\n',
    '\n',
    'x\r\n',
    '\u0000',
    '',
  ]);
  await explainLines(explanation, input.pipe(new PassThrough()), (line) => lines.push(line));
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(JSON.parse(line)).toBeTypeOf('object');
});
