/** Where a form came from, as the browser says it; guards against forms on foreign pages (CSRF). */
export interface Sender {
  /** `Origin` (Fetch Standard §3.2) and `Sec-Fetch-Site` (Fetch Metadata §2.3); browsers let no page forge them. */
  origin: string | undefined;
  fetchSite: string | undefined;
}

/** Our own addresses as configured. */
export function originsOf({ url, publicUrl }: { url?: string; publicUrl?: string }): (string | undefined)[] {
  return [url, publicUrl].map((address) => address && new URL(address).origin);
}

/**
 * Whether a form is from a page of ours. `hosts`: what the browser may have called us, as `name:port`; `origins`: ours as
 * configured, for proxies that shorten the Host. Without both headers it is no browser, and nobody's session is misused.
 */
export function isOurForm(
  sender: Sender,
  hosts: readonly string[],
  origins: readonly (string | undefined)[],
): boolean {
  const { origin, fetchSite } = sender;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  if (origin === undefined) return true;
  // A browser that was told to keep its referrer to itself says 'null' even to us; so does a sandboxed foreign page.
  if (origin === 'null') return fetchSite === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return hosts.some((host) => host.toLowerCase() === url.host) || origins.includes(url.origin);
}
