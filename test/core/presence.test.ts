import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  born,
  dueAt,
  type Happening,
  NOTHING_THERE,
  type Presence,
  removed,
  type Step,
  settle,
  shown,
  signed,
} from '../../src/core/presence.ts';

const WINDOWS = { windowMs: 3_000, graceMs: 2_000 };

type Sign = [
  at: number,
  what: '+' | '-' | '*' | 'step' | 'state' | 'shown' | 'none shown' | 'born' | 'born A',
  card?: string,
];

/** Plays signs in order, lets a minute pass, and says what happened as `laid A`, `left A` … */
function happenings(signs: readonly Sign[], windows = WINDOWS): string[] {
  let presence: Presence = NOTHING_THERE;
  const all: Happening[] = [];
  const take = (step: Step) => {
    presence = step.presence;
    all.push(...step.happened);
  };
  for (const [at, what, card = 'A'] of signs) {
    take(settle(presence, at));
    if (what === '+') take(signed(presence, card, at, windows));
    else if (what === 'step') take(signed(presence, card, at, { windowMs: 0, isStep: true }));
    else if (what === 'state') take(signed(presence, card, at, { ...windows, isState: true }));
    else if (what === 'shown') presence = shown(presence, card, at);
    else if (what === 'none shown') presence = shown(presence, null, at);
    else if (what === 'born') presence = born(presence, at, 10_000);
    else if (what === 'born A') presence = born(presence, at, 10_000, 'A');
    else take(removed(presence, what === '*' ? '' : card, at, windows));
  }
  take(settle(presence, (signs.at(-1)?.[0] ?? 0) + 60_000));
  return all.map(
    (one) => `${one.what} ${one.card}${'replaced' in one && one.replaced ? ' for another' : ''}`,
  );
}

describe('presence', () => {
  it.each<[string, Sign[], string[], typeof WINDOWS?]>([
    [
      'a card that is laid and taken',
      [
        [0, '+'],
        [9_000, '-'],
      ],
      ['laid A', 'left A'],
    ],
    [
      'a state that is said again when its reader reconnects',
      [
        [0, 'state'],
        [3_600_000, 'state'],
        [3_700_000, '-'],
        [3_710_000, 'state'],
      ],
      ['laid A', 'held A', 'left A', 'laid A'],
    ],
    [
      'a state that was replayed before it is said again',
      [
        [0, 'shown'],
        [60_000, 'state'],
        [70_000, 'state', 'B'],
      ],
      ['held A', 'left A for another', 'laid B'],
    ],
    [
      'a card that left while nobody listened',
      [
        [0, 'state'],
        [60_000, 'none shown'],
        [70_000, 'state'],
      ],
      ['laid A', 'laid A'],
    ],
    [
      'a removal without an id',
      [
        [0, '+'],
        [9_000, '*'],
      ],
      ['laid A', 'left A'],
    ],
    [
      'a removal of nothing',
      [
        [0, '*'],
        [1, '-'],
      ],
      [],
    ],
    [
      'a card that flaps',
      [
        [0, '+'],
        [1_000, '-'],
        [2_000, '+'],
        [3_000, '-'],
        [4_000, '+'],
        [5_000, '-'],
      ],
      ['laid A', 'held A', 'held A', 'left A'],
    ],
    [
      'a reader that repeats while it is held, without removals',
      [
        [0, '+'],
        [2_000, '+'],
        [4_000, '+'],
        [6_000, '+'],
      ],
      ['laid A', 'held A', 'held A', 'held A'],
    ],
    [
      'laid again after the window',
      [
        [0, '+'],
        [3_000, '+'],
      ],
      ['laid A', 'laid A'],
    ],
    [
      'laid again soon after it had truly left',
      [
        [0, '+'],
        [100, '-'],
        [2_200, '+'],
      ],
      ['laid A', 'left A', 'laid A'],
    ],
    [
      'another card in its place',
      [
        [0, '+'],
        [500, '-'],
        [1_000, '+', 'B'],
        [1_100, '-', 'A'],
        [9_000, '-', 'B'],
      ],
      ['laid A', 'left A for another', 'laid B', 'left B'],
    ],
    [
      'two cards in one field',
      [
        [0, '+'],
        [500, '+', 'B'],
        [1_000, '+'],
        [1_500, '+', 'B'],
        [2_000, '+'],
      ],
      [
        'laid A',
        'left A for another',
        'laid B',
        'left B for another',
        'held A',
        'left A for another',
        'held B',
        'left B for another',
        'held A',
      ],
    ],
    [
      'louder, five times in a row',
      [
        [0, 'step'],
        [300, '-'],
        [600, 'step'],
        [900, '-'],
        [1_200, 'step'],
        [1_300, 'step'],
        [1_400, 'step'],
      ],
      ['laid A', 'laid A', 'laid A', 'laid A', 'laid A'],
    ],
    [
      'a card that lay there when the reader was born',
      [
        [0, 'born'],
        [5_000, '+'],
        [7_000, '+'],
        [60_000, '-'],
        [70_000, '+'],
      ],
      ['found A', 'held A', 'left A', 'laid A'],
    ],
    [
      'only the first card after a birth',
      [
        [0, 'born'],
        [1_000, '+'],
        [4_500, '+', 'B'],
      ],
      ['found A', 'left A for another', 'laid B'],
    ],
    [
      'a card that is back within the grace, though not within the window of its last sign',
      [
        [0, '+'],
        [5_000, '-'],
        [8_500, '+'],
        [20_000, '-'],
      ],
      ['laid A', 'held A', 'left A'],
      { windowMs: 3_000, graceMs: 4_000 },
    ],
    [
      'twice in the same moment',
      [
        [0, '+'],
        [0, '+'],
      ],
      ['laid A', 'held A'],
    ],
    [
      'laid again in the moment in which it had left',
      [
        [0, '+'],
        [100, '-'],
        [2_100, '+'],
      ],
      ['laid A', 'left A', 'laid A'],
    ],
    [
      'a card in the last moment of a birth',
      [
        [0, 'born'],
        [10_000, '+'],
      ],
      ['found A'],
    ],
    [
      'after a restart the card that lay there, shown first and then said again',
      [
        [0, 'born A'],
        [0, 'shown'],
        [1_000, 'state'],
      ],
      ['found A'],
    ],
    [
      'a birth long ago',
      [
        [0, 'born'],
        [10_001, '+'],
      ],
      ['laid A'],
    ],
    [
      'after a restart only the card that lay there',
      [
        [0, 'born A'],
        [1_000, '+', 'B'],
      ],
      ['laid B'],
    ],
    [
      'after a restart the card that lay there',
      [
        [0, 'born A'],
        [1_000, '+'],
      ],
      ['found A'],
    ],
    [
      'after a restart the card that lay there, once it was taken and is laid again',
      [
        [0, 'shown'],
        [0, 'born A'],
        [1_000, '-'],
        [4_000, 'state'],
      ],
      ['left A', 'laid A'],
    ],
    [
      'after a restart the card that was taken meanwhile',
      [
        [0, 'born A'],
        [100, 'none shown'],
        [4_000, 'state'],
      ],
      ['laid A'],
    ],
    [
      'a birth after which the reader first says that nothing lies there',
      [
        [0, 'born'],
        [100, 'none shown'],
        [4_000, 'state'],
      ],
      ['found A'],
    ],
    [
      'a clock that was set back',
      [
        [10_000, '+'],
        [2_000, '+'],
      ],
      ['laid A', 'laid A'],
    ],
  ])('%s', (_, signs, happened, windows) => {
    expect(happenings(signs, windows)).toEqual(happened);
  });

  it('tells with a sign what happened before it', () => {
    const { presence } = removed(signed(NOTHING_THERE, 'A', 0, WINDOWS).presence, 'A', 100, WINDOWS);
    expect(signed(presence, 'B', 5_000, WINDOWS).happened).toEqual([
      { what: 'left', card: 'A', replaced: false },
      { what: 'laid', card: 'B' },
    ]);
  });

  it('waits for a card to leave from the first word of it on, and only for the one that lies there', () => {
    const nothing = removed(NOTHING_THERE, '', 0, WINDOWS).presence;
    expect(nothing).toEqual({ ...NOTHING_THERE, tellsRemoval: true });
    const lies = signed(NOTHING_THERE, 'A', 0, WINDOWS).presence;
    expect(dueAt(lies)).toBeUndefined();
    expect(dueAt(removed(lies, 'B', 50, WINDOWS).presence)).toBeUndefined();
    const leaves = removed(lies, '', 100, WINDOWS).presence;
    expect(dueAt(leaves)).toBe(2_100);
    expect(dueAt(removed(leaves, 'A', 200, WINDOWS).presence)).toBe(2_100);
    expect(dueAt(settle(leaves, 2_100).presence)).toBeUndefined();
  });

  it('remembers no sign of no card', () => {
    expect(shown(NOTHING_THERE, null, 5).signs.size).toBe(0);
  });

  it('forgets a sign after ten minutes', () => {
    const { presence } = signed(NOTHING_THERE, 'A', 1_000, WINDOWS);
    const before = signed(presence, 'B', 600_999, WINDOWS).presence;
    expect([...before.signs.keys()]).toEqual(['A', 'B']);
    expect([...signed(presence, 'B', 601_000, WINDOWS).presence.signs.keys()]).toEqual(['B']);
  });

  it('lets a flapping card act once, whatever the reader makes of it', () => {
    const flaps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 1_999 }), fc.constantFrom<'+' | '-' | '*'>('+', '-', '*')),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(flaps, (steps) => {
        let at = 0;
        const signs: Sign[] = [[0, '+']];
        for (const [gap, what] of steps) {
          at += gap;
          signs.push([at, what]);
        }
        // Within the grace of a removal there is always a sign of life, as a card that lies there gives one.
        const lying = signs.flatMap((sign): Sign[] =>
          sign[1] === '+' ? [sign] : [sign, [sign[0] + 1, '+']],
        );
        const laid = happenings(lying.sort(([a], [b]) => a - b)).filter((one) => one === 'laid A');
        expect(laid).toEqual(['laid A']);
      }),
    );
  });

  it('tells that a card is laid and left in turn', () => {
    const sign = fc.tuple(
      fc.nat(5_000),
      fc.constantFrom<'+' | '-' | '*'>('+', '-', '*'),
      fc.constantFrom('A', 'B', 'C'),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 50 }), (steps) => {
        let at = 0;
        let lying: string | undefined;
        const signs = steps.map(([gap, what, card]): Sign => {
          at += gap;
          return [at, what, card];
        });
        for (const said of happenings(signs)) {
          const [what, card] = said.split(' ');
          if (what === 'left') {
            expect(card).toBe(lying);
            lying = undefined;
          } else {
            expect([undefined, card]).toContain(lying);
            lying = card;
          }
        }
      }),
    );
  });

  it('remembers no more signs than there are cards in a house', () => {
    let presence: Presence = NOTHING_THERE;
    for (let at = 0; at < 1_000; at++) presence = signed(presence, `card ${at}`, at, WINDOWS).presence;
    expect(presence.signs.size).toBe(50);
    presence = signed(presence, 'card 960', 999, WINDOWS).presence;
    for (let at = 0; at < 30; at++) presence = signed(presence, `new ${at}`, 999, WINDOWS).presence;
    expect(presence.signs.size).toBe(50);
    expect(presence.signs.has('card 960')).toBe(true);
    expect(signed(presence, 'card 990', 1_000, WINDOWS).happened).toContainEqual({
      what: 'held',
      card: 'card 990',
    });
  });
});
