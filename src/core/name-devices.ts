import { type Device, type KnownDevice, ownName } from './device.ts';
import { foldName, sameName } from './speaker-name.ts';
import { mayChoose, rulesFor, type SpeakerPlan, type SpeakerRules } from './speaker-plan.ts';

/** Which name each device is shown by: the configuration's, else Spotify's; twins by their number, `Kitchen (2)`. */

/** All under names that are theirs alone, and with those that only the configuration knows. */
export function nameKnown(known: readonly KnownDevice[], plan: SpeakerPlan): readonly KnownDevice[] {
  const plain = known.map((one) => ({ ...one, device: asSpotifyHasIt(one) }));
  const names = shownNames(plain, plan);
  const all = [...names.values()];
  const named = plain.map((one): KnownDevice => {
    const { device, formerIds } = one;
    const own = device.name;
    const name = names.get(one) ?? own;
    const isTaken = all.some((other) => sameName(other, own));
    const aliases = [...(isTaken ? [] : [own]), ...formerIds];
    const { aliases: _, ...rest } = device;
    const found = aliases.length === 0 ? rest : { ...rest, aliases };
    return { ...one, device: asShown(found, name, plan) };
  });
  const unseen = plan.devices.filter(
    (rules) =>
      rules.via === 'home_assistant' && !named.some(({ device }) => rulesFor(plan, device) === rules),
  );
  return [...named, ...unseen.map((rules) => neverSeen(rules, plan))];
}

/** A device that no list has shown yet: by the name that the configuration gives it. */
export function asShown(device: Device, name: string | undefined, plan: SpeakerPlan): Device {
  const rules = rulesFor(plan, device);
  const shown = name ?? rules?.name ?? device.name;
  const names = [device.name, shown, rules?.name ?? shown];
  return {
    ...device,
    name: shown,
    ...(shown !== device.name && { spotifyName: device.name }),
    ...(rules?.via === 'home_assistant' && { via: rules.via }),
    ...(!mayChoose(plan, names) && { denied: true as const }),
  };
}

/** Without what was made of it; found by its ids alone. */
function asSpotifyHasIt({ device, formerIds }: KnownDevice): Device {
  const { spotifyName: _spotifyName, denied: _denied, via: _via, ...plain } = device;
  return { ...plain, name: ownName(device), aliases: formerIds };
}

function shownNames(known: readonly KnownDevice[], plan: SpeakerPlan): ReadonlyMap<KnownDevice, string> {
  const names = new Map<KnownDevice, string>();
  const taken = new Set<string>();
  const rows = known.map((one) => {
    const rules = rulesFor(plan, one.device);
    const isByName = rules !== undefined && sameName(rules.device, one.device.name);
    const base = rules?.name ?? one.device.name;
    return {
      one,
      base,
      isGiven: rules?.name !== undefined,
      number: rules?.name && !isByName ? 1 : one.number,
    };
  });
  // A name that a person gave goes to whom it was given.
  rows.sort((a, b) => Number(b.isGiven) - Number(a.isGiven) || a.number - b.number);
  // What is really called "Kitchen (2)" keeps that name.
  const real = new Set(rows.filter(({ number }) => number === 1).map(({ base }) => foldName(base)));
  for (const { one, base, number: from } of rows) {
    let number = from;
    let name = numbered(base, number);
    while (taken.has(foldName(name)) || (number > 1 && real.has(foldName(name))))
      name = numbered(base, ++number);
    taken.add(foldName(name));
    names.set(one, name);
  }
  return names;
}

function numbered(base: string, number: number): string {
  return number === 1 ? base : `${base.trim()} (${number})`;
}

/** Spotify need not know it: who plays for it does. */
function neverSeen(rules: SpeakerRules, plan: SpeakerPlan): KnownDevice {
  const device: Device = {
    id: null,
    name: rules.device,
    type: 'Unknown',
    volume: null,
    supportsVolume: true,
    restricted: false,
    privateSession: false,
    active: false,
    ...(rules.name !== undefined && { aliases: [rules.device] }),
  };
  return { device: asShown(device, undefined, plan), present: false, seenAt: null, number: 1, formerIds: [] };
}
