/** Which address of ours a phone in the house can open. A guess that cannot be right is worse than none. */

export interface Known {
  /** `http.url` of the configuration. */
  configured: string | undefined;
  /** The Host that a browser in the house used last. */
  lastHost: string | undefined;
  /** The address that the pages are bound to; undefined where to all. */
  boundTo: string | undefined;
  /** Home Assistant's own address, where it runs on the same machine (as an App's does). */
  neighbour: string | undefined;
  /** The machine's own addresses, IPv4, without loopback. */
  interfaces: readonly string[];
  /** In a container the machine's addresses may be an inner network's. */
  inContainer: boolean;
  port: number;
}

/** The address without a slash at its end, or undefined where none can be known. */
export function houseAddress(known: Known): string | undefined {
  const { configured, boundTo, neighbour, lastHost, interfaces, inContainer, port } = known;
  if (configured !== undefined) return configured.replace(/\/+$/, '');
  if (boundTo !== undefined && !ANYWHERE.includes(boundTo)) return `http://${boundTo}:${port}`;
  const beside = neighbour === undefined ? undefined : new URL(neighbour).hostname;
  if (beside !== undefined && isOpenable(beside)) return `http://${beside}:${port}`;
  if (lastHost !== undefined && isOpenable(lastHost)) return `http://${lastHost}`;
  const own = interfaces.find((address) => isOpenable(address) && !(inContainer && isInner(address)));
  return own === undefined ? undefined : `http://${own}:${port}`;
}

const ANYWHERE = ['0.0.0.0', '::'];

function isOpenable(host: string): boolean {
  return !/^(localhost|127\.|0\.0\.0\.0|\[::1?\]|169\.254\.|:|$)/i.test(host);
}

/** Docker's own networks (172.16.0.0/12) and the Supervisor's (172.30.32.0/23, within them). */
function isInner(address: string): boolean {
  return /^172\.(1[6-9]|2\d|3[01])\./.test(address);
}

/** What a QR code of 64 pixels holds (version 3, ecc low). */
const SHORT_LINK = 53;

/** What displays show: the link with the code where it is short enough, else the one without. */
export function displayLink(verificationUri: string, complete: string): string {
  return new TextEncoder().encode(complete).length <= SHORT_LINK ? complete : verificationUri;
}
