/** A request as it reaches the simulator, whichever road it took. Header names are lower case. */
export interface Call {
  method: string;
  /** With or without origin: only path and query count, since one simulator is both of Spotify's hosts. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What goes back. `spoil` is for the carrier: never answer, drop the connection, or drop it in the middle of the body. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  delayMs?: number;
  spoil?: 'hang' | 'cut' | 'half';
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function html(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export function empty(status: number): Answer {
  return { status, headers: {}, body: '' };
}

export function redirect(location: string, headers: Record<string, string> = {}): Answer {
  return { status: 302, headers: { location, ...headers }, body: '' };
}

/** The Web API's error shape (developer.spotify.com, "API calls"); player errors carry a `reason` besides. */
export function apiError(status: number, message: string, reason?: string): Answer {
  return json(status, { error: { status, message, ...(reason === undefined ? {} : { reason }) } });
}

/** The accounts service's error shape, RFC 6749 §5.2: flat, and 400 whatever happened. */
export function oauthError(error: string, description?: string, status = 400): Answer {
  return json(status, { error, ...(description === undefined ? {} : { error_description: description }) });
}
