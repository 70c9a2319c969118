/** How a connection, or the try to make one, ended. */
export type Ending =
  /** Home Assistant does not take the token. Every further try would count as a failed login, and lead to a ban. */
  { kind: 'refused'; text: string } | { kind: 'lost'; why: string };

const STATUS: Record<string, string> = {
  '403': 'it answers 403; perhaps it has banned this address (ip_bans.yaml in its configuration folder)',
  '404': 'it answers 404; no Home Assistant is at this address',
  '502': 'it answers 502; Home Assistant has not started yet',
};

/** What an error of the socket means, for people. */
export function inWords(error: Error): string {
  // Where a name has several addresses, Node bundles their failures and leaves the bundle without a message.
  if (error instanceof AggregateError) return error.errors.map(String).join(', ');
  const status = /^Unexpected server response: (\d+)$/.exec(error.message)?.[1];
  if (status === undefined) return error.message;
  if (status.startsWith('3')) return `it answers ${status}, sends us elsewhere; is it https:// by now?`;
  return STATUS[status] ?? `it answers ${status}`;
}
