import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { Slider } from './slider.js';
import { fill } from './words.js';

/** @import { Command, Player } from './shapes.d.ts' */

/**
 * How loud it is; nothing where the speaker does not tell.
 * @param {{ player: Player, command: Command }} props
 */
export function Volume({ player, command }) {
  const { texts } = useHouse();
  const { volume_level: level, is_volume_muted: muted, can } = player;
  if (level === null) return null;
  const mute = muted ? 'unmute' : 'mute';
  const percent = Math.round(level * 100);
  return html`<div class="volume">
    <button class="round small" aria-label=${muted ? texts.unmute : texts.mute} aria-pressed=${muted ? 'true' : 'false'}
      disabled=${!can.includes(mute)} onClick=${() => command({ command: mute }, { is_volume_muted: !muted })}>
      <${Icon} name=${muted ? 'muted' : 'volume'} />
    </button>
    <${Slider} name=${texts.volume} value=${percent} max=${100} step="1" live=${true} disabled=${!can.includes('volume')}
      saying=${(/** @type {number} */ value) => fill(texts.volumeSaid, { percent: value })}
      change=${(/** @type {number} */ value) => command({ command: 'volume', volume: value }, { volume_level: value / 100 })} />
    <span class="percent" aria-hidden="true">${percent}</span>
  </div>`;
}
