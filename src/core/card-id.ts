import { readLink } from './read-link.ts';
import { isRandomId, normaliseId } from './tag-id.ts';

/**
 * The id of a card as a person wrote it, in any form that readers and apps show, also as the link that Home Assistant puts
 * on its tags; or what is wrong with it, to be read behind it.
 */
export function cardIdOf(written: string): { uid: string } | { wrong: string } {
  const link = readLink(written);
  if (link.result === 'ok' || link.result === 'special' || link.result === 'resolve')
    return { wrong: 'is a link and no id, the id of a card would be right' };
  const uid = normaliseId(link.result === 'tag-id' ? link.id : written)?.uid;
  if (uid === undefined)
    return { wrong: 'is no id (nothing, or a misread), one such as 04-72-90-BA-AD-6C-81 would be right' };
  if (isRandomId(uid))
    return {
      wrong:
        'is the id that a phone or bank card makes up anew at every tap, a card of its own would be right',
    };
  return { uid };
}
