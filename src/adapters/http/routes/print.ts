import type { FastifyInstance } from 'fastify';
import type { TagDesk } from '../../../core/tag-desk.ts';
import { qrPng } from '../../../lib/qr.ts';
import type { PagesOptions } from '../options.ts';
import { choiceOf, type PrintChoice } from '../print/choice.ts';
import { type Face, faceOfCard, faceOfMusic } from '../print/face.ts';
import { printableMusic } from '../print/music.ts';
import type { PAPERS } from '../print/paper.ts';
import { printStyle } from '../print/style.ts';
import { readCall } from '../read-call.ts';
import { sendWebFile } from '../send-web-file.ts';
import type { Choosable } from '../views/print/form.ts';
import type { PrintedFace } from '../views/print/leaf.ts';
import { printPage } from '../views/print/page.ts';
import { byName } from '../views/tags/cards.ts';
import { webFile } from '../web-files.ts';

/** Cards to print. */
export function addPrintRoutes(app: FastifyInstance, options: PagesOptions, tags: TagDesk): void {
  const { desk } = options;

  app.get('/tags/print', async (request, reply) => {
    const call = readCall(request, options);
    const choice = choiceOf(request.query);
    const cards = byName(tags.tags(), call.texts.locale);
    const choosable = { cards, ...(await musicFor(choice)) };
    const faces = facesOf(choice, choosable);
    const printed = await Promise.all(faces.map((face) => withQr(face, choice)));
    return reply.type('text/html').send(printPage(call, choice, choosable, printed));
  });

  for (const paper of ['a4', 'letter'] as const satisfies readonly (keyof typeof PAPERS)[]) {
    const style = webFile('text/css', printStyle(paper));
    app.get(`/print-${paper}.css`, (request, reply) => sendWebFile(request, reply, style));
  }

  /** Playlists cost requests of Spotify's, so they are fetched when a person asks for them. */
  async function musicFor({ from }: PrintChoice): Promise<Pick<Choosable, 'accounts' | 'printable'>> {
    const house = options.house?.();
    if (!house) return { accounts: [], printable: undefined };
    const accounts = desk.accounts().filter(({ paired }) => paired);
    if (!accounts.some(({ key }) => key === from)) return { accounts, printable: undefined };
    return { accounts, printable: await printableMusic(house, from) };
  }
}

function facesOf(choice: PrintChoice, { cards, printable }: Choosable): Face[] {
  const chosen = choice.cards === 'all' ? cards : cards.filter(({ uid }) => choice.tag.includes(uid));
  const pieces = printable?.music.filter(({ uri }) => choice.music.includes(uri)) ?? [];
  return [...chosen.map(faceOfCard), ...pieces.map(faceOfMusic)];
}

async function withQr(face: Face, { sides }: PrintChoice): Promise<PrintedFace> {
  if (sides === 'front' || face.link === null) return { ...face, qr: null };
  const png = await qrPng(face.link);
  return { ...face, qr: `data:image/png;base64,${png.toString('base64')}` };
}
