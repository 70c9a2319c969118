import { checkBinding } from './binding-checks.ts';
import type { Finding } from './finding.ts';
import type { Path } from './mistake.ts';
import { checkLoudness, checkReader } from './reader-checks.ts';
import { checkLeftOut, checkSpeakers } from './speakers-checks.ts';
import { isMapping, valueAt } from './words.ts';

/**
 * Mistakes that show only where several keys are seen together. They look at raw values, so that all are told at once.
 * `supervised`: a Supervisor gave us a token of its own.
 */
export function findTogether(root: unknown, supervised: boolean): Finding[] {
  const at = (...path: string[]) => valueAt(root, path);
  const keysOf = (...path: string[]) => Object.keys(mappingAt(root, path));
  const findings: Finding[] = [];
  const find = (path: Path, message: string) => findings.push({ path, message });
  const accounts = keysOf('accounts');
  const hasHome = keysOf('home_assistant').length > 0;

  broker(at, find);
  if (
    hasHome &&
    at('home_assistant', 'token') === undefined &&
    (at('home_assistant', 'url') !== undefined || !supervised)
  )
    find(
      ['home_assistant', 'token'],
      'is missing, a long-lived access token would be right (in Home Assistant: your user, Security, at the bottom)',
    );

  for (const key of accounts) {
    if (!/^[a-z0-9_]+$/.test(key))
      find(
        ['accounts', key],
        'is not a key for topics, small letters, digits and _ would be right, with `name` for people',
      );
    else if (key === 'bridge' || key === 'reader')
      find(
        ['accounts', key],
        `is a word that topics use themselves, any key but bridge and reader would be right`,
      );
    if (at('accounts', key, 'client_id') === undefined && at('spotify', 'client_id') === undefined)
      find(
        ['accounts', key],
        `has no client id, accounts.${key}.client_id or spotify.client_id would be right`,
      );
    checkLoudness(['accounts', key], at, find);
    if (at('accounts', key, 'notify') !== undefined && !hasHome && !supervised)
      find(
        ['accounts', key, 'notify'],
        'needs Home Assistant, whose actions these are; home_assistant.token beside it would be right',
      );
  }
  if (accounts.length === 0 && at('spotify', 'client_id') === undefined)
    find(
      ['spotify', 'client_id'],
      'is missing, the client id of your app at developer.spotify.com/dashboard would be right',
    );
  if (accounts.length > 1 && at('spotify', 'refresh_token') !== undefined)
    find(
      ['spotify', 'refresh_token'],
      'belongs to one account but there are several, accounts.<key>.refresh_token would be right',
    );

  for (const section of ['accounts', 'readers'])
    for (const key of keysOf(section))
      checkLeftOut(at(section, key, 'device'), at, (message) => find([section, key, 'device'], message));
  checkSpeakers(at, (finding) => findings.push(finding));
  for (const key of keysOf('readers')) checkReader(key, accounts, at, find);
  for (const key of keysOf('bindings')) checkBinding(key, accounts, at, (finding) => findings.push(finding));
  return findings;
}

function broker(at: (...path: string[]) => unknown, find: (path: Path, message: string) => void): void {
  const mqtt = (key: string) => at('mqtt', key);
  const url = mqtt('url');
  const scheme = typeof url === 'string' ? url.toLowerCase().replace(/:.*$/s, '') : '';
  if (url === undefined)
    find(
      ['mqtt', 'url'],
      "is missing, the broker's address such as mqtt://homeassistant.local would be right, or embedded to start one here",
    );
  if (scheme === 'embedded') {
    for (const key of ['username', 'password'])
      if (mqtt(key) !== undefined)
        find(['mqtt', key], 'is for another broker, mqtt.embedded.users would be right with url: embedded');
    return;
  }
  if (mqtt('password') !== undefined && mqtt('username') === undefined && !/:\/\/[^@/]+@/.test(String(url)))
    find(['mqtt', 'password'], 'has no user, mqtt.username beside it would be right');
  for (const [key, other] of [
    ['cert', 'key'],
    ['key', 'cert'],
  ] as const)
    if (mqtt(key) !== undefined && mqtt(other) === undefined)
      find(['mqtt', key], `needs mqtt.${other} too, both would be right`);
  for (const key of ['ca', 'cert', 'key'])
    if (mqtt(key) !== undefined && (scheme === 'mqtt' || scheme === 'ws'))
      find(
        ['mqtt', key],
        `is not used by ${scheme}://, ${scheme === 'mqtt' ? 'mqtts' : 'wss'}:// in mqtt.url would be right`,
      );
}

function mappingAt(root: unknown, path: Path): Record<string, unknown> {
  const value = valueAt(root, path);
  return isMapping(value) ? value : {};
}
