import { type Answer, text } from './answer.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { hexOf } from './uri.ts';

/** `/covers/<id>/<size>.svg`: a picture for anything, so that dashboards show covers without the internet. */
export function cover(catalogue: Catalogue, path: string): Answer {
  const match = /^\/covers\/([0-9A-Za-z]{22})\/(\d{1,4})\.svg$/.exec(path);
  if (!match) return text(404, 'Covers are at /covers/<id>/<size>.svg');
  const [, id = '', size = '300'] = match;
  const kinds = ['album', 'artist', 'playlist', 'show'];
  const piece = kinds
    .map((kind) => catalogue.find(`spotify:${kind}:${id}`))
    .find((found) => found !== undefined);
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=31536000' },
    body: draw(id, Number(size), piece?.name ?? ''),
  };
}

/** Two colours and three circles out of the id, the name below: never the same picture twice. */
function draw(id: string, size: number, name: string): string {
  const digits = hexOf(`cover ${id}`, 24);
  const byte = (index: number): number => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  const hue = Math.round((byte(0) / 256) * 360);
  const circle = (index: number): string =>
    `<circle cx="${byte(index) + 22}" cy="${byte(index + 1) + 10}" r="${40 + byte(index + 2) / 4}" fill="hsl(${(hue + index * 35) % 360} 70% 65%)" fill-opacity=".55"/>`;
  const title = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 300 300">
<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue} 60% 28%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360} 65% 42%)"/></linearGradient></defs>
<rect width="300" height="300" fill="url(#g)"/>${circle(1)}${circle(4)}${circle(7)}
<text x="18" y="276" font-family="Georgia, serif" font-size="22" fill="#fff">${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>
</svg>`;
}
