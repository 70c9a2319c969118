/** @import { Player } from './shapes.d.ts' */

/**
 * Where the music is, in seconds: it runs here, not over the wire. Null where there is no place to tell.
 * @param {Player} player
 * @param {number} now The server's time, ms since the epoch.
 */
export function positionAt(player, now) {
  const { media_position: position, media_position_updated_at: at, media_duration: duration } = player;
  if (position === null) return null;
  const since = player.state === 'playing' && at !== null ? (now - Date.parse(at)) / 1000 : 0;
  const there = position + Math.max(0, since);
  return duration === null ? there : Math.min(there, duration);
}

/**
 * How far this browser's clock is behind the server's, ms: the page was made at `made` there and arrived at `arrived` here.
 * @param {number} made NaN where unknown.
 * @param {number} arrived
 */
export function clockOffset(made, arrived) {
  return Number.isNaN(made) ? 0 : made - arrived;
}
