import { describe, expect, it } from 'vitest';
import { resolveLink } from '../../../src/adapters/spotify/resolve-link.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { type Answer, broken, FakeGate, fakeWeb, reply, troubleOf } from './fake-web.ts';

const TRACK = 'https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl';
const twice = encodeURIComponent(encodeURIComponent(TRACK));
const to = (location: string) => reply(307, '', { location });
const page = (content: string) => `<html><a href="https://open.spotify.com/static/x.css">${content}</html>`;

function given(...answers: Answer[]) {
  const clock = new FakeClock();
  const web = fakeWeb(new FakeGate(), ...answers);
  return { clock, sent: web.sent, resolve: (link: string) => resolveLink({ fetch: web.fetch, clock }, link) };
}

describe('resolveLink', () => {
  it.each<[string, string, Answer[], string]>([
    ['a redirect', 'https://spotify.link/abc', [to(TRACK)], TRACK],
    [
      'a relative redirect',
      'https://open.spotify.com/s/abc',
      [to('/track/1?si=2')],
      'https://open.spotify.com/track/1?si=2',
    ],
    ['two redirects', 'https://spotify.link/abc', [to('https://open.spotify.com/s/x'), to(TRACK)], TRACK],
    [
      'a target in a foreign redirect',
      'https://open.spotify.com/s/abc',
      [to(`https://app.test/?u=${twice}&x=1`)],
      TRACK,
    ],
    [
      'og:url',
      'https://open.spotify.com/s/abc',
      [reply(200, page(`<meta property="og:url" content="${TRACK}"/>`))],
      TRACK,
    ],
    [
      'og:url the other way round',
      'https://open.spotify.com/s/abc',
      [reply(200, page(`<meta content='${TRACK}?a=1&amp;b=2' property='og:url'>`))],
      `${TRACK}?a=1&b=2`,
    ],
    [
      'a target in the page, encoded twice',
      'https://open.spotify.com/s/abc',
      [reply(200, page(`x=${twice}&y`))],
      TRACK,
    ],
    [
      'a target in the page, encoded once',
      'https://open.spotify.com/s/abc',
      [reply(200, page(encodeURIComponent(TRACK)))],
      TRACK,
    ],
    [
      'og:url that is the page itself',
      'https://open.spotify.com/s/abc',
      [reply(200, page(`<meta property="og:url" content="https://open.spotify.com/s/abc">${twice}`))],
      TRACK,
    ],
    [
      '$full_url, without asking',
      `https://spotify.app.link/?$full_url=${encodeURIComponent(TRACK)}`,
      [],
      TRACK,
    ],
    ['an address that is final already', TRACK, [], TRACK],
    [
      'a long page that names it early',
      'https://spotify.link/a',
      [reply(200, page(TRACK) + 'x'.repeat(300_000))],
      TRACK,
    ],
  ])('finds %s', async (_, link, answers, expected) => {
    const { resolve, sent } = given(...answers);
    expect(await resolve(link)).toBe(expected);
    expect(sent).toHaveLength(answers.length);
    for (const { headers } of sent) {
      expect(headers['user-agent']).toContain('Mobile');
      expect(headers).not.toHaveProperty('authorization');
    }
  });

  it.each([
    'http://spotify.link/abc',
    'https://open.spotify.com.evil.test/s/abc',
    'https://user:pw@spotify.link/abc',
    'https://spotify.link:8443/abc',
    'spotify:track:1',
    '',
  ])('asks nobody about %j', async (link) => {
    const { resolve, sent } = given();
    expect(await troubleOf(resolve(link))).toMatchObject({ problem: { kind: 'refused' } });
    expect(sent).toEqual([]);
  });

  it.each<[string, Answer[], string, number]>([
    ['a foreign host', [to('https://evil.test/track/1')], 'refused', 1],
    ['http', [to('http://open.spotify.com/track/1')], 'refused', 1],
    ['itself', [to('https://spotify.link/abc')], 'refused', 1],
    ['nothing', [reply(404, 'gone')], 'refused', 1],
    ['a page that names it too late', [reply(200, page('x'.repeat(300_000) + TRACK))], 'refused', 1],
    ['trouble', [reply(503)], 'unreachable', 1],
    ['nowhere', [broken('ECONNREFUSED', 'connect')], 'unreachable', 1],
  ])('gives up on a link to %s', async (_, answers, kind, asked) => {
    const { resolve, sent } = given(...answers);
    expect(await troubleOf(resolve('https://spotify.link/abc'))).toMatchObject({ problem: { kind } });
    expect(sent).toHaveLength(asked);
  });

  it('gives up after five hops', async () => {
    let hops = 0;
    const { resolve, sent } = given(() => to(`https://spotify.link/${hops++}`)());
    await troubleOf(resolve('https://spotify.link/abc'));
    expect(sent).toHaveLength(5);
  });

  it('gives up after five seconds', async () => {
    const { resolve, clock } = given('hang');
    const trouble = troubleOf(resolve('https://spotify.link/abc'));
    await clock.advance(5_000);
    expect(await trouble).toMatchObject({ problem: { kind: 'unreachable' } });
  });
});
