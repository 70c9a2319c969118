import { useRef, useState } from 'preact/hooks';
import { html } from './html.js';

/** A thumb that is dragged asks this often, and once more where it is let go. */
const PACE_MS = 300;

/**
 * A slider that shows what the hand does while it moves, and what is told once it rests.
 * @param {{
 *   name: string, value: number, max: number, step: number, disabled: boolean, live?: boolean,
 *   saying: (value: number) => string, change: (value: number) => Promise<unknown>, moving?: (value: number | null) => void,
 * }} props `live`: asks while the thumb still moves.
 */
export function Slider({ name, value, max, step, disabled, live, saying, change, moving }) {
  const [held, setHeld] = useState(/** @type {number | null} */ (null));
  const asked = useRef(0);
  const last = useRef(value);
  const shown = held ?? value;
  const hold = (/** @type {number | null} */ at) => {
    setHeld(at);
    moving?.(at);
  };
  /** @param {{ currentTarget: HTMLInputElement }} event */
  const onInput = ({ currentTarget }) => {
    const at = Number(currentTarget.value);
    hold(at);
    last.current = at;
    if (!live || Date.now() - asked.current < PACE_MS) return;
    asked.current = Date.now();
    change(at);
  };
  /** @param {{ currentTarget: HTMLInputElement }} event */
  const onChange = async ({ currentTarget }) => {
    const at = Number(currentTarget.value);
    hold(at);
    last.current = at;
    await change(at);
    // Not while the hand has it again.
    if (last.current === at) hold(null);
  };
  const part = max > 0 ? Math.min(1, shown / max) : 0;
  return html`<input type="range" class="slider" aria-label=${name} aria-valuetext=${saying(shown)} min="0" max=${max} step=${step}
    value=${shown} disabled=${disabled} style=${{ '--part': `${part * 100}%` }} onInput=${onInput} onChange=${onChange} />`;
}
