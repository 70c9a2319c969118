import type { Tag, TagOptions } from '../../../src/core/tag.ts';
import type { House } from '../house.ts';

/** The cards of the house, each with a number of its own. */
export const CARDS = [
  'Bear',
  'Breakfast',
  'Nordlys',
  'Lighthouse',
  'Study music',
  'More time',
  'Sleep after this story',
  'Sleep in ten minutes',
] as const;
export type Card = (typeof CARDS)[number];

export function uidOf(card: Card): string {
  return `04-72-90-BA-AD-6C-8${CARDS.indexOf(card)}`;
}

/** What somebody has taught them. */
export function taught({ catalogue }: House): Tag[] {
  const album = (name: string) => catalogue.albumNamed(name).uri;
  const does: Record<Card, [does: string, options?: TagOptions]> = {
    Bear: [album('Gute Nacht, Bär')],
    Breakfast: [album('Breakfast Club Classics')],
    Nordlys: [album('Nordlys')],
    Lighthouse: [catalogue.audiobooks[0]?.uri ?? ''],
    'Study music': [album('Notturni'), { device: 'Study' }],
    'More time': ['command:allowance/15'],
    'Sleep after this story': ['sleep:end_of_album'],
    'Sleep in ten minutes': ['sleep:10'],
  };
  return CARDS.map((card) => {
    const [what, options = {}] = does[card];
    return { uid: uidOf(card).replaceAll('-', ''), name: card, does: what, cover: null, options };
  });
}
