import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ReaderRules, SAME_TAG, USUAL_RULES } from '../../../src/core/reader.ts';
import { decide, type Played, type Scene } from '../../../src/core/tag-policy.ts';
import { KITCHEN } from '../playing.ts';
import { playback, T } from './any.ts';

const URIS = [
  'spotify:album:7AspGOwifZ5xZdV8Ve9cG8',
  'spotify:show:6LzZlnKqxXbzDwwaCvEkd9',
  'spotify:artist:7AspGOwifZ5xZdV8Ve9cG8',
  'spotify:track:7AspGOwifZ5xZdV8Ve9cG8',
];
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const percent = fc.nat(100);
const speaker = fc.constantFrom('Kitchen', 'Bath', 'Nowhere');
const given = { requiredKeys: [] };

const played: fc.Arbitrary<Played> = fc.record({
  uid: fc.constantFrom('A', 'B'),
  uri: fc.constantFrom(...URIS),
  options: fc.record(
    {
      device: speaker,
      volume: percent,
      maxVolume: percent,
      shuffle: fc.boolean(),
      queue: fc.boolean(),
      sameTag: fc.constantFrom(...SAME_TAG),
      offset: fc.nat(9),
      resume: fc.boolean(),
    },
    given,
  ),
  memory: fc.record(
    {
      resume: fc.record({
        item: fc.constant(URIS[3] ?? ''),
        title: fc.string(),
        positionMs: fc.nat(1e6),
        at: fc.nat(T),
      }),
      albumMs: fc.nat(1e7),
    },
    given,
  ),
});
const rules: fc.Arbitrary<ReaderRules> = fc
  .record(
    {
      device: speaker,
      volume: percent,
      minVolume: percent,
      maxVolume: percent,
      sameTag: fc.constantFrom(...SAME_TAG),
      interrupt: fc.constantFrom('always', 'never', 'same_device'),
      queue: fc.boolean(),
      quiet: fc.record({ from: fc.nat(1_439), to: fc.nat(1_439) }),
    },
    given,
  )
  .map((some) => ({ ...USUAL_RULES, ...some }));
const owner: fc.Arbitrary<Scene['owner']> = fc.record(
  {
    uid: fc.constantFrom('A', 'B'),
    reader: fc.constant('kids'),
    uri: fc.constantFrom(...URIS),
    startedAt: fc.nat(20_000).map((ms) => T - ms),
    first: fc.constant(null),
    stopped: fc.boolean(),
  },
  { requiredKeys: ['uid', 'reader', 'uri', 'startedAt', 'first'] },
);
const scene: fc.Arbitrary<Scene> = fc.record({
  rules,
  locked: fc.boolean(),
  minute: fc.nat(1_439),
  usedUp: maybe(fc.constant({ rule: 'minutes_per_day', why: 'enough' })),
  state: fc.record({
    playback,
    devices: fc.constant([KITCHEN, { ...KITCHEN, id: 'bath-id', name: 'Bath' }]),
  }),
  owner: fc.option(owner),
  now: fc.constant(T),
});

it('a scan plays what stands on the card, or moves it, and nothing else', () => {
  fc.assert(
    fc.property(played, scene, (card, here) => {
      const decision = decide(card, here);
      if (decision.act !== 'command') return;
      const { command } = decision;
      expect(['play', 'pause', 'next', 'device', 'queue']).toContain(command.ask);
      if ('uri' in command && command.uri !== undefined) expect(command.uri).toBe(card.uri);
    }),
  );
});

it('nothing begins where nothing may', () => {
  fc.assert(
    fc.property(played, scene, (card, here) => {
      const decision = decide(card, here);
      if (here.locked) expect(decision.act).toBe('refuse');
      const isQuiet = here.usedUp !== undefined;
      if (isQuiet && decision.act === 'command') expect(decision.command.ask).toBe('pause');
    }),
  );
});

it('no card is louder than its reader, or it itself, may be', () => {
  fc.assert(
    fc.property(played, scene, (card, here) => {
      const decision = decide(card, here);
      if (decision.act !== 'command' || !('volume' in decision.command)) return;
      const most = Math.min(here.rules.maxVolume, card.options.maxVolume ?? 100);
      expect(decision.command.volume).toBeLessThanOrEqual(most);
    }),
  );
});

it('what one scan has started a second one does not start again', () => {
  fc.assert(
    fc.property(played, scene, fc.constantFrom('ignore', 'resume'), (card, here, sameTag) => {
      const again: Played = { ...card, options: { ...card.options, sameTag } };
      const first = decide(again, { ...here, owner: null });
      if (first.act !== 'command' || !first.owns || first.command.ask !== 'play') return;
      const { uid, uri } = card;
      const started = { uid, reader: 'kids', uri, startedAt: T, first: null };
      const state = { ...here.state, playback: { ...here.state.playback, status: 'playing' as const } };
      const second = decide(again, { ...here, state, owner: started });
      const isMoved = second.act === 'command' && second.command.ask === 'device';
      if (!isMoved && second.act === 'command') expect(second.command).not.toHaveProperty('uri');
    }),
  );
});
