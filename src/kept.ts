import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openJsonFile } from './adapters/storage/json-file.ts';
import { openSeal } from './adapters/storage/seal.ts';
import type { Published } from './bridge/announcer.ts';
import type { KeptSpeakers } from './bridge/device-book.ts';
import type { KeptLimits } from './bridge/limits.ts';
import type { KeptZone } from './bridge/local-time.ts';
import type { KeptPeople } from './bridge/people.ts';
import type { KeptSnapshots } from './bridge/restoring.ts';
import type { KeptSleep } from './bridge/sleeper.ts';
import { BUCKETS, SPENDINGS, type StoredToken, type TokenStore } from './core/ports.ts';
import { PLATFORMS } from './home-assistant/entity.ts';
import { type Kept, keepsake } from './keepsake.ts';
import { STEPS } from './kept-steps.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { Owing } from './owing.ts';

/** What survives a restart, as files of the data folder. */

const published: z.ZodType<Published> = z.object({
  devices: z.array(
    z.object({
      prefix: z.string(),
      form: z.enum(['device', 'components']),
      node: z.string(),
      platforms: z.record(z.string(), z.enum(PLATFORMS)),
    }),
  ),
  topics: z.array(z.string()),
});

const limits: z.ZodType<KeptLimits> = z.object({
  clients: z.record(z.string(), z.number()),
  quotas: z.record(z.string(), z.partialRecord(z.enum(BUCKETS), z.number())),
  sent: z.record(z.string(), z.array(z.number())).optional(),
  spent: z
    .record(
      z.string(),
      z.array(
        z.object({ account: z.string(), spending: z.enum(SPENDINGS), at: z.number(), count: z.int().min(0) }),
      ),
    )
    .optional(),
});

const people: z.ZodType<KeptPeople> = z.object({
  people: z.record(z.string(), z.object({ accountId: z.string(), name: z.string().nullable() })),
  methods: z.record(z.string(), z.enum(['device', 'code'])),
});

const faded = { device: z.string().nullable(), volume: z.number(), before: z.number(), sent: z.number() };
const fadeMs = { fadeMs: z.number().exactOptional() };
const zone: z.ZodType<KeptZone> = z.object({ homeAssistant: z.string() });

const sleep: z.ZodType<KeptSleep> = z.object({
  timer: z
    .union([
      z.object({ at: z.number(), minutes: z.number(), ...fadeMs }),
      z.object({ at: z.literal('end_of_track'), ...fadeMs }),
      z.object({ at: z.literal('end_of_context'), context: z.string(), ...fadeMs }),
    ])
    .nullable(),
  followed: z
    .object({
      item: z.object({ uri: z.string().nullable(), title: z.string().nullable() }).nullable(),
      end: z.number(),
    })
    .optional(),
  usual: z.number().optional(),
  faded: z.object(faded).optional(),
  owed: z.array(z.object({ ...faded, quietAfter: z.number().nullable() })).optional(),
  fade: z.object({ percent: z.number(), until: z.number() }).optional(),
});

const snapshots: z.ZodType<KeptSnapshots> = z.object({
  snapshots: z.array(
    z.object({
      name: z.string(),
      at: z.number(),
      expiresAt: z.number(),
      status: z.enum(['playing', 'paused', 'idle']),
      device: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
      contextUri: z.string().nullable(),
      item: z.object({ uri: z.string().nullable(), title: z.string().nullable() }).nullable(),
      positionMs: z.number().nullable(),
      volume: z.number().nullable(),
      shuffle: z.boolean().nullable(),
      repeat: z.enum(['off', 'all', 'one']).nullable(),
    }),
  ),
});

const speaker: z.ZodType<KeptSpeakers> = z.object({
  device: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  known: z
    .array(
      z.object({
        id: z.string().nullable(),
        name: z.string(),
        type: z.string(),
        supportsVolume: z.boolean(),
        restricted: z.boolean(),
        seenAt: z.number(),
        number: z.int().min(1),
        formerIds: z.array(z.string()),
      }),
    )
    .optional(),
});

const token: z.ZodType<StoredToken | null> = z.nullable(
  z.object({
    clientId: z.string(),
    refreshToken: z.string(),
    accessToken: z.string().nullable(),
    expiresAt: z.number(),
    scope: z.string().nullable(),
    authorizedAt: z.number().nullable(),
    seededFrom: z.string().nullable(),
  }),
);

/** The shape of each file, but those of tags and readers. */
export const SHAPES = { token, speaker, sleep, snapshots, people, limits, 'time-zone': zone, published };

export function keptPublished(folder: string, log: Log): Kept<Published> {
  return keepsake(join(folder, 'published.json'), published, log, { steps: STEPS.published });
}

export function keptLimits(folder: string, log: Log): Kept<KeptLimits> {
  return keepsake(join(folder, 'limits.json'), limits, log, { steps: STEPS.limits });
}

export function keptPeople(folder: string, log: Log): Kept<KeptPeople> {
  return keepsake(join(folder, 'people.json'), people, log, { steps: STEPS.people });
}

/** The time zone that Home Assistant named last. */
export function keptZone(folder: string, log: Log): Kept<KeptZone> {
  return keepsake(join(folder, 'time-zone.json'), zone, log, { steps: STEPS['time-zone'] });
}

/** One account's speakers: the one that played last, and all that were seen. */
export function keptSpeakers(folder: string, account: string, log: Log): Kept<KeptSpeakers> {
  return keepsake(join(folder, `speaker-${account}.json`), speaker, log, { steps: STEPS.speaker });
}

/** One account's sleep timer. */
export function keptSleep(folder: string, account: string, log: Log): Kept<KeptSleep> {
  return keepsake(join(folder, `sleep-${account}.json`), sleep, log, { steps: STEPS.sleep });
}

/** What can be brought back of one account. */
export function keptSnapshots(folder: string, account: string, log: Log): Kept<KeptSnapshots> {
  return keepsake(join(folder, `snapshots-${account}.json`), snapshots, log, { steps: STEPS.snapshots });
}

/** One account's token, in a file of its own, encrypted where there is a `key`. */
export function keptToken(
  folder: string,
  account: string,
  log: Log,
  key?: string,
  clock: Clock = systemClock,
): TokenStore & Pick<Kept<StoredToken>, 'settled'> {
  const path = join(folder, `token-${account}.json`);
  const file = openJsonFile(path, token, log, {
    steps: STEPS.token,
    seal: openSeal(key),
    loss: `pair the account ${account} again, or stop, give the file its name back and start with what it needs`,
  });
  const owing = new Owing(
    (value: StoredToken | null) => file.write(value),
    clock,
    () => log.info({ file: path }, 'The Spotify token is stored after all'),
  );
  return {
    read: async () => (await file.read()) ?? undefined,
    write: (value) => owing.write(value ?? null),
    settled: () => owing.settled(),
  };
}

/** Deletes what is kept of an account that is gone. */
export async function forgetAccount(folder: string, account: string): Promise<void> {
  for (const kind of ['token', 'speaker', 'sleep', 'snapshots'])
    await rm(join(folder, `${kind}-${account}.json`), { force: true });
}
