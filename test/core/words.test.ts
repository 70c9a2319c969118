import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { BadPayload } from '../../src/core/problem.ts';
import { WORDS } from '../../src/core/vocabulary.ts';
import { readCommand, transactionOf } from '../../src/core/words.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const TRACK = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';

describe('a word, or a word and an argument', () => {
  const rows: [string, Command][] = [
    ['play', { ask: 'play' }],
    [` ${'Play'} \n`, { ask: 'play' }],
    ['stop', { ask: 'pause' }],
    ['PLAYPAUSE', { ask: 'play_pause' }],
    ['play-pause', { ask: 'play_pause' }],
    ['prev', { ask: 'previous' }],
    ['seek 90', { ask: 'seek', position: 90 }],
    ['seek 1:30', { ask: 'seek', position: 90 }],
    ['seek 1:00:30', { ask: 'seek', position: 3630 }],
    ['seek +10', { ask: 'seek', by: 10 }],
    ['seek -10', { ask: 'seek', by: -10 }],
    ['volume 30', { ask: 'volume', percent: 30 }],
    ['volume 30.6 %', { ask: 'volume', percent: 31 }],
    ['volume +5', { ask: 'volume', by: 5 }],
    ['volume -5', { ask: 'volume', by: -5 }],
    ['mute', { ask: 'mute' }],
    ['mute on', { ask: 'mute' }],
    ['mute off', { ask: 'unmute' }],
    ['mute toggle', { ask: 'mute', toggle: true }],
    ['shuffle on', { ask: 'shuffle', on: true }],
    ['shuffle FALSE', { ask: 'shuffle', on: false }],
    ['shuffle toggle', { ask: 'shuffle', toggle: true }],
    ['repeat one', { ask: 'repeat', mode: 'one' }],
    ['repeat context', { ask: 'repeat', mode: 'all' }],
    ['device Living room', { ask: 'device', device: 'Living room' }],
    [`play ${ALBUM}`, { ask: 'play', uri: ALBUM }],
    ['play https://open.spotify.com/intl-de/album/7vEJAtP3KgKSpOHVgwm3Eh?si=x', { ask: 'play', uri: ALBUM }],
    ['play spotify://album/7vEJAtP3KgKSpOHVgwm3Eh/shuffle', { ask: 'play', uri: ALBUM, shuffle: true }],
    ['play https://open.spotify.com/s/2czejYu', { ask: 'play', uri: 'https://open.spotify.com/s/2czejYu' }],
    [`queue ${TRACK}`, { ask: 'queue', uri: TRACK }],
    [`queue add ${TRACK}`, { ask: 'queue', uri: TRACK }],
    ['queue ADD  spotify.app.link/abcDEF', { ask: 'queue', uri: 'https://spotify.app.link/abcDEF' }],
    ['"next"', { ask: 'next' }],
    ['"play [remix]"', { ask: 'play', query: '[remix]' }],
    ['play "abbey road"', { ask: 'play', query: '"abbey road"' }],
    [`save ${ALBUM}`, { ask: 'save', uri: ALBUM }],
    [`remove ${ALBUM}`, { ask: 'remove', uri: ALBUM }],
    ['like', { ask: 'like' }],
    ['sleep 30', { ask: 'sleep', minutes: 30 }],
    ['sleep 45 min', { ask: 'sleep', minutes: 45 }],
    ['sleep 480', { ask: 'sleep', minutes: 480 }],
    ['sleep 30.0', { ask: 'sleep', minutes: 30 }],
    ['sleep end_of_track', { ask: 'sleep', at: 'end_of_track' }],
    ['sleep End of track', { ask: 'sleep', at: 'end_of_track' }],
    ['sleep end', { ask: 'sleep', at: 'end_of_track' }],
    ['sleep track', { ask: 'sleep', at: 'end_of_track' }],
    ['sleep episode', { ask: 'sleep', at: 'end_of_track' }],
    ['sleep end of chapter', { ask: 'sleep', at: 'end_of_track' }],
    ['sleep end_of_context', { ask: 'sleep', at: 'end_of_context' }],
    ['sleep end of album', { ask: 'sleep', at: 'end_of_context' }],
    ['sleep end-of-playlist', { ask: 'sleep', at: 'end_of_context' }],
    ['sleep story', { ask: 'sleep', at: 'end_of_context' }],
    ['sleep +15', { ask: 'sleep', extend: 15 }],
    ['sleep + 15 min', { ask: 'sleep', extend: 15 }],
    ['fade 20 30', { ask: 'fade', percent: 20, seconds: 30 }],
    ['fade 20% 1:30', { ask: 'fade', percent: 20, seconds: 90 }],
    ['fade 20/30 s', { ask: 'fade', percent: 20, seconds: 30 }],
    ['fade 0', { ask: 'fade', percent: 0, seconds: 10 }],
    ['sleep off', { ask: 'sleep', off: true }],
    ['sleep 0', { ask: 'sleep', off: true }],
    ['refresh', { ask: 'refresh' }],
    ['play abbey road', { ask: 'play', query: 'abbey road' }],
    ['play album  Abbey  Road', { ask: 'play', query: 'Abbey Road', type: 'album' }],
    ['play Song hello von adele', { ask: 'play', query: 'hello von adele', type: 'track' }],
    ['play podcast radiolab', { ask: 'play', query: 'radiolab', type: 'show' }],
    ['play query album', { ask: 'play', query: 'album' }],
    ['play album', { ask: 'play', query: 'album' }],
    ['play constructor stand by me', { ask: 'play', query: 'constructor stand by me' }],
    ['play 99 luftballons', { ask: 'play', query: '99 luftballons' }],
    ['play Die drei ??? Folge 200', { ask: 'play', query: 'Die drei ??? Folge 200' }],
    ['recent', { ask: 'recent', nth: 1 }],
    ['recent 2', { ask: 'recent', nth: 2 }],
    ['snapshot', { ask: 'snapshot', name: 'default', expires: 3600 }],
    ['snapshot Door Bell', { ask: 'snapshot', name: 'door bell', expires: 3600 }],
    ['restore', { ask: 'restore', name: 'default' }],
    ['restore card', { ask: 'restore', name: 'card' }],
  ];
  it.each(rows)('%j', (payload, command) => {
    expect(readCommand(payload)).toStrictEqual({ command });
  });
});

describe('JSON', () => {
  const rows: [object, Command][] = [
    [{ command: 'next' }, { ask: 'next' }],
    [
      { command: 'play', query: ' abbey  road ', type: 'album', device: 'Kitchen' },
      { ask: 'play', query: 'abbey road', type: 'album', device: 'Kitchen' },
    ],
    [{ command: 'recent' }, { ask: 'recent', nth: 1 }],
    [
      { command: 'recent', nth: 3, device: 'Kitchen' },
      { ask: 'recent', nth: 3, device: 'Kitchen' },
    ],
    [
      { command: 'snapshot', name: 'Doorbell', expires: 60 },
      { ask: 'snapshot', name: 'doorbell', expires: 60 },
    ],
    [
      { command: 'restore', name: 'doorbell', unless_changed: true },
      { ask: 'restore', name: 'doorbell', unlessChanged: true },
    ],
    [
      { command: 'restore', unless_changed: false },
      { ask: 'restore', name: 'default' },
    ],
    [
      { command: 'play', uri: ALBUM, device: 'Kitchen', shuffle: true, volume: 30 },
      { ask: 'play', uri: ALBUM, device: 'Kitchen', shuffle: true, volume: 30 },
    ],
    [
      { command: 'play', uris: [TRACK], position: '1:10' },
      { ask: 'play', uris: [TRACK], position: 70 },
    ],
    [
      { command: 'play', link: ALBUM, offset: 3, repeat: 'all' },
      { ask: 'play', uri: ALBUM, offset: 3, repeat: 'all' },
    ],
    [
      { command: 'play', uri: ALBUM, offset: TRACK },
      { ask: 'play', uri: ALBUM, offset: TRACK },
    ],
    [
      { command: 'play', playlist: 'Bedtime' },
      { ask: 'play', playlist: 'Bedtime' },
    ],
    [
      { command: 'volume', volume: 30 },
      { ask: 'volume', percent: 30 },
    ],
    [
      { command: 'volume', volume: '+5' },
      { ask: 'volume', by: 5 },
    ],
    [
      { command: 'volume', by: -5 },
      { ask: 'volume', by: -5 },
    ],
    [
      { command: 'seek', position: 12.5 },
      { ask: 'seek', position: 12.5 },
    ],
    [
      { command: 'shuffle', on: 'off' },
      { ask: 'shuffle', on: false },
    ],
    [
      { command: 'repeat', mode: 'one' },
      { ask: 'repeat', mode: 'one' },
    ],
    [
      { command: 'device', device: 'Bath', play: true },
      { ask: 'device', device: 'Bath', play: true },
    ],
    [
      { command: 'sleep', minutes: 30 },
      { ask: 'sleep', minutes: 30 },
    ],
    [
      { command: 'sleep', at: 'end_of_track' },
      { ask: 'sleep', at: 'end_of_track' },
    ],
    [
      { command: 'sleep', at: 'end_of_context', fade: 0 },
      { ask: 'sleep', at: 'end_of_context', fade: 0 },
    ],
    [
      { command: 'sleep', extend: 15, fade: '10' },
      { ask: 'sleep', extend: 15, fade: 10 },
    ],
    [
      { command: 'sleep', minutes: '+15' },
      { ask: 'sleep', extend: 15 },
    ],
    [
      { command: 'fade', volume: 20, seconds: 30 },
      { ask: 'fade', percent: 20, seconds: 30 },
    ],
    [
      { command: 'fade', percent: 20 },
      { ask: 'fade', percent: 20, seconds: 10 },
    ],
    [
      { command: 'play', volume: 30, fade: 300 },
      { ask: 'play', volume: 30, fade: 300 },
    ],
    [
      { command: 'sleep', off: true },
      { ask: 'sleep', off: true },
    ],
    [
      { command: 'queue', uri: TRACK },
      { ask: 'queue', uri: TRACK },
    ],
    [{ command: 'clear' }, { ask: 'clear' }],
    [
      { command: 'play', uri: TRACK, enqueue: 'next' },
      { ask: 'queue', uri: TRACK },
    ],
    [
      { command: 'play', uris: [TRACK], enqueue: 'add' },
      { ask: 'queue', uri: TRACK },
    ],
    [
      { command: 'play', uri: ALBUM, enqueue: 'replace', shuffle: true },
      { ask: 'play', uri: ALBUM, shuffle: true },
    ],
    [
      { command: 'play', uri: 'spotify:collection', enqueue: 'play' },
      { ask: 'play', uri: 'spotify:collection' },
    ],
  ];
  it.each(rows)('%j', (payload, command) => {
    expect(readCommand(JSON.stringify(payload))).toStrictEqual({ command });
  });

  it('may have blanks around it', () => {
    expect(readCommand(' \n{"command":"next"}\n')).toEqual({ command: { ask: 'next' } });
  });

  it('hands the transaction on, and finds it in nonsense too', () => {
    expect(readCommand('{"command":"next","transaction":"t1"}')).toEqual({
      command: { ask: 'next' },
      transaction: 't1',
    });
    expect(readCommand('{"command":"next","transaction":7}').transaction).toBe(7);
    expect(transactionOf('{"command":"nonsense","transaction":7}')).toBe(7);
    expect(transactionOf('{"transaction":"t1"}')).toBe('t1');
    expect(transactionOf(`{"transaction":"${'t'.repeat(201)}"}`)).toBeUndefined();
    expect(transactionOf('{"transaction":{}}')).toBeUndefined();
    expect(transactionOf('[]')).toBeUndefined();
    expect(transactionOf('not json')).toBeUndefined();
  });

  it('reads what explain prints', () => {
    for (const [, { example }] of Object.entries(WORDS)) {
      const { command } = readCommand(example);
      const { ask, ...members } = command;
      expect(readCommand(JSON.stringify({ command: ask, ...members }))).toStrictEqual({ command });
    }
  });
});

describe('nonsense', () => {
  const rows: [string, string][] = [
    ['', 'empty; allowed are play, pause, stop, '],
    [' \n', 'empty; allowed are play, pause, stop, '],
    ['fly', 'unknown command "fly", did you mean "play"?'],
    ['next please', 'takes no argument'],
    ['seek', 'such as "seek 90"'],
    ['seek 5000000', 'out of range'],
    ['volume loud', '0 to 100'],
    ['volume 101', '101 is out of range'],
    ['volume 1e2', '0 to 100'],
    ['shuffle', 'such as "shuffle on"'],
    ['shuffle maybe', 'shuffle takes on, off or toggle; got "maybe"'],
    ['mute maybe', 'mute takes on, off or toggle; got "maybe"'],
    ['repeat twice', 'off, all or one'],
    [
      'sleep',
      'such as "sleep 30": fades out and pauses in 1 to 480 minutes, or at end_of_track or end_of_context',
    ],
    ['sleep well', 'minutes, +15 and the like, end_of_track, end_of_context or off; got "well"'],
    ['sleep 481', '1 to 480 minutes'],
    ['sleep 0.4', '1 to 480 minutes'],
    ['sleep -5', '1 to 480 minutes'],
    ['sleep +0', '1 to 480 minutes'],
    ['{"command":"sleep","extend":0}', '1 to 480 minutes'],
    ['{"command":"sleep","extend":-5}', '1 to 480 minutes'],
    ['{"command":"sleep","minutes":30,"fade":4000}', 'a fade takes 0 to 3600 seconds; got "4000"'],
    ['fade', 'such as "fade 20 30"'],
    ['fade +5 30', 'a volume of 0 to 100 and seconds, such as "fade 20 30"'],
    ['fade 20 30 40', 'a fade takes 0 to 3600 seconds; got "30 40"'],
    ['fade 120 30', 'volume takes 0 to 100'],
    ['fade 20 soon', 'a fade takes 0 to 3600 seconds; got "soon"'],
    ['{"command":"fade","seconds":30}', 'fade needs "volume": 0 to 100'],
    [
      '{"command":"sleep"}',
      'one of "minutes": 30, "at": "end_of_track" or "end_of_context", "extend": 15 and',
    ],
    ['{"command":"sleep","minutes":30,"off":true}', 'one of "minutes"'],
    ['{"command":"sleep","minutes":481}', '1 to 480 minutes'],
    ['{"command":"sleep","at":"midnight"}', 'end_of_track'],
    ['{"command":"sleep","off":false}', 'off'],
    ['play sptify:album:7vEJAtP3KgKSpOHVgwm3Eh', 'right would be spotify:album'],
    [`play ${'a '.repeat(200)}`, '250 characters at most'],
    ['{"command":"play","query":"\u200b"}', 'names nothing to look for'],
    ['{"command":"play","type":"album"}', 'needs a "query"'],
    ['{"command":"play","query":"hello","type":"song"}', 'type'],
    ['{"command":"play","query":"hello","playlist":"x"}', 'one of uri, uris, playlist and query'],
    ['recent 0', 'nth'],
    ['recent last', 'nth'],
    ['recent 51', 'nth'],
    ['{"command":"snapshot","expires":1}', 'expires'],
    [`snapshot ${'a'.repeat(41)}`, 'name'],
    ['play command:playpause', 'command tag'],
    ['play https://open.spotify.com.evil.test/album/7vEJAtP3KgKSpOHVgwm3Eh', 'cannot be played'],
    [`queue ${ALBUM}`, 'not a single track or episode; Spotify queues nothing else'],
    [`{"command":"play","uri":"${ALBUM}","enqueue":"add"}`, 'Spotify queues nothing else'],
    [`{"command":"play","uri":"${TRACK}","enqueue":"next","volume":30}`, 'one "uri" alone; got "volume"'],
    [`{"command":"play","uris":["${TRACK}","${TRACK}"],"enqueue":"add"}`, 'one "uri" alone; got several'],
    ['{"command":"play","enqueue":"add"}', 'needs "uri": a track or an episode'],
    [`{"command":"play","uri":"${TRACK}","enqueue":"later"}`, 'enqueue'],
    ['clear all', 'takes no argument'],
    ['save spotify:artist:4tZwfgrHOc3mvqYlEYSvVi', 'cannot be saved'],
    ['{"command":"volume"', 'not valid JSON'],
    ['[1]', 'needs a "command"'],
    // JSON in a text in JSON is not opened time and again.
    ['"{\\"command\\":\\"next\\"}"', 'unknown command'],
    ['"[[1]]"', 'unknown command "1]]"'],
    ['{"command":"queue"}', 'queue needs "uri"'],
    ['{"command":"save"}', 'save needs "uri"'],
    ['{"command":"remove"}', 'remove needs "uri"'],
    ['{"command":7}', 'needs a "command"'],
    ['{"command":"volume","volume":{}}', 'volume'],
    ['{"command":"volume","percent":-1}', 'volume takes 0 to 100'],
    ['{"command":"volume","loudness":3}', 'unknown "loudness"; allowed are volume, percent, by'],
    ['{"command":"next","uri":"x"}', 'takes no "uri"'],
    ['{"command":"shuffle"}', 'needs "on": true or false'],
    ['{"command":"shuffle","on":"maybe"}', 'true or false'],
    [`{"command":"play","uri":"${ALBUM}","playlist":"x"}`, 'one of uri, uris, playlist and query'],
    ['{"command":"play","offset":-1}', 'offset'],
    ['{"command":"play","volume":"+5"}', '0 to 100'],
    ['{"command":"play","position":"+5"}', 'seconds from the start, such as 90'],
    ['{"command":"next","transaction":{}}', 'transaction is a text or a number'],
    ['{"command":"__proto__"}', 'unknown command'],
  ];
  it.each(rows)('%s is told what would be right', (payload, message) => {
    expect(() => readCommand(payload)).toThrow(BadPayload);
    expect(() => readCommand(payload)).toThrow(message);
  });

  it('never ends in anything but a command or a short BadPayload', () => {
    const payloads = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ command: fc.constantFrom(...Object.keys(WORDS)), volume: fc.anything() })
        .map((value) => JSON.stringify(value)),
      fc.tuple(fc.constantFrom(...Object.keys(WORDS)), fc.string()).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(payloads, (payload) => {
        try {
          readCommand(payload);
        } catch (error) {
          expect(error).toBeInstanceOf(BadPayload);
          expect(error instanceof Error && error.message.length).toBeLessThan(500);
        }
      }),
      { numRuns: 500 },
    );
  });
});
