import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import type { Refused, TagForm, WrongField } from '../../tag-outcome.ts';
import type { TagScene } from '../../tag-scene.ts';

/** Where the message of a refusal stands in the page. */
export const REFUSAL = 'refusal';

/** The refusal of the form that this browser sent last, where it was this one (of this card). */
export function refusalOf({ outcome }: TagScene, form: TagForm, uid?: string): Refused | undefined {
  if (outcome?.outcome !== 'refused' || outcome.form !== form) return undefined;
  return uid === undefined || outcome.fields.uid === uid ? outcome : undefined;
}

/** Why a form was refused, read out as soon as it is there. What the bridge says is English. */
export function refusal({ texts }: Call, refused: Refused | undefined): Html | undefined {
  if (!refused) return undefined;
  const { why } = refused;
  const says =
    'wrong' in why ? html`<p>${texts.tags.wrong[why.wrong]}</p>` : html`<p lang="en">${why.message}</p>`;
  return html`<div class="note alarm" role="alert" id="${REFUSAL}"><p><strong>${texts.tags.refused}</strong></p>${says}</div>`;
}

/** The id of the message, for the field that it is about; what the bridge refused is about the first field. */
export function blames(refused: Refused | undefined, field: WrongField, first = false): string | undefined {
  if (!refused) return undefined;
  const about = 'wrong' in refused.why ? refused.why.wrong === field : first;
  return about ? REFUSAL : undefined;
}
