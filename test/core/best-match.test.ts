import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  candidatesOf,
  contenders,
  matching,
  nothingLike,
  ranked,
  theOneLike,
} from '../../src/core/best-match.ts';
import { PIECE_TYPES, type Piece } from '../../src/core/media.ts';

/** `album Abbey Road | The Beatles`; a star in front is one's own. In Spotify's order. */
function found(lines: readonly string[]): Candidate[] {
  const pieces = lines.map((line, at): Piece => {
    const [, word, title = '', by] = /^\*?(\S+)\s+([^|]*?)(?:\s*\|\s*(.*))?$/.exec(line) ?? [];
    const type = PIECE_TYPES.find((one) => one === word) ?? 'track';
    const uri = `spotify:${type}:${String(at).padStart(22, '0')}`;
    return { type, uri, id: null, title, by: by ?? null, image: null, durationMs: null, playable: true };
  });
  return candidatesOf(pieces).map((one, at) => ({ ...one, owned: lines[at]?.startsWith('*') ?? false }));
}

function first(query: string, lines: readonly string[]): string | undefined {
  const [best] = matching(ranked(query, found(lines)));
  return lines.find((_, at) => best?.piece.uri.endsWith(String(at).padStart(22, '0')));
}

type Row = [query: string, wanted: string | undefined, ...others: string[]];

/** The wanted one stands last: where it wins, it is by its name. */
function judge(query: string, wanted: string | undefined, others: readonly string[]): void {
  expect(first(query, wanted === undefined ? others : [...others, wanted])).toBe(wanted);
}

const BEATLES = 'album Abbey Road | The Beatles';
const SERIES = 'Die drei ???';

describe('what is meant by what was typed', () => {
  it.each<Row>([
    ['abbey road', BEATLES, 'album Abbey Road Revisited | Somebody', 'album The Road | Abbey'],
    ['ABBEY ROAD', BEATLES, 'album Abbey Road on the River | Somebody'],
    ['  abbey   road ', BEATLES, 'album Abbey | Road'],
    ['abbey-road', BEATLES, 'album Abbey Lane | Somebody'],
    ['abby road', BEATLES, 'album Ruby Road | Somebody', 'album Abba Gold | ABBA'],
    ['abbey raod', 'album Abbey Road | The Beatles', 'album Abbey | Somebody'],
    ['beatles', 'artist The Beatles', 'artist Beatles Tribute Band', 'artist Beat'],
    ['the beatles', 'artist The Beatles', 'artist The Beat'],
    ['Beatles, The', 'artist The Beatles', 'artist The Beat Leslie'],
    ['the the', 'artist The The', 'artist The Theme'],
    ['bjork', 'artist Björk', 'artist Bjorn'],
    ['beyonce', 'artist Beyoncé', 'artist Bey'],
    ['sigur ros', 'artist Sigur Rós', 'artist Sigur'],
    ['mo', 'artist MØ', 'artist Moby'],
    ['motorhead', 'artist Motörhead', 'artist Motor'],
    ['acdc', 'artist AC/DC', 'artist AC', 'artist DC Talk'],
    ['ac dc', 'artist AC/DC', 'artist AC'],
    ['pink', 'artist P!nk', 'artist Pink Floyd'],
    ['kesha', 'artist Ke$ha', 'artist Kes'],
    ['rem', 'artist R.E.M.', 'artist Remi'],
    ['blink 182', 'artist blink-182', 'artist Blink'],
    ['simon and garfunkel', 'artist Simon & Garfunkel', 'artist Simon'],
    ['guns n roses', "artist Guns N' Roses", 'artist Roses'],
    ['dont stop me now', "track Don't Stop Me Now | Queen", 'track Stop | Queen'],
    ["don't stop me now", 'track Don’t Stop Me Now | Queen', 'track Dont | Somebody'],
  ])('%s: the same in other letters', (query, wanted, ...others) => judge(query, wanted, others));

  it.each<Row>([
    ['die ärzte', 'artist Die Ärzte', 'artist Die Arzttochter'],
    ['die aerzte', 'artist Die Ärzte', 'artist Die Arzttochter'],
    ['aerzte', 'artist Die Ärzte', 'artist Aer'],
    ['brueder loewenherz', 'album Die Brüder Löwenherz | Astrid Lindgren', 'album Der Bruder | Löwe'],
    [
      'Die Gebrüder Löwenherz',
      'album Die Brüder Löwenherz | Astrid Lindgren',
      'album Gebrüder Grimm | Grimm',
    ],
    ['groessenwahn', 'album Größenwahn | Bushido', 'album Wahn | Bushido'],
    ['strasse', 'track Straße | Lea', 'track Straßenbahn | Lea'],
    ['koenig der loewen', 'album Der König der Löwen | Disney', 'album König | Loona'],
    [
      'pippi langstrumpf',
      'album Pippi Langstrumpf (Das Original-Hörspiel) | Astrid Lindgren',
      'album Langstrumpf | X',
    ],
    ['Mädchen Jungs', undefined, 'album Die Jahreszeiten | Haydn'],
    ['jürgen', 'playlist Jürgens Lieder | Jürgen', 'playlist Musik | Anna'],
    ['joerg', 'playlist Jörg | Anna', 'playlist Jo | Anna'],
  ])('%s: umlauts', (query, wanted, ...others) => judge(query, wanted, others));

  it.each<Row>([
    ['hello von adele', 'track Hello | Adele', 'track Hello | Lionel Richie', 'track Hello Adele | Karaoke'],
    ['hello by lionel richie', 'track Hello | Lionel Richie', 'track Hello | Adele'],
    ['hello - adele', 'track Hello | Adele', 'track Hello | Lionel Richie'],
    ['adele - hello', 'track Hello | Adele', 'track Adele | Hello Band'],
    ['adele: hello', 'track Hello | Adele', 'track Hello | Lionel Richie'],
    ['hello adele', 'track Hello | Adele', 'track Hello | Lionel Richie', 'track Hello Again | Adele'],
    ['adele hello', 'track Hello | Adele', 'track Hello | Lionel Richie'],
    ['abbey road the beatles', BEATLES, 'album Abbey Road | Somebody'],
    ['abbey road von den beatles', BEATLES, 'album Abbey Road | Somebody'],
    ['stand by me', 'track Stand by Me | Ben E. King', 'track Stand | Me'],
    ['stand by me von oasis', 'track Stand by Me | Oasis', 'track Stand by Me | Ben E. King'],
    ['stand by me by ben e king', 'track Stand by Me | Ben E. King', 'track Stand by Me | Oasis'],
    ['hello von nirgendwem', undefined, 'track Hello | Adele', 'track Hello | Lionel Richie'],
    ['umbrella jay-z', 'track Umbrella (feat. JAY-Z) | Rihanna', 'track Umbrella | Rihanna'],
    ['umbrella', 'track Umbrella (feat. JAY-Z) | Rihanna', 'track Under My Umbrella Cover | Somebody'],
    ['umbrella feat. jay-z', 'track Umbrella (feat. JAY-Z) | Rihanna', 'track Umbrella | Somebody'],
    ['here comes the sun', 'track Here Comes The Sun - Remastered 2009 | The Beatles', 'track Sun | X'],
    ['here comes the sun', 'track Here Comes The Sun | Nina Simone', 'track Here Comes The Sun - Live | X'],
    ['creep', 'track Creep | Radiohead', 'track Creep - Acoustic | Radiohead', 'track Creeping | X'],
    ['creep acoustic', 'track Creep - Acoustic | Radiohead', 'track Creep | Radiohead'],
  ])('%s: titles and artists', (query, wanted, ...others) => judge(query, wanted, others));

  it.each<Row>([
    [
      `${SERIES} Folge 200`,
      `album 200/Feuriges Auge | ${SERIES}`,
      `album 020/und die flammende Spur | ${SERIES}`,
    ],
    ['drei fragezeichen 200', `album 200/Feuriges Auge | ${SERIES}`, `album 100/Toteninsel | ${SERIES}`],
    [
      'die 3 ??? folge 1',
      `album 001/und der Super-Papagei | ${SERIES}`,
      `album 010/Der Höhlenmensch | ${SERIES}`,
    ],
    [
      `${SERIES} Folge 3`,
      `album Folge 3: und der Karpatenhund | ${SERIES}`,
      `album Folge 13: und der Teufel | ${SERIES}`,
    ],
    [`Folge 3 ${SERIES}`, `album 003/und der Karpatenhund | ${SERIES}`, `album 030/und das Riff | ${SERIES}`],
    [
      `${SERIES} Super-Papagei`,
      `album 001/und der Super-Papagei | ${SERIES}`,
      `album 002/Phantomsee | ${SERIES}`,
    ],
    ['super papagei', `album 001/und der Super-Papagei | ${SERIES}`, `album Papageienpark | Kinder`],
    [`${SERIES}: Toteninsel`, `album 100/Toteninsel | ${SERIES}`, 'album Toteninsel | Rachmaninow'],
    [
      `${SERIES} Folge 999`,
      undefined,
      `album 099/Rufmord | ${SERIES}`,
      `album 001/und der Super-Papagei | ${SERIES}`,
    ],
    [
      'die drei !!! folge 12',
      'album Folge 12: Skandal | Die drei !!!',
      `album 012/und der Ritter | ${SERIES}`,
    ],
    [SERIES, `artist ${SERIES}`, `artist ${SERIES} Kids`, 'artist Die drei !!!'],
    ['drei fragezeichen kids', `artist ${SERIES} Kids`, `artist ${SERIES}`],
    [
      'bibi blocksberg folge 12',
      'album Folge 12: Das Schulfest | Bibi Blocksberg',
      'album Folge 112: Hatschi | Bibi Blocksberg',
    ],
    ['Bibi und Tina', 'artist Bibi & Tina', 'artist Bibi Blocksberg', 'artist Tina'],
    ['benjamin bluemchen', 'artist Benjamin Blümchen', 'artist Benjamin'],
    ['tkkg 5', 'album 005/Das Phantom auf dem Feuerstuhl | TKKG', 'album 050/Die Doppelgängerin | TKKG'],
    [
      'känguru chroniken teil 2',
      'audiobook Die Känguru-Chroniken Teil 2 | Marc-Uwe Kling',
      'audiobook Die Känguru-Chroniken | Marc-Uwe Kling',
    ],
    [
      'harry potter 3',
      'audiobook Harry Potter III | J. K. Rowling',
      'audiobook Harry Potter 2 | J. K. Rowling',
    ],
    [
      'harry potter 3',
      undefined,
      'audiobook Harry Potter 2 | J. K. Rowling',
      'audiobook Harry Potter 13 | J. K. Rowling',
    ],
    ['led zeppelin 4', 'album Led Zeppelin IV | Led Zeppelin', 'album Led Zeppelin III | Led Zeppelin'],
    ['mambo number five', 'track Mambo No. 5 | Lou Bega', 'track Mambo | Grönemeyer'],
    ['99 luftballons', 'track 99 Luftballons | Nena', 'track 100 Luftballons | Nina'],
    ['1984', 'audiobook 1984 | George Orwell', 'track 1985 | Bowling for Soup'],
  ])('%s: numbers and series', (query, wanted, ...others) => judge(query, wanted, others));

  it.each<Row>([
    // One's own.
    ['abbey road', '*album Abbey Road (Remastered) | The Beatles', BEATLES],
    ['kids', '*playlist Kids | Anna', 'album Kids | MGMT', 'artist Kids'],
    ['hello', '*track Hello | Lionel Richie', 'track Hello | Adele'],
    ['hello von adele', 'track Hello | Adele', '*track Hello | Lionel Richie'],
    ['kids', 'track Kids | MGMT', '*playlist Grown-ups | Anna'],
    ['morning', 'track Morning | Beck', '*playlist Good evening | Anna'],
    // Of equals the artist, where the music is theirs.
    ['queen', 'artist Queen', 'track Queen | Jessie J', 'track Killer Queen | Queen'],
    ['bohemian rhapsody', 'track Bohemian Rhapsody | Queen', 'artist Bohemian Rhapsody'],
    ['÷', 'album ÷ (Deluxe) | Ed Sheeran', 'album + | Ed Sheeran'],
    ['宇多田ヒカル', 'artist 宇多田ヒカル', 'artist 宇多田'],
    ['parachutes', 'album Parachutes | Coldplay', 'artist Parachutes'],
    ['hello', 'artist Hello', 'playlist Hello | Anna'],
    ['queen', 'artist Queen', 'album Queen | Jessie J', 'track Under Pressure | Queen, David Bowie'],
    // Not where Spotify finds it only far down.
    [
      'hello',
      'album Hello | Adele',
      'artist Hello',
      ...['track A | X', 'track B | Y', 'track C | Z', 'track D | Hello'],
    ],
    // An artist alone is one's wish where nothing else is.
    ['adele', 'track Hello | Adele', 'track Goodbye | Anna'],
    // Nothing.
    ['qwertz', undefined, 'album Quartz | Somebody', 'track Water | X'],
    ['der schatz im silbersee', undefined, 'album Schatz | Somebody', 'album Der See | Somebody'],
  ])('%s: one’s own, and what kind', (query, wanted, ...others) => judge(query, wanted, others));

  it.each<[query: string, titles: string[], ...lines: string[]]>([
    ['hello', ['D', 'B', 'C'], 'track Hello | B', 'track Hello | C', 'album Hello | D'],
    ['hello', ['C', 'B', 'D'], 'album Hello Again | D', 'track Hello | B', '*track Hello | C'],
    // What is one's own leads only where it may be meant.
    [
      'anna berta carla dora emil 2',
      ['X', 'Anna'],
      ...['*album Anna Berta Carla Dora 1 | Anna', 'album Anna Berta Carla Dora Emil 1 | X'],
    ],
  ])('%s: %j', (query, owners, ...lines) => {
    expect(ranked(query, found(lines)).map(({ piece }) => piece.by)).toEqual(owners);
  });

  it('keeps to Spotify’s order among equals, and takes nothing that cannot be played', () => {
    const lines = ['track Hello | Adele', 'track Hello | Lionel Richie'];
    expect(first('hello', lines)).toBe(lines[0]);
    const [piece] = found(lines).map((one) => one.piece);
    expect(piece && candidatesOf([piece])).toEqual([{ piece, owned: false, rank: 0 }]);
    expect(
      piece &&
        candidatesOf([
          { ...piece, playable: false },
          { ...piece, uri: null },
        ]),
    ).toEqual([]);
  });
});

describe('what may be meant as well', () => {
  const names = (query: string, lines: readonly string[]) =>
    contenders(ranked(query, found(lines))).map(({ piece }) => piece.title);

  it.each<[query: string, lines: readonly string[], names: readonly string[]]>([
    [
      'hello',
      ['track Hello | Adele', 'track Hello | Lionel Richie', 'track Halo | Beyoncé'],
      ['Hello', 'Hello'],
    ],
    ['hello', ['track Hello | Adele', 'track Goodbye | Adele'], []],
    // It would not come first if it were one's own.
    ['hello', ['track Hello | Adele', 'track Hello Again | Adele'], []],
    ['hello', ['*track Hello | Adele', 'track Hello | Lionel Richie'], []],
    ['hello', [], []],
  ])('%s among %j', (query, lines, expected) => expect(names(query, lines)).toEqual(expected));
});

describe('a playlist of one’s own', () => {
  const names = new Map(
    ['Abend', 'Abendessen', 'Kinder', 'Für Jürgen', 'Kinder (2)'].map((name) => [name, name]),
  );
  it.each([
    ['abend', 'Abend'],
    ['abendessn', 'Abendessen'],
    ['fuer juergen', 'Für Jürgen'],
    ['jürgen', 'Für Jürgen'],
    ['kinder', 'Kinder'],
    ['kinder 2', 'Kinder (2)'],
    ['ab', undefined],
    ['musik', undefined],
  ])('%s is %s', (query, expected) => expect(theOneLike(query, names)).toBe(expected));

  it.each([
    ['party', ['Party Mix', 'Party Mix Two'], undefined],
    ['party', ['Party X', 'Party Y'], undefined],
    ['party', ['Party', 'PARTY!'], undefined],
    ['party', ['Party Mix', 'Work'], 'Party Mix'],
    ['party', ['Party (2020)', 'Party Mix'], 'Party (2020)'],
    ['party', [], undefined],
  ])('%s among %j is %s', (query, own, expected) => {
    expect(theOneLike(query, new Map(own.map((name) => [name, name])))).toBe(expected);
  });
});

describe('nothing', () => {
  it('says what was looked for, and what came near', () => {
    const lines = ['album Quartz | Somebody', 'artist Quality', 'track Water | X', 'track Fire | Y'];
    expect(nothingLike('qwertz', 'album', ranked('qwertz', found(lines)))).toBe(
      'no album is called "qwertz"; nearest are Quartz by Somebody (album), Water by X (track), Quality (artist)',
    );
    expect(nothingLike('x', 'show', ranked('x', found(['playlist Mix', 'artist Abba | ABBA'])))).toBe(
      'no show is called "x"; nearest are Abba (artist), Mix (playlist)',
    );
    expect(nothingLike('qwertz', undefined, [])).toBe(
      'nothing is called "qwertz"; Spotify found nothing at all',
    );
  });
});
