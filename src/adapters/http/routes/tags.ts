import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Trouble } from '../../../core/problem.ts';
import type { TagDesk } from '../../../core/tag-desk.ts';
import { nameBrowser } from '../cookies.ts';
import { Kept } from '../kept.ts';
import type { PagesOptions } from '../options.ts';
import { readCall } from '../read-call.ts';
import { tagFieldsOf } from '../tag-fields.ts';
import type { TagOutcome } from '../tag-outcome.ts';
import { sceneOf } from '../tag-scene.ts';
import { editPage } from '../views/tags/edit.ts';
import { outcomePage } from '../views/tags/outcome.ts';
import { tagsPage } from '../views/tags/tags.ts';
import { addPrintRoutes } from './print.ts';
import { addTagForms } from './tag-forms.ts';

const KEPT_MS = 10 * 60_000;
const which = z.object({ uid: z.string().catch('') });

/** Cards and readers: what there is to see. `tags` is what the pages show and ask. */
export function addTagRoutes(app: FastifyInstance, options: PagesOptions, tags: TagDesk): void {
  const { desk, clock } = options;
  const kept = new Kept<TagOutcome>(clock, KEPT_MS);
  const scene = (outcome?: TagOutcome) => sceneOf(tags, desk, clock.now(), outcome);

  app.get('/tags', (request, reply) => {
    const call = readCall(request, options);
    nameBrowser(call, reply);
    return reply.type('text/html').send(tagsPage(call, scene()));
  });

  app.get('/tags/edit', (request, reply) => {
    const call = readCall(request, options);
    const card = tags.tag(which.parse(request.query).uid);
    if (!card) return reply.callNotFound();
    nameBrowser(call, reply);
    return reply.type('text/html').send(editPage(call, scene(), card));
  });

  // Where a form leads to: it can be loaded again, and says again what became of the form.
  app.get('/tags/done', (request, reply) => {
    const call = readCall(request, options);
    const outcome = kept.of(call.visit.browser);
    if (!outcome) return reply.redirect(`${call.base}/tags`, 303);
    return reply.type('text/html').send(outcomePage(call, scene(outcome)));
  });

  addPrintRoutes(app, options, tags);

  app.get('/tags/export.yaml', async (request, reply) => {
    try {
      const { yaml } = await tags.exportYaml(false);
      reply.header('content-disposition', 'attachment; filename="tags.yaml"');
      return reply.type('text/yaml; charset=utf-8').send(yaml);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const why = { message: error.problem.message };
      const refused = { outcome: 'refused', form: 'other', fields: tagFieldsOf({}), why } as const;
      return reply
        .code(422)
        .type('text/html')
        .send(tagsPage(readCall(request, options), scene(refused)));
    }
  });

  // Somebody who comes back to the address of a form has lost it; all begin here.
  for (const path of ['learn', 'cancel', 'set', 'remove', 'lock', 'forget', 'import']) {
    app.get(`/tags/${path}`, (request, reply) =>
      reply.redirect(`${readCall(request, options).base}/tags`, 303),
    );
  }

  addTagForms(app, options, tags, kept);
}
