import { type Device, type KnownDevice, ownName } from './device.ts';
import { nameKnown } from './name-devices.ts';
import { foldName, sameName } from './speaker-name.ts';
import type { SpeakerPlan } from './speaker-plan.ts';

/** How the devices that were ever seen come to be known, and are forgotten. Times are ms since the epoch. */

/** Enough for any house; a browser that is opened every day would make a list without end. */
const MOST = 100;

interface Meeting {
  now: number;
  plan: SpeakerPlan;
}

/** After a whole list: who is in it is there, everybody else is not, and whoever was not for too long is forgotten. */
export function afterList(
  known: readonly KnownDevice[],
  list: readonly Device[],
  { now, plan }: Meeting,
): readonly KnownDevice[] {
  let met: KnownDevice[] = seenOnly(known).map((one) => ({
    ...one,
    present: false,
    device: { ...one.device, active: false },
  }));
  for (const device of list) met = withSeen(met, device, list, now);
  return nameKnown(recent(met, plan, now), plan);
}

/** After a look at what plays: that device is there. What else is there only a list says. */
export function afterLook(
  known: readonly KnownDevice[],
  device: Device,
  { now, plan }: Meeting,
): readonly KnownDevice[] {
  const entry = knownAs(known, device);
  if (entry?.present) return known;
  // Whether it is a twin, or has a new id, the next list shows.
  if (!entry && known.some((one) => sameName(ownName(one.device), device.name))) return known;
  return nameKnown(withSeen(seenOnly(known), device, [device], now), plan);
}

/** As they were kept, at a start. */
export function recalled(
  kept: readonly Omit<KnownDevice, 'present'>[],
  { now, plan }: Meeting,
): readonly KnownDevice[] {
  return nameKnown(
    recent(
      kept.map((one) => ({ ...one, present: false })),
      plan,
      now,
    ),
    plan,
  );
}

/** The entry of a device as Spotify shows it. */
export function knownAs(
  known: readonly KnownDevice[],
  device: Pick<Device, 'id' | 'name'>,
): KnownDevice | undefined {
  return known.find((one) => isSame(one, device));
}

function isSame({ device }: KnownDevice, { id, name }: Pick<Device, 'id' | 'name'>): boolean {
  return id === null ? device.id === null && ownName(device) === name : device.id === id;
}

/** With a device that is there; `list` is what was seen with it. */
function withSeen(
  known: readonly KnownDevice[],
  device: Device,
  list: readonly Device[],
  now: number,
): KnownDevice[] {
  const isThere = (one: KnownDevice) => list.some((other) => isSame(one, other));
  const before =
    known.find((one) => isSame(one, device)) ??
    known.find((one) => device.id !== null && one.formerIds.includes(device.id) && !isThere(one)) ??
    heir(known, device, isThere);
  if (before) {
    const { id } = before.device;
    const ids = new Set([...before.formerIds, ...(id === null ? [] : [id])]);
    const formerIds = [...ids].filter((former) => former !== device.id);
    const after = { ...before, device, present: true, seenAt: now, formerIds };
    return known.map((one) => (one === before ? after : one));
  }
  const taken = known.filter((one) => sameName(ownName(one.device), device.name)).map(({ number }) => number);
  let number = 1;
  while (taken.includes(number)) number++;
  // An id that comes back beside the one that followed it was never the same device.
  const others = known.map((one) => ({ ...one, formerIds: one.formerIds.filter((id) => id !== device.id) }));
  return [...others, { device, present: true, seenAt: now, number, formerIds: [] }];
}

/**
 * The device that this one is, under a new id: of its name and type, the only one that was ever called
 * so, and gone. Those that were seen beside each other are twins and never taken for one.
 */
function heir(
  known: readonly KnownDevice[],
  { name, type }: Device,
  isThere: (one: KnownDevice) => boolean,
): KnownDevice | undefined {
  const [one, twin] = known.filter(({ device }) => foldName(ownName(device)) === foldName(name));
  return one && !twin && one.device.type === type && !isThere(one) ? one : undefined;
}

function recent(known: readonly KnownDevice[], { forgetMs }: SpeakerPlan, now: number): KnownDevice[] {
  return known
    .filter(
      ({ present, seenAt, device }) => present || (now - (seenAt ?? 0) < forgetMs && !isFleeting(device)),
    )
    .toSorted((a, b) => Number(b.present) - Number(a.present) || (b.seenAt ?? 0) - (a.seenAt ?? 0))
    .slice(0, MOST);
}

/** A browser has a new id whenever it is opened: once closed, this one never comes back. */
function isFleeting(device: Device): boolean {
  return device.type === 'Computer' && ownName(device).startsWith('Web Player (');
}

function seenOnly(known: readonly KnownDevice[]): KnownDevice[] {
  return known.filter(({ seenAt }) => seenAt !== null);
}
