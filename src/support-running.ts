import type { HttpConfig } from './config/config.ts';

/** Something that the running bridge says, or why it does not. */
export interface Said {
  what: string;
  text: string;
}

const ASKED = [
  '/readyz',
  ...['info', 'health', 'accounts', 'readers'].map((what) => `/api/bridge/request/${what}`),
];
const PATIENCE_MS = 5_000;
/** What happened lately comes at once; then the line stays open for what is new. */
const NEWS_MS = 1_000;

/** Asks the bridge that runs on this machine, over its API. What it says is as it says it: not fit for strangers yet. */
export async function askRunning(http: HttpConfig): Promise<Said[]> {
  if (http.port === 0)
    return [{ what: 'not asked', text: 'http.port is 0: only its log tells which port the bridge has' }];
  const base = `http://${hostOf(http)}:${http.port}`;
  try {
    const headers = await credentialsFor(base, http);
    const said: Said[] = [];
    for (const path of ASKED) said.push({ what: path, text: await textOf(`${base}${path}`, headers) });
    return [...said, { what: 'what happened last', text: await lastNews(`${base}/api/events`, headers) }];
  } catch (error) {
    return [{ what: base, text: `It does not answer: ${reasonOf(error)}` }];
  }
}

function hostOf({ host }: HttpConfig): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** Only where it asks for some: on its own machine the bridge mostly does not, and somebody else may have its port. */
async function credentialsFor(
  base: string,
  { token, password }: HttpConfig,
): Promise<Record<string, string>> {
  const { status } = await fetch(`${base}/api/bridge/request/info`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (status !== 401 && status !== 403) return {};
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`support:${password}`).toString('base64')}` };
}

async function textOf(url: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = (await response.text()).trim();
  return response.ok ? text : `${response.status} ${text}`;
}

/** The server-sent events `happened`, a line each. */
async function lastNews(url: string, headers: Record<string, string>): Promise<string> {
  const end = new AbortController();
  const patience = setTimeout(() => end.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, { headers, signal: end.signal });
    if (!response.ok || !response.body) return `${response.status} ${(await response.text()).trim()}`;
    patience.refresh();
    return eventsIn(await untilQuiet(response.body, end));
  } finally {
    clearTimeout(patience);
    end.abort();
  }
}

async function untilQuiet(body: ReadableStream<Uint8Array>, end: AbortController): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const quiet = setTimeout(() => end.abort(), NEWS_MS);
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      quiet.refresh();
      if (text.length > MOST_NEWS) break;
    }
  } catch (error) {
    if (!end.signal.aborted) throw error;
  } finally {
    clearTimeout(quiet);
  }
  return text;
}

/** A house in which always something happens is never quiet. */
const MOST_NEWS = 4_000_000;

/** The last of them may be cut off. */
function eventsIn(stream: string): string {
  const blocks = stream
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.startsWith('event: happened\n'));
  const lines = blocks.map((block) => block.replace(/^[\s\S]*?\ndata: /, ''));
  return lines.length === 0 ? 'nothing yet' : lines.join('\n');
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
