import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { clockTime, fill } from './words.js';

/** @import { Problem, Told } from './shapes.d.ts' */

/**
 * What is wrong with an account, and what to do.
 * @param {{ problem: Problem }} props
 */
export function ProblemNote({ problem }) {
  return html`<div class="note alarm" role="alert"><${Words} problem=${problem} /></div>`;
}

/**
 * What was said to the person last: read out, and shown over the page until it is closed.
 * @param {{ told: Told | null, dismiss: () => void }} props
 */
export function Toast({ told, dismiss }) {
  const { texts } = useHouse();
  const good = told?.problem === undefined;
  return html`<div class="toasts">
    <div role="status" aria-live="polite">${told && good && html`<div key=${told.id} class="toast note good"><p>${told.words}</p></div>`}</div>
    <div role="alert">
      ${
        told &&
        !good &&
        html`<div key=${told.id} class="toast note alarm"><div><${Words} problem=${told.problem} /></div>
          <button class="round small" aria-label=${texts.dismiss} onClick=${dismiss}><${Icon} name="close" /></button></div>`
      }
    </div>
  </div>`;
}

/** @param {{ problem: Problem }} props */
function Words({ problem: { kind, message, retry_at: retryAt, rule } }) {
  const { texts } = useHouse();
  const known = texts.rules[rule ?? ''] ?? texts.problems[kind];
  return html`<p><strong>${known?.title ?? message}</strong></p>
    ${known && html`<p>${known.advice}${retryAt !== undefined && ` ${fill(texts.problemAt, { time: clockTime(texts, retryAt) })}`}</p>`}
    ${known && message && html`<details><summary>${texts.details}</summary><p lang="en">${message}</p></details>`}`;
}
