import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { clockTime, fill, left } from './words.js';

/** @import { Account, Command, Player, Sleep } from './shapes.d.ts' */
/** @import { PlayerTexts } from '../texts/player.ts' */

const MINUTES = [15, 30, 45, 60, 90];
const MORE = 15;
const MINUTE_MS = 60_000;
const ENDS = /** @type {const} */ (['end_of_track', 'end_of_context']);

/**
 * When the music is to stop.
 * @param {{ account: Account, player: Player, command: Command }} props
 */
export function SleepTimer({ account, player, command }) {
  const { texts, now } = useHouse();
  const { sleep } = account;
  const words = texts.sleep;
  const can = player.can.includes('sleep');
  const time = sleep === null ? Number.NaN : Date.parse(sleep.at);
  /** @param {number} at */
  const until = (at) => ({ at: new Date(at).toISOString(), left: Math.ceil((at - now()) / MINUTE_MS) });
  /**
   * @param {string} text
   * @param {object} payload
   * @param {Sleep | null} shows
   */
  const pill = (
    text,
    payload,
    shows,
    disabled = !can,
  ) => html`<button key=${text} class="pill" disabled=${disabled}
    onClick=${() => command({ command: 'sleep', ...payload }, { sleep: shows })}>${text}</button>`;
  return html`<details class="choice">
    <summary><${Icon} name="moon" /><span><span class="label">${words.title}</span> ${runs(texts, sleep)}</span></summary>
    <div class="pills">
      ${MINUTES.map((minutes) => pill(fill(words.minutes, { minutes }), { minutes }, until(now() + minutes * MINUTE_MS)))}
      ${ENDS.map((at) => pill(at === 'end_of_track' ? words.endOfTrack : words.endOfContext, { at }, { at, left: null }))}
      ${!Number.isNaN(time) && pill(fill(words.more, { minutes: MORE }), { extend: MORE }, until(time + MORE * MINUTE_MS))}
      ${pill(words.off, { off: true }, null, !can || sleep === null)}
    </div>
  </details>`;
}

/**
 * @param {PlayerTexts} texts
 * @param {Sleep | null} sleep
 */
function runs(texts, sleep) {
  const words = texts.sleep;
  if (sleep === null) return words.off;
  const when =
    sleep.at === 'end_of_track'
      ? words.runsToEnd
      : sleep.at === 'end_of_context'
        ? words.runsToEndOfContext
        : fill(words.runs, { time: clockTime(texts, sleep.at) });
  if (sleep.left === null) return when;
  return `${when}, ${fill(words.left, { time: left(texts, sleep.left * MINUTE_MS) })}`;
}
