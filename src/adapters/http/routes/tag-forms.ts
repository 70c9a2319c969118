import type { FastifyInstance, FastifyReply } from 'fastify';
import { Trouble } from '../../../core/problem.ts';
import type { Imported, TagDesk } from '../../../core/tag-desk.ts';
import type { Call } from '../call.ts';
import { nameBrowser } from '../cookies.ts';
import type { Kept } from '../kept.ts';
import type { PagesOptions } from '../options.ts';
import { readCall } from '../read-call.ts';
import { choicesOf } from '../tag-choices.ts';
import { type TagFields, tagFieldsOf } from '../tag-fields.ts';
import type { ImportTold, TagForm, TagOutcome, WrongField } from '../tag-outcome.ts';
import { nameOf, sceneOf } from '../tag-scene.ts';
import { outcomePage } from '../views/tags/outcome.ts';

/** Some thousand cards. */
const IMPORT_BYTES = 256 * 1024;
const MOST_LINES = 50;

/** Cards and readers: what there is to do. Each form leads to a page that says what became of it. */
export function addTagForms(
  app: FastifyInstance,
  options: PagesOptions,
  tags: TagDesk,
  kept: Kept<TagOutcome>,
): void {
  const { desk, clock } = options;

  on('learn', learnOrGive, async (fields) => {
    const { does, reader, now, replace } = fields;
    const choices = choicesOf(fields);
    if ('wrong' in choices) return wrong(learnOrGive(fields), fields, choices.wrong);
    const { account } = choices.options;
    const before = new Map(tags.tags().map((card) => [card.uid, card.does]));
    await tags.learn({
      ...(account !== undefined && { account }),
      ...(does !== '' && now === '' && { does }),
      ...(choices.name !== null && { name: choices.name }),
      ...(reader !== '' && { reader }),
      ...(replace !== '' && { replace: true }),
    });
    return { outcome: 'learning', before };
  });

  on('cancel', 'other', () => done(tags.cancel() ? 'cancelled' : 'nothingToCancel', ''));

  on(
    'set',
    ({ from }) => from,
    async (fields) => {
      const { from, uid } = fields;
      const choices = choicesOf(fields, tags.tag(uid)?.options);
      if ('wrong' in choices) return wrong(from, fields, choices.wrong);
      if (choices.does === '') return wrong(from, fields, 'does');
      // Whoever changes a card has seen what it does; one that was empty may do something by now.
      const card = await tags.set(uid, { ...choices, ...(from === 'edit' && { replace: true }) });
      return done(from === 'edit' ? 'changed' : 'given', nameOf(card));
    },
  );

  on('remove', 'other', ({ uid }) => done('removed', nameOf(tags.remove(uid))));

  on('lock', 'other', ({ reader, on }) => {
    tags.lock(reader, on === '1');
    return done(on === '1' ? 'locked' : 'unlocked', calls(reader));
  });

  on('forget', 'other', ({ reader }) => {
    const name = calls(reader);
    tags.forget(reader);
    return done('forgotten', name);
  });

  on(
    'import',
    'import',
    async (fields) => {
      if (fields.text === '') return wrong('import', fields, 'text');
      const imported = await tags.importText(fields.text, fields.replace !== '');
      return { outcome: 'imported', imported: short(imported) };
    },
    IMPORT_BYTES,
  );

  function on(
    path: string,
    form: TagForm | ((fields: TagFields) => TagForm),
    deed: (fields: TagFields) => TagOutcome | Promise<TagOutcome>,
    bodyLimit?: number,
  ): void {
    app.post(`/tags/${path}`, bodyLimit === undefined ? {} : { bodyLimit }, async (request, reply) => {
      const fields = tagFieldsOf(request.body);
      let outcome: TagOutcome;
      try {
        outcome = await deed(fields);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        const { message } = error.problem;
        const refusedForm = typeof form === 'string' ? form : form(fields);
        outcome = { outcome: 'refused', form: refusedForm, fields, why: { message } };
      }
      return tell(readCall(request, options), reply, outcome);
    });
  }

  /** Sends the browser to what became of it, which it may load again; one that keeps no cookie gets that at once. */
  function tell(call: Call, reply: FastifyReply, outcome: TagOutcome): FastifyReply {
    const { browser } = call.visit;
    const isRefused = outcome.outcome === 'refused';
    // A whole import is too much to keep for each browser.
    if (browser === null || (isRefused && outcome.form === 'import')) {
      nameBrowser(call, reply);
      const scene = sceneOf(tags, desk, clock.now(), outcome);
      return reply
        .code(isRefused ? 422 : 200)
        .type('text/html')
        .send(outcomePage(call, scene));
    }
    kept.keep(browser, outcome);
    return reply.redirect(`${call.base}/tags/done`, 303);
  }

  function calls(reader: string): string {
    return tags.readers().find(({ id }) => id === reader)?.name ?? reader;
  }
}

function learnOrGive({ uid }: TagFields): TagForm {
  return uid === '' ? 'learn' : 'give';
}

function done(deed: Extract<TagOutcome, { outcome: 'done' }>['deed'], name: string): TagOutcome {
  return { outcome: 'done', deed, name };
}

function wrong(form: TagForm, fields: TagFields, field: WrongField): TagOutcome {
  return { outcome: 'refused', form, fields, why: { wrong: field } };
}

function short({ added, kept, refused }: Imported): ImportTold {
  return {
    added,
    kept: kept.slice(0, MOST_LINES),
    refused: refused.slice(0, MOST_LINES),
    moreKept: Math.max(0, kept.length - MOST_LINES),
    moreRefused: Math.max(0, refused.length - MOST_LINES),
  };
}
