import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';

/** What this machine is, as far as links depend on it. */

/** Its own IPv4 addresses, without loopback. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}

/** Docker and Podman leave these files in what they run. */
export function isContainer(): boolean {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}
