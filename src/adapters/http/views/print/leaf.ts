import type { Call } from '../../call.ts';
import { coverLink } from '../../cover.ts';
import { type Html, html } from '../../html.ts';
import type { Face } from '../../print/face.ts';
import { backOf, cutMarks, PAPERS, type Paper, type Size } from '../../print/paper.ts';

/** How many colours there are for what has no cover. */
const TINTS = 6;

export interface PrintedFace extends Face {
  /** A QR code of the link as an address of its own (`data:`); null where there is none. */
  qr: string | null;
}

type Leaf = readonly (readonly (PrintedFace | null)[])[];

export function frontLeaf(call: Call, leaf: Leaf, paper: Paper, size: Size): Html {
  return sheet(leaf, paper, size, (face) => front(call, face, size));
}

export function backLeaf(leaf: Leaf, paper: Paper, size: Size): Html {
  return sheet(backOf(leaf), paper, size, (face) => back(face, size));
}

function sheet(leaf: Leaf, paper: Paper, size: Size, side: (face: PrintedFace) => Html): Html {
  const { width, height } = PAPERS[paper];
  return html`<section class="leaf ${paper} of-${size}">
<svg class="marks" viewBox="0 0 ${width} ${height}" aria-hidden="true"><path d="${cutMarks(leaf, paper, size)}"/></svg>
${leaf.flat().map((face) => (face ? side(face) : html`<div class="blank"></div>`))}
</section>
`;
}

function front({ covers }: Call, { title, subtitle, cover }: PrintedFace, size: Size): Html {
  const link = coverLink(cover, covers);
  return html`<article class="paper ${size}">
${link === undefined ? html`<div class="art tint-${tintOf(title)}" aria-hidden="true">${initials(title)}</div>` : html`<img class="art" src="${link}" alt="">`}
<div class="band"><p class="name">${title}</p>${subtitle !== null && html`<p class="by">${subtitle}</p>`}</div>
</article>`;
}

function back({ title, subtitle, does, link, qr }: PrintedFace, size: Size): Html {
  return html`<article class="paper back ${size}">
${qr !== null && html`<img class="qr" src="${qr}" alt="">`}
<div class="band"><p class="name">${title}</p>${subtitle !== null && html`<p class="by">${subtitle}</p>`}<p class="does">${link === null ? does : does.replace('https://', '')}</p></div>
</article>`;
}

/** The same one for the same name. */
function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}

function initials(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
}
