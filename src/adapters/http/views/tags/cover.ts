import type { Call } from '../../call.ts';
import { coverLink } from '../../cover.ts';
import { type Html, html } from '../../html.ts';

/** A card's picture, or a note where there is none. The name stands beside it, so it says nothing itself. */
export function cover({ covers }: Call, address: string | null): Html {
  const link = coverLink(address, covers);
  if (link !== undefined)
    return html`<img class="cover" src="${link}" width="80" height="80" alt="" loading="lazy">`;
  return html`<svg class="cover" viewBox="0 0 32 32" aria-hidden="true"><path d="M13 22V9l9-2v13" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"/><circle cx="10.5" cy="22" r="3.2" fill="currentColor"/><circle cx="19.5" cy="20" r="3.2" fill="currentColor"/></svg>`;
}
