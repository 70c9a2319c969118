import { type Html, html } from '../html.ts';
import type { Texts } from '../texts/texts.ts';

/** The two pages that the person will see, and where the address is. Drawn in the text's colour, so it is dark in the dark. */
export function picture(texts: Texts['steps']['picture']): Html {
  return html`<svg class="picture" viewBox="0 0 360 150" role="img" aria-label="${texts.alt}" xmlns="http://www.w3.org/2000/svg">
<g fill="none" stroke="currentColor" stroke-width="2">
<rect x="10" y="10" width="140" height="130" rx="10"/>
<path d="M10 36H150"/>
<rect x="210" y="10" width="140" height="130" rx="10"/>
<path d="M210 36H350"/>
</g>
<text class="mark" x="20" y="29" font-size="13">1</text>
<text x="38" y="28.5" font-size="12">spotify.com</text>
<g fill="currentColor" opacity=".25">
<circle cx="80" cy="60" r="12"/>
<rect x="40" y="80" width="80" height="6" rx="3"/>
<rect x="52" y="91" width="56" height="6" rx="3"/>
</g>
<rect class="key" x="38" y="107" width="84" height="24" rx="12"/>
<text class="key-text" x="80" y="123" font-size="12" text-anchor="middle">${texts.agree}</text>
<path class="arrow" d="M160 75H196M186 65L197 75L186 85" fill="none" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
<rect class="spot" x="214" y="14" width="132" height="19" rx="6"/>
<text class="mark" x="220" y="29" font-size="13">2</text>
<text x="236" y="28.5" font-size="12">127.0.0.1 …</text>
<path class="arrow" d="M280 76V46M271 55L280 45L289 55" fill="none" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
<text class="mark" x="280" y="94" font-size="13" text-anchor="middle">${texts.copy}</text>
<text x="280" y="122" font-size="11" text-anchor="middle" opacity=".7">${texts.unreachable}</text>
</svg>`;
}
