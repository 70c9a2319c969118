import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';

/** What this machine is, as far as links and times of day depend on it. */

/** Its own IPv4 addresses, without loopback. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}

/** The zone of the process's clock: `TZ`, else the machine's; undefined where that is nonsense. */
export function systemZone(): string | undefined {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Docker and Podman leave these files in what they run. */
export function isContainer(): boolean {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}
