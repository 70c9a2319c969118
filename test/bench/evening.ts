import { openHome } from '../house/evening/home.ts';
import { tell } from '../house/evening/tale.ts';
import { budgetBreaks } from '../house/rules.ts';
import { isCommand, type Sent } from '../house/wire.ts';
import { plainRow, type Row, ratioRow } from './row.ts';
import { mean, spread } from './spread.ts';

/** Until everybody is in bed: from five to half past eight. */
const EVENING_MS = 3.5 * 3600_000;
/** Design §4: in any 30 s, commands and what follows them for 5 s left out; and with what a person waits for, as who browses does. */
const MOST_PER_30S = 5;
const MOST_WITH_PEOPLE = 8;

/** The evening that the tests tell (test/house/evening): what it costs, and how long people wait. */
export async function benchEvening(): Promise<Row[]> {
  const [plain, hinted] = [await live(false), await live(true)];
  const seconds = (of: readonly number[]) => {
    const daily = of.map((ms) => ms / 1000);
    return { figure: mean(daily), text: spread(mean(daily), daily, 's', 1) };
  };
  return [
    {
      what: 'an evening, 17:00 to 20:30: requests',
      value: costOf(plain.evening),
      against: `with hints: ${costOf(hinted.evening)}`,
      ...{ ratio: null, goal: null, met: true },
    },
    plainRow(
      'an evening: most requests in any 30 s (with hints)',
      `${plain.most} (${hinted.most})`,
      `outside 5 s after a command; with searches for a speaker that somebody waits for: ${plain.mostOfAll} (${hinted.mostOfAll}) of ${MOST_WITH_PEOPLE}`,
      `≤ ${MOST_PER_30S}`,
      Math.max(plain.most, hinted.most) <= MOST_PER_30S &&
        Math.max(plain.mostOfAll, hinted.mostOfAll) <= MOST_WITH_PEOPLE,
    ),
    plainRow(
      'an evening: requests that Spotify refuses by 429',
      `${plain.refused} (${hinted.refused})`,
      'of all until the next morning',
      '0',
      plain.refused + hinted.refused === 0,
    ),
    ratioRow(
      'an evening: card → sound, the speaker needs 6 s, hinted',
      seconds(hinted.waits),
      { name: 'without a hint', ...seconds(plain.waits) },
      null,
    ),
    ratioRow(
      'an evening: staleness of what a phone does, hinted',
      seconds(hinted.delays),
      { name: 'without a hint', ...seconds(plain.delays) },
      null,
    ),
  ];
}

async function live(hints: boolean) {
  const home = await openHome({ hints });
  const { house, waits, sight } = home;
  const began = house.clock.now();
  await tell(home);
  await home.close();
  const sent = house.sent.filter(({ isApi }) => isApi);
  return {
    evening: sent.filter(({ at }) => at < began + EVENING_MS),
    most: mostOf(sent.filter(({ path }) => path !== '/me/player/devices')),
    mostOfAll: mostOf(sent),
    refused: sent.filter(({ status }) => status === 429).length,
    waits,
    delays: sight.delays(),
  };
}

function mostOf(sent: readonly Sent[]): number {
  let most = 0;
  while (budgetBreaks(sent, most).length > 0) most++;
  return most;
}

function costOf(sent: readonly Sent[]): string {
  const kinds = Map.groupBy(sent, kindOf);
  const counts = ['commands', 'looks', 'devices', 'names'].map(
    (kind) => `${kinds.get(kind)?.length ?? 0} ${kind}`,
  );
  return `${sent.length} (${counts.join(', ')})`;
}

function kindOf(one: Sent): string {
  if (isCommand(one)) return 'commands';
  if (one.path === '/me/player') return 'looks';
  return one.path === '/me/player/devices' ? 'devices' : 'names';
}
