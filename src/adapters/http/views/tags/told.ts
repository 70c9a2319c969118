import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { nameOf, type TagScene } from '../../tag-scene.ts';
import { refusal, refusalOf } from './refusal.ts';
import { importTold } from './transfer.ts';

/** What became of the form that was sent last, at the head of the page; nothing where it stands beside its form. */
export function told(call: Call, scene: TagScene): Html | undefined {
  const { outcome } = scene;
  const { tags } = call.texts;
  switch (outcome?.outcome) {
    case 'done':
      return good(tags.done[outcome.deed](outcome.name));
    case 'imported':
      return importTold(call, scene, outcome.imported);
    case 'learning':
      return scene.learning ? undefined : learnt(call, scene, outcome.before);
    case 'refused':
      return hasForm(scene) ? undefined : refusal(call, outcome);
    default:
      return undefined;
  }
}

/** Whether the page has the form that was refused; it may be gone by now, or never had fields. */
function hasForm(scene: TagScene): boolean {
  if (scene.learning) return false;
  return (
    refusalOf(scene, 'learn') !== undefined ||
    refusalOf(scene, 'import') !== undefined ||
    scene.unknown.some(({ uid, refused }) => refused === null && refusalOf(scene, 'give', uid) !== undefined)
  );
}

function learnt({ texts }: Call, { cards }: TagScene, before: ReadonlyMap<string, string>): Html {
  const { learning } = texts.tags;
  const card = cards.find(({ uid, does }) => before.get(uid) !== does);
  if (card) return good(learning.learnt(nameOf(card)));
  return html`<div class="note" role="status"><p><strong>${learning.notLearnt}</strong></p><p>${learning.notLearntHint}</p></div>`;
}

function good(text: string): Html {
  return html`<p class="note good" role="status">${text}</p>`;
}
