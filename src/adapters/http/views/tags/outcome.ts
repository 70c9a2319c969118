import type { Call } from '../../call.ts';
import type { TagScene } from '../../tag-scene.ts';
import { editPage } from './edit.ts';
import { tagsPage } from './tags.ts';

/** The page that says what became of a form: the form itself where that was of one card, else the page of all. */
export function outcomePage(call: Call, scene: TagScene): string {
  const { outcome } = scene;
  const edited = outcome?.outcome === 'refused' && outcome.form === 'edit' ? outcome.fields.uid : undefined;
  const card = edited === undefined ? undefined : scene.cards.find(({ uid }) => uid === edited);
  return card ? editPage(call, scene, card) : tagsPage(call, scene);
}
