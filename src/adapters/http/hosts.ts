import { isIP } from 'node:net';

/** Whose name is in a Host header: guards against DNS rebinding, where a foreign name is made to point at this machine. */

/** The name in `name:port`, lower case, without brackets and final dot; undefined where it is no such thing. */
export function hostnameOf(host: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::\d{1,5})?$/i.exec(host);
  const name = (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
  return name === '' ? undefined : name;
}

/** The configured names: of our addresses, of `trustedHosts` (with or without port), and this machine's own. */
export function namesOf(
  urls: readonly (string | undefined)[],
  trustedHosts: readonly string[],
  machine: string,
): ReadonlySet<string> {
  const hosts = urls.flatMap((url) => (url === undefined ? [] : [new URL(url).host]));
  return new Set([...hosts, ...trustedHosts, machine].flatMap((host) => hostnameOf(host) ?? []));
}

/**
 * Whether a browser may call us so. Besides configured names: addresses in digits and loopback names, which no DNS server
 * answers for, and `*.local`, which is multicast within the house (RFC 6762 §3).
 */
export function isOurs(host: string, names: ReadonlySet<string>): boolean {
  const name = hostnameOf(host);
  if (name === undefined) return false;
  return isIP(name) !== 0 || isLoopback(name) || name.endsWith('.local') || names.has(name);
}

/** Loopback as a name (RFC 6761 §6.3) or as an address. */
export function isLoopback(name: string): boolean {
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return isIP(name) === 4 ? name.startsWith('127.') : name === '::1';
}

/** IPv4 as it is written, where a socket of both families shows it as `::ffff:192.168.1.5`. */
export function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
