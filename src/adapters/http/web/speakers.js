import { DeviceIcon } from './device-icon.js';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { ago, fill } from './words.js';

/** @import { PlayerTexts } from '../texts/player.ts' */
/** @import { Command, Device, Player } from './shapes.d.ts' */

/**
 * Where the music plays, and where else it can: what is there, then what was seen once.
 * @param {{ player: Player, devices: readonly Device[], command: Command }} props
 */
export function Speakers({ player, devices, command }) {
  const { texts, now } = useHouse();
  const { source, source_list: sources } = player;
  const known = new Map(devices.map((device) => [device.label ?? device.name, device]));
  const names = [...new Set([...sources, ...known.keys()])];
  const can = player.can.includes('device');
  return html`<details class="choice">
    <summary><${Icon} name="speaker" /><span><span class="label">${texts.speaker.title}</span> ${source ?? texts.speaker.none}</span></summary>
    ${names.length === 0 && html`<p class="small">${texts.speaker.noneHint}</p>`}
    <ul class="list">
      ${names.map((name) => {
        const device = known.get(name);
        const here = name === source;
        const isAbsent = device?.present === false && device.via === 'spotify';
        const words = here ? texts.speaker.active : device && wordsOf(texts, device, now());
        return html`<li key=${name}><button class=${isAbsent && !here ? 'row absent' : 'row'} aria-current=${here ? 'true' : undefined}
          disabled=${!can || (device !== undefined && device.why_not !== null)}
          onClick=${() => here || command({ command: 'device', device: device?.name ?? name }, { source: name })}>
          <${DeviceIcon} type=${device?.type} /><span class="words">${name}${words && html`<span class="small">${words}</span>`}</span>
        </button></li>`;
      })}
    </ul>
    <button class="quiet slim" onClick=${() => command({ command: 'refresh' })}><${Icon} name="refresh" /> ${texts.speaker.refresh}</button>
  </details>`;
}

/**
 * What is to be said of a device on which nothing plays.
 * @param {PlayerTexts} texts
 * @param {Device} device
 * @param {number} now
 */
function wordsOf({ speaker, ...texts }, { restricted, why_not: whyNot, present, last_seen: seen, via }, now) {
  // Whether Spotify shows it says nothing about such a one.
  if (whyNot === null && via === 'home_assistant') return speaker.home;
  const only = whyNot === null ? '' : restricted ? speaker.restricted : speaker.leftOut;
  const since = present
    ? ''
    : seen === null
      ? speaker.neverSeen
      : fill(speaker.seen, { ago: ago({ speaker, ...texts }, seen, now) });
  return [only, since].filter((words) => words !== '').join(' · ');
}
