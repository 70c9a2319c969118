import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPasted } from '../../src/core/pasted-address.ts';

const CODE = `AQ${'aB3-_xyz90'.repeat(30)}`;
const STATE = 'Zk3-x_9QwErTyUiOpAsDfGhJkLzXcVbNm1234567890';
const QUERY = `code=${CODE}&state=${STATE}`;
const ADDRESS = `http://127.0.0.1:8099/callback?${QUERY}`;
const ANSWER = { kind: 'answer', code: CODE, state: STATE };
const AUTHORIZE = `https://accounts.spotify.com/authorize?client_id=x&response_type=code&redirect_uri=${encodeURIComponent('http://127.0.0.1:8099/callback')}&state=${STATE}&code_challenge=y`;

const wrapped = (text: string, width: number, glue: string) =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(glue);

describe('an answer', () => {
  it.each<[string, string]>([
    ['as it is', ADDRESS],
    ['with blanks around', `  ${ADDRESS}\r\n`],
    ['broken by mail', wrapped(ADDRESS, 60, '\r\n')],
    ['quoted by mail', wrapped(ADDRESS, 60, '\r\n> ')],
    ['quoted twice by mail', wrapped(ADDRESS, 60, '\r\n> > ')],
    ['with blanks and invisible characters inside', wrapped(ADDRESS, 30, ' \u200b\u00a0')],
    ['without scheme', ADDRESS.slice('http://'.length)],
    ['the path and query alone', `/callback?${QUERY}`],
    ['the query alone', `?${QUERY}`],
    ['its members alone', QUERY],
    ['in another order', `http://127.0.0.1:8099/callback?state=${STATE}&code=${CODE}`],
    ['with a fragment', `${ADDRESS}#_=_`],
    ['in quotes', `"${ADDRESS}"`],
    ['its members in quotes', `"${QUERY}"`],
    ['in brackets and quotes', `<"${QUERY}">`],
    ['with words behind quotes', `${ADDRESS}" does not open`],
    ['behind one that was cut', `http://127.0.0.1:8099/callback\n${ADDRESS}`],
    ['below a page that is called like ours', `https://bridge.example/pair/callback?${QUERY}`],
    ['with a member twice', `${ADDRESS}&code=x&state=y`],
    ['in typographic quotes', `„${ADDRESS}“`],
    ['in angle brackets', `<${ADDRESS}>`],
    ['in Markdown', `[page](${ADDRESS})`],
    ['after words', `This page does not open: ${ADDRESS}`],
    ['twice', `${ADDRESS}\n${ADDRESS}`],
    ['twice without a gap', ADDRESS + ADDRESS],
    ['HTML-escaped', ADDRESS.replace('&', '&amp;')],
    ['HTML-escaped twice', ADDRESS.replace('&', '&amp;amp;')],
    ['JSON-escaped', `{"address":"${ADDRESS.replace('&', '\\u0026')}"}`],
    ['percent-encoded', encodeURIComponent(ADDRESS)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(ADDRESS))],
    ['in a search engine', `https://www.google.com/url?q=${encodeURIComponent(ADDRESS)}&sa=D`],
    ['with a capital that a phone put in', `Http://127.0.0.1:8099/callback?Code=${CODE}&state=${STATE}`],
    ['over IPv6', `http://[::1]:8099/callback?${QUERY}`],
    ['of a public bridge', `https://bridge.example/callback?${QUERY}`],
    ['through Home Assistant', `https://my.home-assistant.io/redirect/oauth?${QUERY}`],
  ])('%s', (_, text) => {
    expect(readPasted(text)).toEqual(ANSWER);
  });

  it('may be no', () => {
    expect(readPasted(`http://127.0.0.1:8099/callback?error=access_denied&state=${STATE}`)).toEqual({
      kind: 'answer',
      error: 'access_denied',
      state: STATE,
    });
  });

  it('may have a short code, which only its issuer can judge', () => {
    expect(readPasted('127.0.0.1/callback?code=c1&state=s1')).toMatchObject({ code: 'c1', state: 's1' });
  });

  it('decodes its members', () => {
    expect(readPasted('/callback?code=a%2Fb&state=s%20t')).toMatchObject({ code: 'a/b', state: 's t' });
  });
});

describe('no answer', () => {
  it.each<[string, string, string]>([
    [AUTHORIZE, 'wrong', 'authorize_page'],
    [encodeURIComponent(AUTHORIZE), 'wrong', 'authorize_page'],
    [AUTHORIZE.replace('https://accounts.spotify.com', 'http://127.0.0.1:8090'), 'wrong', 'authorize_page'],
    [
      `https://accounts.spotify.com/de/login?continue=${encodeURIComponent(AUTHORIZE)}`,
      'wrong',
      'authorize_page',
    ],
    ['accounts.spotify.com/authorize', 'wrong', 'authorize_page'],
    ['http://spotify.home:8099/pair', 'wrong', 'own_page'],
    ['http://spotify.home:8099/pair?code=WDJB-MJHT', 'wrong', 'own_page'],
    ['https://spotify.com/pair?code=2ZGVTJ', 'wrong', 'own_page'],
    ['wdjb-mjht', 'wrong', 'user_code'],
    ['WDJBMJHT', 'wrong', 'user_code'],
    // Vowels are in no code; nor is anything around them.
    ['code-here', 'wrong', 'unrelated'],
    ['wdjb-mjht-x', 'wrong', 'unrelated'],
    ['1-wdjb-mjht', 'wrong', 'unrelated'],
    ['wdjb-mjht-1', 'wrong', 'unrelated'],
    ['wdj-bmjht', 'wrong', 'unrelated'],
    ['accounts.spotify.com', 'wrong', 'authorize_page'],
    ['https://accounts.spotify.com:443/status', 'wrong', 'authorize_page'],
    ['https://example.org/callback/help', 'wrong', 'unrelated'],
    // A page of mail is read, a book is not.
    [`${'x'.repeat(20_000)} ${ADDRESS}`, 'wrong', 'unrelated'],
    ['https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh?si=x', 'wrong', 'unrelated'],
    ['http://127.0.0.1:8099/', 'wrong', 'unrelated'],
    ['hello', 'wrong', 'unrelated'],
    [' \n', 'wrong', 'nothing'],
    ['http://127.0.0.1:8099/callback', 'half', 'without_query'],
    ['127.0.0.1:8099/callback?', 'half', 'without_query'],
    [ADDRESS.slice(0, 255), 'half', 'without_state'],
    [ADDRESS.slice(0, ADDRESS.indexOf('&') + 4), 'half', 'without_state'],
    [`http://127.0.0.1:8099/callback?code=${CODE}&state=`, 'half', 'without_state'],
    ['http://127.0.0.1:8099/callback?error=access_denied', 'half', 'without_state'],
    [`&state=${STATE}`, 'half', 'without_code'],
    [`http://127.0.0.1:8099/callback?code=&state=${STATE}`, 'half', 'without_code'],
    [`http://127.0.0.1:8099/callback?code=${CODE.slice(0, 20)}…&state=${STATE}`, 'half', 'shortened'],
    [`http://127.0.0.1:8099/callback?code=${CODE.slice(0, 20)}...`, 'half', 'shortened'],
  ])('%.200s', (text, kind, why) => {
    const judged = readPasted(text);
    expect(judged).toMatchObject({ kind, why });
    // What to do is said, and no code is repeated.
    expect('message' in judged && judged.message).toMatch(/[Cc]opy|Here goes|holds/);
    expect(JSON.stringify(judged)).not.toContain(CODE.slice(0, 20));
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ADDRESS,
        AUTHORIZE,
        '%',
        '%c3',
        '&amp;',
        'code=',
        '&state=',
        '?',
        '…',
        'http://',
        '\n>',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(['answer', 'half', 'wrong']).toContain(readPasted(pieces.join('')).kind);
      }),
    );
  });

  it('is judged soon, however long', () => {
    for (const text of ['\n>', '%25', '&amp;', 'http://', '?code=', '"']) readPasted(text.repeat(200_000));
  });
});
