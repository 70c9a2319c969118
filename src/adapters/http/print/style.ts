import { gridOf, PAPERS, type Paper, SIZES, type Size } from './paper.ts';

/** The style of sheets on one kind of paper. The page is exactly as large as the paper, so that nothing moves. */
export function printStyle(paper: Paper): string {
  const { width, height } = PAPERS[paper];
  return `${SCREEN}
.leaf { width: ${width}mm; height: ${height}mm; }
@media print {
  @page { size: ${width}mm ${height}mm; margin: 0; }
  html, body { background: #fff; }
  footer, h1, .screen { display: none; }
  main.wide { max-width: none; padding: 0; margin: 0; }
  .leaves { padding: 0; overflow: visible; }
  /* A hair less than the page, or rounding makes an empty one. */
  .leaf { zoom: 1; height: calc(${height}mm - 1px); margin: 0; box-shadow: none; break-after: page; break-inside: avoid; }
  .leaf:last-child { break-after: auto; }
}
${Object.keys(SIZES)
  .filter((size): size is Size => Object.hasOwn(SIZES, size))
  .map((size) => gridStyle(paper, size))
  .join('\n')}
`;
}

function gridStyle(paper: Paper, size: Size): string {
  const { width, height, gap } = SIZES[size];
  const { columns, left, top } = gridOf(paper, size);
  return `.of-${size} { padding: ${top}mm ${left}mm 0; grid-template-columns: repeat(${columns}, ${width}mm); grid-auto-rows: ${height}mm; gap: ${gap}mm; }`;
}

const SCREEN = `
fieldset { border: 0; margin: 0 0 .5rem; padding: 0; min-width: 0; }
legend { font-weight: 600; padding: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.chosen, .ticks { display: grid; gap: 0 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); }
.ticks .check { margin: 0; overflow-wrap: anywhere; }
.leaves { overflow-x: auto; padding: 0 0 1rem; }
.leaf { position: relative; display: grid; align-content: start; overflow: hidden; margin: 0 auto 1.5rem; background: #fff; color: #111; box-shadow: 0 .3rem 1.5rem rgb(0 0 0 / .25); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media (max-width: 56rem) { .leaf { zoom: .42; } }
.marks { position: absolute; inset: 0; width: 100%; height: 100%; fill: none; stroke: #000; stroke-width: .15; }
.paper { position: relative; display: flex; overflow: hidden; min-width: 0; background: #fff; font-family: system-ui, sans-serif; }
.paper p { margin: 0; overflow-wrap: anywhere; }
.paper .art { flex: none; object-fit: cover; display: block; background: #ddd; }
.paper div.art { display: grid; place-items: center; color: #fff; font-weight: 700; }
.leaf .tint-0 { background: #0f6b4f; } .leaf .tint-1 { background: #7a3e9d; } .leaf .tint-2 { background: #b3402a; }
.leaf .tint-3 { background: #1f5fa8; } .leaf .tint-4 { background: #8a5a00; } .leaf .tint-5 { background: #a12a63; }
.paper .band { flex: 1; min-width: 0; overflow: hidden; display: flex; flex-direction: column; justify-content: center; }
.paper .name { font-weight: 700; hyphens: auto; line-height: 1.15; max-height: 4.6em; overflow: hidden; }
.paper .by, .paper .does { color: #555; line-height: 1.2; overflow: hidden; max-height: 2.4em; margin-top: .35em; }
.paper .does { font-family: ui-monospace, monospace; max-height: 3.6em; }
.paper .qr { display: block; width: auto; height: auto; flex: none; border-radius: 0; image-rendering: pixelated; }
.paper.card { border: 0; border-radius: 0; margin: 0; padding: 0; align-items: stretch; }
.paper.card .art { width: 54mm; height: 54mm; font-size: 18mm; }
.paper.card .band { padding: 2.5mm; }
.paper.card .name { font-size: 4.1mm; max-height: 5.8em; } .paper.card .by { font-size: 3mm; } .paper.card .does { font-size: 2.4mm; }
.paper.card .qr { width: 34mm; height: 34mm; align-self: center; margin-left: 3mm; }
.paper.square, .paper.cd { flex-direction: column; }
.paper.square .art { width: 65mm; height: 52mm; font-size: 18mm; }
.paper.square .band { padding: 1mm 3mm; text-align: center; }
.paper.square .name { font-size: 4.2mm; max-height: 2.3em; } .paper.square .by { font-size: 2.8mm; max-height: 1.2em; } .paper.square .does { font-size: 2.2mm; }
.paper.square .qr { width: 40mm; height: 40mm; align-self: center; margin-top: 2mm; }
.paper.cd .art { width: 120mm; height: 100mm; font-size: 36mm; }
.paper.cd .band { padding: 2mm 6mm; }
.paper.cd .name { font-size: 6.5mm; max-height: 2.3em; } .paper.cd .by { font-size: 4mm; max-height: 1.2em; } .paper.cd .does { font-size: 3.2mm; }
.paper.cd .qr { width: 70mm; height: 70mm; align-self: center; margin-top: 8mm; }
.paper.cd.back .band, .paper.square.back .band { text-align: center; justify-content: flex-start; }
`;
