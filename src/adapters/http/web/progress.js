import { useEffect, useState } from 'preact/hooks';
import { useHouse } from './house.js';
import { html } from './html.js';
import { positionAt } from './playhead.js';
import { Slider } from './slider.js';
import { fill, place } from './words.js';

/** @import { Command, Player } from './shapes.d.ts' */

const TICK_MS = 500;

/**
 * Where the music is. It runs here while it plays.
 * @param {{ player: Player, command: Command }} props
 */
export function Progress({ player, command }) {
  const { texts, now } = useHouse();
  const [held, hold] = useState(/** @type {number | null} */ (null));
  useTick(player.state === 'playing');
  const { media_duration: duration } = player;
  const at = positionAt(player, now());
  if (at === null) return null;
  const said = (/** @type {number} */ position) =>
    fill(texts.positionSaid, { position: place(position), duration: place(duration ?? position) });
  /** @param {number} position */
  const seek = (position) =>
    command(
      { command: 'seek', position },
      { media_position: position, media_position_updated_at: new Date(now()).toISOString() },
    );
  return html`<div class="progress">
    <${Slider} name=${texts.position} value=${Math.floor(at)} max=${Math.floor(duration ?? at)} step="1" saying=${said}
      disabled=${!player.can.includes('seek')} change=${seek} moving=${hold} />
    <span class="at" aria-hidden="true">${place(held ?? at)}</span>
    <span class="of" aria-hidden="true">${duration === null ? '' : place(duration)}</span>
  </div>`;
}

/** @param {boolean} on */
function useTick(on) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => document.hidden || tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [on]);
}
