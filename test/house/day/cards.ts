import type { Tag } from '../../../src/core/tag.ts';
import type { House } from '../house.ts';

/** The cards of a household. */
export interface Card {
  name: string;
  /** As a PN532 writes it. */
  uid: string;
  /** What stands on it. */
  text: string;
  does:
    | { kind: 'music'; uri: string /** It goes on where it stopped. */; isStory: boolean }
    | { kind: 'volume'; by: number }
    | { kind: 'next' }
    | { kind: 'unknown' };
  /** Somebody assigned it by its id; otherwise its text says what it does. */
  assigned: boolean;
}

export function cardsOf({ catalogue }: House): Card[] {
  const album = (name: string) => catalogue.albumNamed(name).uri;
  const music = (uri: string, isStory = false) => ({ kind: 'music', uri, isStory }) as const;
  const book = catalogue.audiobooks[0]?.uri ?? '';
  const song = catalogue.albumNamed('Notturni').tracks[0]?.uri ?? '';
  const disco = catalogue.playlistNamed('Kitchen Disco').uri;
  const cards: Omit<Card, 'uid'>[] = [
    {
      name: 'bear',
      text: link(album('Gute Nacht, Bär')),
      does: music(album('Gute Nacht, Bär')),
      assigned: true,
    },
    { name: 'nordlys', text: link(album('Nordlys')), does: music(album('Nordlys')), assigned: true },
    { name: 'song', text: song, does: music(song), assigned: true },
    { name: 'book', text: link(book), does: music(book, true), assigned: true },
    { name: 'disco', text: link(disco), does: music(disco), assigned: true },
    { name: 'louder', text: 'command:volume/+5', does: { kind: 'volume', by: 5 }, assigned: true },
    { name: 'softer', text: 'command:volume/-5', does: { kind: 'volume', by: -5 }, assigned: true },
    { name: 'next', text: 'command:next', does: { kind: 'next' }, assigned: true },
    {
      name: 'stranger',
      text: 'https://music.apple.com/us/album/1',
      does: { kind: 'unknown' },
      assigned: false,
    },
  ];
  return cards.map((card, index) => ({ ...card, uid: `04-72-90-BA-AD-6C-8${index}` }));
}

export function tagOf({ name, uid, text }: Card): Tag {
  return { uid: plainUid(uid), name, does: text, cover: null, options: {} };
}

export function plainUid(uid: string): string {
  return uid.replaceAll('-', '');
}

function link(uri: string): string {
  const [, kind, id] = uri.split(':');
  return `https://open.spotify.com/${kind}/${id}?si=7f3b`;
}
