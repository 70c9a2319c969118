import { sameName } from '../core/speaker-name.ts';
import { mayChoose, USUAL_SPEAKERS } from '../core/speaker-plan.ts';
import type { Finding } from './finding.ts';
import type { Path } from './mistake.ts';
import { isMapping } from './words.ts';

type At = (...path: string[]) => unknown;
type Find = (finding: Finding) => void;

/** What is wrong with `speakers` where several of its keys are seen together. */
export function checkSpeakers(at: At, find: Find): void {
  const fault = (path: Path, message: string) => find({ path: ['speakers', ...path], message });
  const allow = at('speakers', 'allow');
  if (Array.isArray(allow) && allow.length === 0)
    fault(['allow'], 'is empty, so that nothing could be chosen; ["*"] would be right, or names');
  const devices = at('speakers', 'devices');
  if (!isMapping(devices)) return;
  for (const [key, rules] of Object.entries(devices)) {
    if (key.trim() === '')
      find({
        path: ['speakers', 'devices', key],
        message: 'is empty, a name as Spotify shows it, or an id, would be right',
        atKey: true,
      });
    if (isMapping(rules)) checkDevice(rules, (name, message) => fault(['devices', key, ...name], message));
  }
  checkNames(devices, find);
}

/**
 * The device of an account or a reader that is left out could never be
 * chosen. Of an id nobody knows here what it is called.
 */
export function checkLeftOut(device: unknown, at: At, fault: (message: string) => void): void {
  const deny = at('speakers', 'deny');
  if (typeof device !== 'string' || !Array.isArray(deny)) return;
  const devices = at('speakers', 'devices');
  const named = Object.entries(isMapping(devices) ? devices : {}).map(([key, rules]) => {
    const name = isMapping(rules) ? rules.name : undefined;
    return typeof name === 'string' ? [key, name] : [key];
  });
  const names = named.find((ones) => ones.some((one) => sameName(one, device))) ?? [device];
  const pattern = deny.find(
    (one) => typeof one === 'string' && !mayChoose({ ...USUAL_SPEAKERS, deny: [one] }, names),
  );
  if (pattern !== undefined)
    fault(`is left out by ${pattern} in speakers.deny, a device that may be chosen would be right`);
}

function checkDevice(
  rules: Readonly<Record<string, unknown>>,
  fault: (name: string[], message: string) => void,
): void {
  const isAway = rules.via === 'home_assistant' || rules.via === 'home-assistant';
  if (isAway && rules.entity === undefined)
    fault(['entity'], 'is missing, the media_player that plays for it would be right');
  // Who writes `via: spotify` beside it has it there for another day.
  if (rules.via === undefined && rules.entity !== undefined)
    fault(['entity'], 'is used by Home Assistant alone, via: home_assistant beside it would be right');
  for (const key of ['media', 'media_type'])
    if (rules[key] !== undefined && rules.entity === undefined)
      fault([key], 'is how a media player is told, an entity beside it would be right');
  const [least, most] = [percentIn(rules.min_volume) ?? 0, percentIn(rules.max_volume) ?? 100];
  if (least > most)
    fault(['min_volume'], `is ${least} and max_volume only ${most}, at most ${most} would be right`);
  if (!isMapping(rules.quiet)) return;
  if (typeof rules.quiet.from === 'string' && rules.quiet.from === rules.quiet.to)
    fault(['quiet', 'to'], 'is when they begin, another time would be right');
  const hushed = percentIn(rules.quiet.max_volume);
  if (hushed !== undefined && hushed < least)
    fault(['quiet', 'max_volume'], `is below min_volume, at least ${least} would be right`);
}

/** A name that two devices answer to would be a matter of luck. */
function checkNames(devices: Readonly<Record<string, unknown>>, find: Find): void {
  const known: string[] = [];
  for (const key of Object.keys(devices)) {
    const other = known.find((one) => sameName(one, key));
    known.push(key);
    if (other === undefined) continue;
    const message = `is ${other} again, one of the two would be right`;
    find({ path: ['speakers', 'devices', key], message, atKey: true });
  }
  const given: { key: string; name: string }[] = [];
  for (const [key, rules] of Object.entries(devices)) {
    const name = isMapping(rules) ? rules.name : undefined;
    if (typeof name !== 'string') continue;
    const other =
      given.find((one) => sameName(one.name, name))?.key ??
      known.find((one) => sameName(one, name) && !sameName(one, key));
    given.push({ key, name });
    if (other === undefined) continue;
    const message = `is what ${other} is called too, a name of its own would be right`;
    find({ path: ['speakers', 'devices', key, 'name'], message });
  }
}

/** A volume that the shape finds no fault with. */
function percentIn(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
}
