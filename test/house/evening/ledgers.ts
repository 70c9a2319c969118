import assert from 'node:assert/strict';
import type { boxIn, Told } from '../box.ts';
import type { House } from '../house.ts';
import { isCommand, type Sent } from '../wire.ts';

const LEDGERS = ['anna', 'ben', 'events', 'asked'] as const;
/** What either box is told, what happens in Home Assistant, and the commands that Spotify gets. */
type Ledger = (typeof LEDGERS)[number];
export type Expected = readonly (string | RegExp)[];

type Box = ReturnType<typeof boxIn>;

/** All that is told, in words. A tale reads it from where it read last, and must read all of it. */
export class Ledgers {
  readonly #house: House;
  readonly #boxes: { anna: Box; ben: Box };
  readonly #read: Record<Ledger, number> = { anna: 0, ben: 0, events: 0, asked: 0 };

  constructor(house: House, boxes: { anna: Box; ben: Box }) {
    this.#house = house;
    this.#boxes = boxes;
  }

  /** Since it was last read a ledger has these lines, and no others. */
  check(ledger: Ledger, expected: Expected): void {
    assert.deepEqual(matched(this.#since(ledger), expected), expected);
  }

  checkAllRead(): void {
    for (const ledger of LEDGERS) this.check(ledger, []);
  }

  #since(ledger: Ledger): string[] {
    const all = this.#all(ledger);
    const fresh = all.slice(this.#read[ledger]);
    this.#read[ledger] = all.length;
    return fresh;
  }

  #all(ledger: Ledger): string[] {
    const { said, sent } = this.#house;
    switch (ledger) {
      case 'anna':
      case 'ben':
        return this.#boxes[ledger].told().map(sayTold);
      case 'events':
        return said.filter(({ topic }) => topic === 'spotify2mqtt/family/event').flatMap(sayEvent);
      case 'asked':
        return sent.filter((one) => one.isApi && isCommand(one)).map((one) => this.#sayCommand(one));
    }
  }

  /** `play on Kitchen`, `volume 60`, `move on Bedroom`. */
  #sayCommand({ path, query, body }: Sent): string {
    const asked = new URLSearchParams(query);
    const given: { device_ids?: string[] } = body === '' ? {} : JSON.parse(body);
    const id = asked.get('device_id') ?? given.device_ids?.[0];
    const device = this.#house.simulator.player('family').devices.find((one) => one.id === id)?.name;
    const word = path === '/me/player' ? 'move' : (path.split('/').at(-1) ?? '');
    const value = asked.get('volume_percent') ?? asked.get('state');
    return [word, value, device && `on ${device}`].filter(Boolean).join(' ');
  }
}

/** `playing: Nordlys`, `denied: quiet hours until 06:30`. */
function sayTold({ result, title, message }: Told): string {
  const more = [title, message].filter((one) => one !== undefined).join(', ');
  return more === '' ? result : `${result}: ${more}`;
}

/** What happens, without what each track says of itself. */
function sayEvent({ payload }: { payload: string }): string[] {
  const { event_type, time: _, uid: __, ...more } = JSON.parse(payload);
  if (event_type === 'track_changed' || event_type === 'tag_removed') return [];
  if (event_type === 'tag_played') return [`${more.reader}: ${more.name}`];
  return [[event_type, ...Object.values(more)].join(' ')];
}

/** The words that were said, and in place of those that fit a pattern the pattern. */
function matched(said: readonly string[], expected: Expected): (string | RegExp)[] {
  return said.map((one, index) => {
    const pattern = expected[index];
    return pattern instanceof RegExp && pattern.test(one) ? pattern : one;
  });
}
