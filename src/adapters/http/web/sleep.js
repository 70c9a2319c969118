import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { clockTime, fill } from './words.js';

/** @import { Account, Command, Player } from './shapes.d.ts' */

const MINUTES = [15, 30, 45, 60, 90];

/**
 * When the music is to stop.
 * @param {{ account: Account, player: Player, command: Command }} props
 */
export function SleepTimer({ account, player, command }) {
  const { texts, now } = useHouse();
  const { sleep } = account;
  const runs =
    sleep === null
      ? texts.sleep.off
      : sleep.at === 'end_of_track'
        ? texts.sleep.runsToEnd
        : fill(texts.sleep.runs, { time: clockTime(texts, sleep.at) });
  const can = player.can.includes('sleep');
  const until = (/** @type {number} */ minutes) => ({ at: new Date(now() + minutes * 60_000).toISOString() });
  return html`<details class="choice">
    <summary><${Icon} name="moon" /><span><span class="label">${texts.sleep.title}</span> ${runs}</span></summary>
    <div class="pills">
      ${MINUTES.map(
        (
          minutes,
        ) => html`<button key=${minutes} class="pill" disabled=${!can} onClick=${() => command({ command: 'sleep', minutes }, { sleep: until(minutes) })}>
          ${fill(texts.sleep.minutes, { minutes })}</button>`,
      )}
      <button class="pill" disabled=${!can} onClick=${() => command({ command: 'sleep', at: 'end_of_track' }, { sleep: { at: 'end_of_track' } })}>${texts.sleep.endOfTrack}</button>
      <button class="pill" disabled=${!can || sleep === null} onClick=${() => command({ command: 'sleep', off: true }, { sleep: null })}>${texts.sleep.off}</button>
    </div>
  </details>`;
}
