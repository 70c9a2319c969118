/**
 * The same reading of a time (ms since the epoch), made once a minute: what is slow to read, asked often, and changes with the minutes of
 * the epoch alone, as local times of all zones do.
 */
export function byTheMinute<T>(read: (now: number) => T): (now: number) => T {
  let last: { minute: number; value: T } | undefined;
  return (now) => {
    const minute = Math.floor(now / 60_000);
    if (last?.minute !== minute) last = { minute, value: read(now) };
    return last.value;
  };
}
