const SECOND = 1000;
const HOUR = 3600 * SECOND;
const SHORTEST = SECOND;
const LONGEST = 48 * HOUR;

/** What is waited where Spotify does not say, or not understandably: one window of the rate limit, an hour of a quota. */
const UNSAID = { rate: 30 * SECOND, quota: HOUR };

/** The three date forms of RFC 9110 §5.6.7; `Date.parse` alone takes "garbage 12" for a date. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :-]{15,}$/;

/**
 * Until when a 429 asks to wait, ms since the epoch: seconds, with decimals too, or a date (RFC 9110 §10.2.3), which counts from the
 * answer's own `date` (§6.6.1) where it has one: our clock may be wrong by hours.
 * Never less than a second from `now` and never more than 48 hours, whatever the header says.
 */
export function retryAt(
  header: string | null | undefined,
  now: number,
  limit: 'rate' | 'quota',
  date?: string | null,
): number {
  const wait = waitOf(header?.trim() ?? '', dateOf(date?.trim() ?? '') ?? now) ?? UNSAID[limit];
  return now + Math.min(LONGEST, Math.max(SHORTEST, wait));
}

function waitOf(header: string, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(header)) return Math.ceil(Number(header) * SECOND);
  const at = dateOf(header);
  return at === undefined ? undefined : at - now;
}

function dateOf(header: string): number | undefined {
  if (!HTTP_DATE.test(header)) return undefined;
  // asctime carries no zone and means GMT.
  const at = Date.parse(header.endsWith('GMT') ? header : `${header} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
