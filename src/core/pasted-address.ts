/**
 * The address that a browser could not open, as people bring it back: wrapped by mail, escaped by a form, without its
 * scheme, in quotes, twice, or another address altogether. Whose answer it is, the `state` in it says to others.
 */
import { normaliseUserCode } from './user-code.ts';

/** What is the matter with what was pasted, for pages in other languages. */
export type PastedMistake =
  | 'authorize_page'
  | 'own_page'
  | 'user_code'
  | 'unrelated'
  | 'nothing'
  | 'without_query'
  | 'without_code'
  | 'without_state'
  | 'shortened';

export type Pasted =
  /** Spotify's answer (RFC 6749 §4.1.2): a code, or an error such as `access_denied`. */
  | { kind: 'answer'; state: string; code?: string; error?: string }
  /** `half` begins or ends where an answer would not; `wrong` is none. `message` is for people. */
  | { kind: 'half' | 'wrong'; why: PastedMistake; message: string };

const MISTAKES = {
  authorize_page: [
    'wrong',
    'That is the page where you allow it: press “Agree” there first, then copy the address of the page that does not open. ' +
      'If it says INVALID_CLIENT instead, the redirect address is not registered for the app at https://developer.spotify.com/dashboard.',
  ],
  own_page: [
    'wrong',
    'That is the address of the page for the code. Copy the one that Spotify sends you to after “Agree”, the page that does not open.',
  ],
  user_code: [
    'wrong',
    'That is the pairing code. Here goes the address that Spotify sends you to after “Agree”, the page that does not open.',
  ],
  unrelated: [
    'wrong',
    'That is not the address that Spotify sent you to: it begins with http://127.0.0.1 and holds code= and state=.',
  ],
  nothing: ['wrong', 'Nothing was pasted. Copy the whole address of the page that does not open.'],
  without_query: [
    'half',
    'Only the beginning of the address arrived. Copy all of it, with everything after the question mark.',
  ],
  without_code: [
    'half',
    'Only the end of the address arrived, without its code. Copy all of it, from its beginning.',
  ],
  without_state: [
    'half',
    'The end of the address is missing (state=…). Copy all of it: mark it whole before you copy.',
  ],
  shortened: [
    'half',
    'The address was shortened on the way (…). Copy it from the address bar, where it is whole.',
  ],
} as const satisfies Record<PastedMistake, readonly ['half' | 'wrong', string]>;

/** A real one has 281 to 550 characters; a page of mail around it is forgiven. */
const LONGEST = 20_000;

/** Judges what was pasted. Never throws; the first whole answer in the text counts, else the first mistake that says something. */
export function readPasted(text: string): Pasted {
  const plain = plainText(text.slice(0, LONGEST));
  if (plain === '') return mistake('nothing');
  if (/^[a-z]{4}\W?[a-z]{4}$/i.test(plain) && normaliseUserCode(plain).length === 8) {
    return mistake('user_code');
  }
  let first: Pasted | undefined;
  for (const reading of [plain, decoded(plain), decoded(decoded(plain))]) {
    for (const address of reading.split(/(?=https?:\/\/)/i)) {
      const judged = judge(address);
      if (judged?.kind === 'answer') return judged;
      first ??= judged;
    }
    // Spotify's own pages carry addresses inside, which are not meant.
    if (first) return first;
  }
  return mistake('unrelated');
}

/** In one line, without what mail and forms put in: blanks, invisible characters, quotation marks before a line, escapes. */
function plainText(text: string): string {
  return text
    .replace(/[\r\n][>|\s]+/g, '')
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '')
    .replace(/&(?:(?:amp|#38|#x26);)+|\\u0026/gi, '&')
    .replace(/\.{3}/g, '…');
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}

/** One address, or the part of it that holds the query; undefined where it says nothing of itself. */
function judge(text: string): Pasted | undefined {
  // What an address cannot hold ends it; in front of it that is dropped.
  const address = text.replace(/^["'“”„«»‘’`<([{]+/, '').replace(/["'“”„«»‘’`<>(){}\\^|].*/, '');
  const [beforeHash = ''] = address.split('#');
  const mark = beforeHash.indexOf('?');
  const place = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  if (isSpotifys(address, place)) return mistake('authorize_page');
  if (/\/pair\/?$/i.test(place)) return mistake('own_page');
  const start = /(?:^|[?&:;])((?:code|state|error)=.*)/i.exec(beforeHash)?.[1];
  if (start === undefined) return /\/callback\/?$/i.test(place) ? mistake('without_query') : undefined;
  return answerIn(membersOf(start));
}

/** Where the person agrees, logs in, or is told that the app is wrong; any `accounts_url` has an /authorize. */
function isSpotifys(address: string, place: string): boolean {
  return (
    /(^|\/\/|@)accounts\.spotify\.com(:\d+)?(\/|$)/i.test(place) ||
    /[?&](code_challenge|response_type)=/i.test(address)
  );
}

function answerIn(members: ReadonlyMap<string, string>): Pasted {
  const [code, state, error] = ['code', 'state', 'error'].map((name) => members.get(name) || undefined);
  if (code?.includes('…') || state?.includes('…')) return mistake('shortened');
  if (state === undefined) return mistake('without_state');
  if (code === undefined && error === undefined) return mistake('without_code');
  return { kind: 'answer', state, ...(code && { code }), ...(error && { error }) };
}

/** By lower-case names (phones write capitals); of a name that comes twice the first counts. */
function membersOf(query: string): Map<string, string> {
  const members = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const plain = name.toLowerCase();
    if (!members.has(plain)) members.set(plain, value);
  }
  return members;
}

function mistake(why: PastedMistake): Pasted {
  const [kind, message] = MISTAKES[why];
  return { kind, why, message };
}
