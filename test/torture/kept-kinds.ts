import type { KeptListening } from '../../src/bridge/rules/ledger.ts';
import type { Kept } from '../../src/keepsake.ts';
import {
  keptLimits,
  keptPeople,
  keptPublished,
  keptSleep,
  keptSnapshots,
  keptSpeakers,
  keptZone,
} from '../../src/kept.ts';
import { keptListening, keptReaders, keptTagMemory, keptTags } from '../../src/kept-tags.ts';
import type { Log } from '../../src/lib/log.ts';

/** A file of the data folder whose value is a number in disguise, so that later values can be told from earlier ones. */
export interface Kind {
  open(
    folder: string,
    log: Log,
  ): {
    write(n: number): void;
    settled(): Promise<void>;
    /** Undefined where there is none. */
    read(): Promise<number | undefined>;
  };
}

function kind<T extends object>(
  open: (folder: string, log: Log) => Kept<T>,
  make: (n: number) => T,
  numberIn: (value: T) => number,
): Kind {
  return {
    open(folder, log) {
      const kept = open(folder, log);
      return {
        write: (n) => kept.write(make(n)),
        settled: () => kept.settled(),
        async read() {
          const value = await kept.read();
          return value === undefined ? undefined : numberIn(value);
        },
      };
    },
  };
}

const NOBODY = {
  status: 'paused',
  device: null,
  contextUri: null,
  item: null,
  positionMs: null,
  volume: null,
  shuffle: null,
  repeat: null,
} as const;
/** A file of some size takes some time. */
const CARDS = 200;

/** Every file but the tokens, by the beginning of its name. */
export const KINDS: Readonly<Record<string, Kind>> = {
  tags: kind(
    keptTags,
    (n) => ({
      tags: Array.from({ length: CARDS }, (_, nth) => ({
        uid: String(n + nth),
        name: null,
        does: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
        cover: null,
        options: {},
      })),
    }),
    ({ tags }) => Number(tags[0]?.uid),
  ),
  'tag-memory': kind(
    keptTagMemory,
    (n) => ({
      memory: Array.from(
        { length: CARDS },
        (_, nth): [string, { lastScan: number; lastReader: string; count: number }] => [
          String(nth),
          { lastScan: n, lastReader: 'box', count: n },
        ],
      ),
      links: [],
      owners: [],
    }),
    ({ memory }) => Number(memory[0]?.[1].count),
  ),
  readers: kind(
    keptReaders,
    (n) => ({
      readers: [
        {
          id: 'box',
          name: 'Box',
          plan: null,
          locked: false,
          card: null,
          tellsRemoval: true,
          lastScan: n,
          proven: true,
        },
      ],
    }),
    ({ readers }) => Number(readers[0]?.lastScan),
  ),
  listening: kind<KeptListening>(
    keptListening,
    (n) => ({
      listened: [['family', { date: '2026-11-26', ms: n, until: 0, extra: 0, warned: false, ended: false }]],
    }),
    ({ listened: [first] }) => Number(first?.[1].ms),
  ),
  published: kind(
    keptPublished,
    (n) => ({ devices: [], topics: Array.from({ length: CARDS }, () => String(n)) }),
    ({ topics }) => Number(topics[0]),
  ),
  limits: kind(
    keptLimits,
    (n) => ({ clients: { app: n }, quotas: {} }),
    ({ clients }) => Number(clients.app),
  ),
  people: kind(
    keptPeople,
    (n) => ({ people: { family: { accountId: String(n), name: null } }, methods: {} }),
    ({ people }) => Number(people.family?.accountId),
  ),
  'time-zone': kind(
    keptZone,
    (n) => ({ homeAssistant: String(n) }),
    ({ homeAssistant }) => Number(homeAssistant),
  ),
  speaker: kind(
    (folder, log) => keptSpeakers(folder, 'family', log),
    (n) => ({ device: { id: String(n), name: 'Kitchen' } }),
    ({ device }) => Number(device?.id),
  ),
  sleep: kind(
    (folder, log) => keptSleep(folder, 'family', log),
    (n) => ({ timer: { at: n, minutes: n } }),
    ({ timer }) => Number(timer?.at),
  ),
  snapshots: kind(
    (folder, log) => keptSnapshots(folder, 'family', log),
    (n) => ({ snapshots: [{ ...NOBODY, name: 'door', at: n, expiresAt: n }] }),
    ({ snapshots }) => Number(snapshots[0]?.at),
  ),
};
