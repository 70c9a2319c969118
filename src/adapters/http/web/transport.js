import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { positionAt } from './playhead.js';

/** @import { Command, Player } from './shapes.d.ts' */

const REPEATS = /** @type {const} */ (['off', 'all', 'one']);

/**
 * The buttons of a player.
 * @param {{ player: Player, command: Command }} props
 */
export function Transport({ player, command }) {
  const { texts, now } = useHouse();
  const { can, shuffle } = player;
  const plays = player.state === 'playing';
  const repeat = player.repeat ?? 'off';
  const nextRepeat = REPEATS[(REPEATS.indexOf(repeat) + 1) % REPEATS.length] ?? 'off';
  const pressPlay = () => {
    const at = {
      media_position: positionAt(player, now()),
      media_position_updated_at: new Date(now()).toISOString(),
    };
    command({ command: plays ? 'pause' : 'play' }, { state: plays ? 'paused' : 'playing', ...at });
  };
  return html`<div class="transport" role="group" aria-label=${texts.controls}>
    <button class="round small" aria-label=${texts.shuffle} aria-pressed=${shuffle ? 'true' : 'false'} disabled=${!can.includes('shuffle')}
      onClick=${() => command({ command: 'shuffle', on: !shuffle }, { shuffle: !shuffle })}><${Icon} name="shuffle" /></button>
    <button class="round" aria-label=${texts.previous} disabled=${!can.includes('previous')}
      onClick=${() => command({ command: 'previous' })}><${Icon} name="previous" /></button>
    <button class="round main" aria-label=${plays ? texts.pause : texts.play} disabled=${!can.includes(plays ? 'pause' : 'play')}
      onClick=${pressPlay}><${Icon} name=${plays ? 'pause' : 'play'} /></button>
    <button class="round" aria-label=${texts.next} disabled=${!can.includes('next')}
      onClick=${() => command({ command: 'next' })}><${Icon} name="next" /></button>
    <button class="round small" aria-label=${texts.repeat[repeat]} aria-pressed=${repeat === 'off' ? 'false' : 'true'} disabled=${!can.includes('repeat')}
      onClick=${() => command({ command: 'repeat', mode: nextRepeat }, { repeat: nextRepeat })}><${Icon} name=${repeat === 'one' ? 'one' : 'repeat'} /></button>
  </div>`;
}
