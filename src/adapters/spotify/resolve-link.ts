import { Trouble } from '../../core/problem.ts';
import { exchange, type Line, Unanswered } from './exchange.ts';

const HOSTS = new Set(['open.spotify.com', 'spotify.link', 'spotify.app.link']);
const MOST_HOPS = 5;
const LIMIT = 256 * 1024;
const TIMEOUT_MS = 5_000;
/** Pages name their own parts as well. */
const NAMES_MUSIC = /\/(track|album|artist|playlist|show|episode|audiobook|chapter|collection|s)(\/|$)/;
/** Share links send a phone's browser on its way, and show others a page. */
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/18.5 Mobile/15E148 Safari/604.1';

/**
 * The open.spotify.com address behind a share link (spotify.link, spotify.app.link, open.spotify.com/s/). There is no
 * API for it: redirects are followed by hand, by https and to Spotify's hosts alone, and pages are searched for the
 * address that they name. Rejects with a Trouble of kind `refused` or `unreachable`.
 */
export async function resolveLink(line: Line, link: string): Promise<string> {
  const deadline = line.clock.now() + TIMEOUT_MS;
  let url = allowed(link);
  if (!url) throw new Trouble('refused', `Only https links of ${[...HOSTS].join(', ')} can be looked up.`);
  const seen = new Set<string>();
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const target = targetIn(url);
    if (target) url = target;
    if (isFinal(url)) return url.href;
    if (hop === MOST_HOPS || seen.has(url.href)) break;
    seen.add(url.href);
    const next = await follow(line, url, deadline - line.clock.now());
    if (!next) break;
    url = next;
  }
  throw new Trouble('refused', `The link ${new URL(link).host}/… leads to nothing that Spotify can play.`);
}

async function follow(line: Line, url: URL, timeoutMs: number): Promise<URL | undefined> {
  if (timeoutMs <= 0) throw slow();
  try {
    const answer = await exchange(line, {
      url: url.href,
      method: 'GET',
      headers: { 'user-agent': PHONE, accept: 'text/html' },
      timeoutMs,
      limit: LIMIT,
      whole: false,
    });
    if (answer.status >= 500 || answer.status === 429) {
      throw new Trouble(
        'unreachable',
        `${url.host} cannot tell now where the link leads (${answer.status}).`,
      );
    }
    const location = answer.header('location') ?? '';
    const there = URL.parse(location, url.href);
    return (
      (location && there ? (allowed(there.href) ?? named(location)) : undefined) ??
      music(ogUrl(answer.text), url) ??
      named(answer.text, url)
    );
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    throw error.fate === 'timeout' ? slow() : new Trouble('unreachable', error.message);
  }
}

function slow(): Trouble {
  return new Trouble(
    'unreachable',
    `Where the link leads could not be found out within ${TIMEOUT_MS / 1000} s.`,
  );
}

/** A user name, a password or a port in an address is somebody's trick. */
function allowed(link: string): URL | undefined {
  const url = URL.parse(link.trim());
  if (url?.protocol !== 'https:' || !HOSTS.has(url.hostname)) return undefined;
  return url.username || url.password || url.port ? undefined : url;
}

function isFinal(url: URL): boolean {
  return url.hostname === 'open.spotify.com' && !url.pathname.startsWith('/s/') && url.pathname !== '/';
}

/** spotify.app.link carries its target: no need to ask. */
function targetIn(url: URL): URL | undefined {
  const full = url.searchParams.get('$full_url');
  return full ? named(full) : undefined;
}

function ogUrl(html: string): string {
  const tag = /<meta\b[^>]*\bproperty=["']?og:url["']?[^>]*>/i.exec(html)?.[0] ?? '';
  return /\bcontent=["']([^"']*)/i.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '';
}

/** The address of something that plays, or of another share link than `but`. */
function music(address: string, but?: URL): URL | undefined {
  const url = allowed(address);
  return url && url.href !== but?.href && NAMES_MUSIC.test(url.pathname) ? url : undefined;
}

/** The first such address of open.spotify.com in a text, written plainly or URL-encoded up to twice. */
function named(text: string, but?: URL): URL | undefined {
  const pattern = /https(?::\/\/|%3A%2F%2F|%253A%252F%252F)open\.spotify\.com(?:\/|%2F|%252F)[^\s"'<>\\&]*/gi;
  for (const [match] of text.matchAll(pattern)) {
    const url = music(decoded(match), but);
    if (url) return url;
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    const once = text.includes('://') ? text : decodeURIComponent(text);
    return once.includes('://') ? once : decodeURIComponent(once);
  } catch {
    return '';
  }
}
