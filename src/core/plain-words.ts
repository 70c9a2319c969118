/** Names as people type and say them: words without case, accents, punctuation and what only decorates. */

/** Signs that are spoken, and those that stand for letters. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\?{3}/g, ' fragezeichen '],
  [/!{3}/g, ' ausrufezeichen '],
  [/(?<=\p{L})!(?=\p{L})/gu, 'i'],
  [/(?<=\p{L})\$(?=\p{L})/gu, 's'],
  [/[&+]/g, ' und '],
  [/(?<=\p{L})['’‘`´.](?=\p{L})/gu, ''],
];

/** Numbers that people write otherwise than the title does. Roman ones begin at two: `i` and `v` are words. */
const NUMBERS: Readonly<Record<string, string>> = {
  one: '1',
  eins: '1',
  two: '2',
  zwei: '2',
  ii: '2',
  three: '3',
  drei: '3',
  iii: '3',
  four: '4',
  vier: '4',
  iv: '4',
  five: '5',
  funf: '5',
  six: '6',
  sechs: '6',
  vi: '6',
  seven: '7',
  sieben: '7',
  vii: '7',
  eight: '8',
  acht: '8',
  viii: '8',
  nine: '9',
  neun: '9',
  ix: '9',
  ten: '10',
  zehn: '10',
};

/** Before a number they say nothing that the number does not. */
const COUNTERS = /^(folge|episode|ep|teil|part|vol|volume|nr|no|number|nummer|kapitel|chapter|cd)$/;
const JOINERS = /^(und|and|et)$/;
const ARTICLES = /^(the|a|an|der|die|das|den|dem|ein|eine|le|la|les|el|los|las|il)$/;
/** They join a title and a name. */
const LINKS = /^(von|vom|by|from|mit|with|feat|ft|featuring)$/;

/** The words of a name: `Die Drei ??? – Folge 001` is 3, fragezeichen, 1. */
export function wordsOf(text: string): string[] {
  const heard = plain(text)
    .split(' ')
    .filter((word) => word !== '');
  // Titles may be nothing but signs.
  if (heard.length === 0) return [text.trim()].filter((sign) => sign !== '');
  const words = heard.map((word) => NUMBERS[word] ?? word.replace(/^0+(?=\d+$)/, ''));
  const counted = words.filter((word, at) => !(COUNTERS.test(word) && isNumber(words[at + 1])));
  const joined = counted.filter((word) => !JOINERS.test(word));
  const said = joined.length > 0 ? joined : counted;
  return ARTICLES.test(said[0] ?? '') && said.length > 1 ? said.slice(1) : said;
}

/**
 * Umlauts and their spellings are one: Brüder, Brueder and Bruder. That
 * makes `blue` and `blu` one too, which costs little.
 */
function plain(text: string): string {
  let signed = text.normalize('NFKC');
  for (const [sign, spoken] of SIGNS) signed = signed.replace(sign, spoken);
  return signed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}]/gu, ' ');
}

export function isNumber(word: string | undefined): boolean {
  return word !== undefined && /^\d+$/.test(word);
}

/** Whether a word may be missing. */
export function isSmall(word: string): boolean {
  return ARTICLES.test(word) || LINKS.test(word);
}

const GUESTS = /[\s([]+(?:feat|ft|featuring)\b\.?\s+([^)\]]*)[)\]]?/i;
const EDITION =
  /\s+[-–—]\s+[^-–—]*\b(remaster(ed)?|version|edit|live|mix|mono|stereo|deluxe|edition|single|original|anniversary|soundtrack|acoustic|bonus|hörspiel|hörbuch|radio)\b.*$/i;
const BRACKETS = /\s*[([][^)\]]*[)\]]\s*$/;

/** A title, without its edition, and who is a guest in it. */
export function partsOf(title: string): { bare: string; guests: string } {
  const guests = GUESTS.exec(title)?.[1] ?? '';
  let bare = title.replace(GUESTS, ' ').replace(EDITION, '');
  while (BRACKETS.test(bare)) bare = bare.replace(BRACKETS, '');
  return { bare: bare.trim() === '' ? title : bare, guests };
}
