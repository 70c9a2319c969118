/** A page as a browser has it before it paints. */
export interface Page {
  status: number;
  text: string;
  /** Where it ended. */
  path: string;
  /** Where it sends the browser, to another origin; undefined where it does not. */
  away: string | undefined;
}

/** A browser without a screen: keeps cookies by host, says where a form comes from, follows within an origin. */
export interface Browser {
  open(address: string): Promise<Page>;
  /** Sends a form of a page at the same origin. */
  send(address: string, fields: Record<string, string>): Promise<Page>;
}

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  const ask = async (address: string, form?: Record<string, string>): Promise<Page> => {
    const { hostname, origin } = new URL(address);
    // Cookies know hosts, not ports (RFC 6265 §8.5).
    const jar = jars.get(hostname) ?? new Map<string, string>();
    jars.set(hostname, jar);
    const headers: Record<string, string> = { 'accept-language': 'en' };
    if (jar.size > 0) headers.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (form) Object.assign(headers, { origin, 'sec-fetch-site': 'same-origin' });
    const answer = await fetch(address, {
      method: form ? 'POST' : 'GET',
      body: form ? new URLSearchParams(form) : null,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = answer.headers.get('location');
    const next = location === null ? undefined : new URL(location, address);
    if (next?.origin === origin) return ask(next.href);
    const { pathname: path } = new URL(address);
    return { status: answer.status, text: await answer.text(), path, away: next?.href };
  };
  return { open: (address) => ask(address), send: ask };
}

/** The same for one origin. */
export function openBrowserAt(origin: string) {
  const browser = openBrowser();
  return {
    get: (path: string) => browser.open(`${origin}${path}`),
    post: (path: string, fields: Record<string, string>) => browser.send(`${origin}${path}`, fields),
  };
}

/** The first match of a group in a page, its character references read; throws where there is none. */
export function find(page: Page, pattern: RegExp): string {
  const found = pattern.exec(page.text)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in ${page.status}: ${page.text}`);
  return found.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
