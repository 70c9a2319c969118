import type { Random } from '../../src/simulator/random.ts';

/** Payloads by somebody who means harm, made from those that are right. */

type Payload = string | Buffer;
type Mutation = (right: string, random: Random) => Payload;

const KB = 1024;

const NUMBERS = [
  ...['1e309', '-1e309', '1e-400', '-0', '9007199254740993', '-9223372036854775809', '0.1e-1', '4294967296'],
  ...[
    '2147483648',
    '-1',
    '1e21',
    '0x10',
    '1_000',
    '٣',
    '００３０',
    'NaN',
    'Infinity',
    '.5',
    '5.',
    '+-5',
    '1e5000',
  ],
];

/** Bidirectional overrides, joiners, marks, look-alikes, halves of pairs, controls, what blows up when it is normalised. */
const TEXTS = [
  '\u202Eevil\u202C',
  'a\u200B\u200D\uFEFFb',
  'e\u0301'.repeat(200),
  'Z\u0310\u0335'.repeat(500),
  'ｐａｕｓｅ',
  'рlау',
  '\uD83D',
  '\uDE00\uD83D',
  '\u0000\u0001\u001B[2J\u0007',
  '\uFDFA'.repeat(300),
  'İıſK',
  '\u2028\u2029',
  '$(reboot)`id`',
  '%s%n%x{{7*7}}#{7*7}',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  'spotify2mqtt/family/command',
  'https://open.spotify.com@evil.test/album/x',
  `spotify:album:${'7'.repeat(5_000)}`,
];

const POISON = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"__proto__":null}',
  '["__proto__","constructor","toString"]',
];

/** Members of an object of a language that finds them in every object. */
export const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const pick = <T>(list: readonly T[], random: Random): T => {
  const one = list[random.between(0, list.length - 1)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

const bytes = (length: number, random: Random) =>
  Buffer.from(Array.from({ length }, () => random.between(0, 255)));

/** JSON text of anything. */
function value(random: Random): string {
  return pick<() => string>(
    [
      () => pick(NUMBERS, random),
      () => JSON.stringify(pick(TEXTS, random)),
      () => pick(POISON, random),
      () => JSON.stringify(random.text(random.between(0, 3_000))),
      () => deep(random.between(1, 400)),
      () => pick(['null', 'true', '[]', '{}', '""', '[[],{}]', '[null]'], random),
    ],
    random,
  )();
}

const deep = (levels: number): string => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;

const MUTATIONS: readonly [weight: number, Mutation][] = [
  [3, (right) => right],
  [3, (right, random) => right.slice(0, random.between(0, right.length))],
  [2, (right, random) => right.slice(random.between(0, right.length)) + right],
  [3, flipped],
  [2, (_, random) => bytes(random.between(0, 300), random)],
  [
    2,
    (right, random) =>
      Buffer.concat([Buffer.from(right), Buffer.from([pick([0xff, 0xc0, 0xed, 0xf5], random), 0x80])]),
  ],
  [3, (right, random) => `${right} ${pick([...NUMBERS, ...TEXTS], random)}`],
  [4, (right, random) => right.replace(/\d+/, () => pick(NUMBERS, random))],
  [5, (right, random) => right.replace(/"[^"]*"(?=\s*[,}\]])|-?\d+(?=[,}])/, () => value(random))],
  [
    4,
    (right, random) =>
      right.replace(/^\{/, () => `{${JSON.stringify(pick(INHERITED, random))}:${value(random)},`),
  ],
  [3, (right, random) => right.replace(/\}$/, () => `,${right.slice(1, -1)},"x":${value(random)}}`)],
  [
    2,
    (right, random) =>
      right.replace(/"(\w+)":/, () => `"${pick([...INHERITED, 'Command', 'uri '], random)}":`),
  ],
  [2, (_, random) => value(random)],
  [2, (_, random) => pick(POISON, random)],
  [1, (_, random) => pick(['', ' ', '\n', '\0', '{', '[', '"', '{}', 'null', '\uFEFF{}'], random)],
  [1, (_, random) => pick(TEXTS, random)],
  [1, (right, random) => right.repeat(random.between(2, 60))],
];

/** Seldom, for their price: what is long, and what is deep. */
const HUGE: readonly Mutation[] = [
  (right, random) => right.repeat(1 + Math.ceil((random.between(8, 200) * KB) / (right.length + 1))),
  (_, random) =>
    pick(['[', '{"a":', '(', '"', ' ', '9', 'a', '\u0000', '\u202E', 'play ', '/'], random).repeat(
      random.between(5, 60) * KB,
    ),
  (_, random) => deep(random.between(1_000, 12_000)),
  (_, random) => JSON.stringify({ command: 'play', uri: random.text(20).repeat(random.between(300, 6_000)) }),
  (_, random) => bytes(64 * KB, random),
  (_, random) =>
    `{${Array.from({ length: random.between(500, 6_000) }, (_none, nth) => `"k${nth}":${nth}`).join()}}`,
  (_, random) => `play ${pick(TEXTS, random).repeat(random.between(10, 400))}`.slice(0, 15 * KB),
  (_, random) => 'x'.repeat(random.between(260, 900) * KB),
];

const BAG = MUTATIONS.flatMap(([weight, mutation]) => Array<Mutation>(weight).fill(mutation));

/** What becomes of a payload that was right. One in `HUGE_EVERY` is long or deep. */
export function broken(right: string, random: Random): Payload {
  return pick(random.between(1, HUGE_EVERY) === 1 ? HUGE : BAG, random)(right, random);
}

const HUGE_EVERY = 400;

function flipped(right: string, random: Random): Buffer {
  const copy = Buffer.from(right);
  for (let times = random.between(1, 4); times > 0 && copy.length > 0; times--) {
    const at = random.between(0, copy.length - 1);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7));
  }
  return copy;
}
