import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainText } from '../../../src/home-assistant/plain.ts';
import { BURST, budgetBreaks, limitBreaks } from '../../house/rules.ts';
import { type ModelHouse, modelHouse } from './house.ts';
import { type Schedule, schedule } from './schedule.ts';
import type { Deed } from './spotify.ts';
import { titleOf } from './truth.ts';

/** More by hand: RUNS=5000 SEED=1 npx vitest run --project unit test/bridge/model */
const runs = (usual: number) => ({
  numRuns: Number(process.env.RUNS ?? usual),
  seed: Number(process.env.SEED ?? 20261126),
});

const PATIENCE_MS = 120_000 + Number(process.env.RUNS ?? 0) * 500;

async function lived(told: Schedule): Promise<ModelHouse> {
  const house = await modelHouse(told);
  for (const [event, ms] of told.events) {
    house.happen(event);
    await house.clock.advance(ms);
  }
  return house;
}

it(
  'whatever happens, in the end all is shown as it is, and everything asked is answered once',
  async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (told) => {
        const house = await lived(told);
        await house.calm();
        expect(shownIn(house)).toEqual(whatIs(house));
        expect(Math.abs(positionShown(house) - house.spotify.truth.positionMs)).toBeLessThan(
          3_000 + told.lagMs,
        );
        await house.close();
        expect(house.asked.filter(({ answers }) => answers.length !== 1)).toEqual([]);
        expect(budgetBreaks(house.wire.filter(({ spending }) => spending !== 'browse'))).toEqual([]);
        expect(budgetBreaks(house.wire, BURST)).toEqual([]);
        expect(limitBreaks(house.wire)).toEqual([]);
        expect(claimsLeft(house)).toEqual([]);
        expect(miscounted(house)).toEqual([]);
        expect(volumeLost(house)).toEqual([]);
      }),
      runs(300),
    );
  },
  PATIENCE_MS,
);

it(
  'whenever it is stopped, everything asked is answered once',
  async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (told) => {
        const house = await lived(told);
        if (!house.broker.online) house.broker.reconnect();
        await house.close();
        expect(house.asked.filter(({ answers }) => answers.length !== 1)).toEqual([]);
      }),
      runs(100),
    );
  },
  PATIENCE_MS,
);

const KEYS = [
  'status',
  'title',
  'device',
  'volume',
  'shuffle',
  'repeat',
  'availability',
  'problem',
  'limited_until',
];
const shownIn = ({ value }: ModelHouse) => Object.fromEntries(KEYS.map((key) => [key, value(key)]));

function whatIs({ spotify: { truth } }: ModelHouse): Record<string, string> {
  const well = { availability: 'online', problem: 'OK', limited_until: 'None' };
  const { on, playing, shuffle, repeat, volumes } = truth;
  if (on === null) {
    const none = { title: 'None', device: 'None', volume: 'None', shuffle: 'None', repeat: 'None' };
    return { status: 'idle', ...none, ...well };
  }
  return {
    status: playing ? 'playing' : 'paused',
    title: plainText(titleOf(truth)),
    device: on,
    volume: `${volumes[on]}`,
    shuffle: shuffle ? 'ON' : 'OFF',
    repeat,
    ...well,
  };
}

/** In ms, as whoever reads it extrapolates. */
function positionShown({ value, clock, spotify }: ModelHouse): number {
  const player = JSON.parse(value('player') ?? '{}');
  if (spotify.truth.on === null) return spotify.truth.positionMs;
  const gone = player.state === 'playing' ? clock.now() - Date.parse(player.media_position_updated_at) : 0;
  return player.media_position * 1000 + gone;
}

/** What is shown and was not seen. */
function claimsLeft({ account: { look, store } }: ModelHouse): string[] {
  const { playback } = store.state;
  return (['status', 'item', 'device', 'shuffle', 'repeat'] as const).filter(
    (aspect) => JSON.stringify(playback[aspect]) !== JSON.stringify(look[aspect]),
  );
}

/** What Spotify took, or may have taken: a 202 says no more. */
const isTaken = ({ took, said }: Deed) => took || said === 'accepted';

/** What Spotify took more often than it was asked, or less often than whoever asked was told. */
function miscounted({ asked, spotify }: ModelHouse): string[] {
  const queued = asked.flatMap(({ payload }) => /^queue (.*)/.exec(payload)?.[1] ?? []);
  return ['next', 'previous', ...queued].flatMap((want) => {
    const mine = asked.filter(
      ({ payload, to }) => payload === want || payload === `queue ${want}` || to === `${want}/set`,
    );
    const told = mine.filter(({ answers: [answer] }) => answer?.ok && !answer.superseded).length;
    const taken = spotify.deeds.filter(
      (deed) => isTaken(deed) && (deed.move.do === 'enqueue' ? deed.move.uri : deed.move.do) === want,
    ).length;
    const isRight = told <= taken && taken <= mine.length;
    return isRight ? [] : [`${want}: asked ${mine.length}, taken ${taken}, told ${told}`];
  });
}

/** Of several who set the volume the last one has their way. */
function volumeLost({ asked, spotify }: ModelHouse): string[] {
  const last = asked.findLast(
    ({ to, payload }) => /^(volume|mute)\/set$/.test(to) || /volume|mute/.test(payload),
  );
  const [answer] = last?.answers ?? [];
  const wanted = last && volumeOf(last.payload);
  if (!answer?.ok || answer.superseded || wanted === undefined) return [];
  const sent = spotify.deeds.filter((deed) => isTaken(deed) && deed.move.do === 'volume').at(-1)?.move;
  return sent?.do === 'volume' && sent.percent !== wanted ? [`${last?.payload}: ${sent.percent}`] : [];
}

/** The volume that a payload names; a step's, or an unmute's, depends on what was. */
function volumeOf(payload: string): number | undefined {
  if (payload === 'mute') return 0;
  const [, percent] = /^(?:volume )?(\d+)$/.exec(payload) ?? /"volume":(\d+)/.exec(payload) ?? [];
  return percent === undefined ? undefined : Number(percent);
}
