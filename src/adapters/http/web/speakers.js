import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';

/** @import { Command, Device, Player } from './shapes.d.ts' */
/** @import { IconName } from './icons.js' */

/**
 * Where the music plays, and where else it can.
 * @param {{ player: Player, devices: readonly Device[], command: Command }} props
 */
export function Speakers({ player, devices, command }) {
  const { texts } = useHouse();
  const { source, source_list: sources } = player;
  const known = new Map(devices.map((device) => [device.label, device]));
  const can = player.can.includes('device');
  return html`<details class="choice">
    <summary><${Icon} name="speaker" /><span><span class="label">${texts.speaker.title}</span> ${source ?? texts.speaker.none}</span></summary>
    ${sources.length === 0 && html`<p class="small">${texts.speaker.noneHint}</p>`}
    <ul class="list">
      ${sources.map((name) => {
        const device = known.get(name);
        const here = name === source;
        const words = here ? texts.speaker.active : device?.restricted ? texts.speaker.restricted : '';
        return html`<li key=${name}><button class="row" aria-current=${here ? 'true' : undefined} disabled=${!can || device?.restricted === true}
          onClick=${() => here || command({ command: 'device', device: device?.id ?? name }, { source: name })}>
          <${Icon} name=${iconOf(device?.type)} /><span class="words">${name}${words && html`<span class="small">${words}</span>`}</span>
        </button></li>`;
      })}
    </ul>
    <button class="quiet slim" onClick=${() => command({ command: 'refresh' })}><${Icon} name="refresh" /> ${texts.speaker.refresh}</button>
  </details>`;
}

/**
 * @param {string | undefined} type As Spotify has it.
 * @returns {IconName}
 */
function iconOf(type) {
  if (type === 'Smartphone' || type === 'Tablet') return 'phone';
  return type === 'Computer' || type === 'TV' || type === 'CastVideo' ? 'screen' : 'speaker';
}
