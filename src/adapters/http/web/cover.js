import { useState } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';

/** @import { IconName } from './icons.js' */

/**
 * A picture, or a sign where there is none or where it does not load. The name stands beside it, so it says nothing itself.
 * @param {{ image: string | null, big?: boolean, icon?: IconName }} props
 */
export function Cover({ image, big, icon = 'note' }) {
  const [broken, setBroken] = useState('');
  const kind = big ? 'cover big' : 'cover';
  if (image === null || image === broken)
    return html`<span class="${kind} none"><${Icon} name=${icon} /></span>`;
  return html`<img class=${kind} src=${image} alt="" loading=${big ? 'eager' : 'lazy'} decoding="async" onError=${() => setBroken(image)} />`;
}
