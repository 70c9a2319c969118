import { describe, expect, it } from 'vitest';
import { pairRequests } from '../../../src/bridge/requests/pair.ts';
import { Trouble } from '../../../src/core/problem.ts';
import { FakeDesk } from '../../fakes/desk.ts';

const redirect_uri = 'https://my.home-assistant.io/redirect/oauth';
const state = 'a-state-of-home-assistant';

function asking(keys = ['family', 'kids']) {
  const desk = new FakeDesk();
  const requests = pairRequests(desk, () => keys);
  const ask = async (what: string, payload: object | string): Promise<object> => {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const request = requests[what];
    if (!request) throw new Error(`no request ${what}`);
    return request(text);
  };
  const problem = async (what: string, payload: object | string) => {
    const error = await ask(what, payload).catch((caught: unknown) => caught);
    if (error instanceof Trouble) return error.problem;
    throw new Error(`${what} was answered: ${JSON.stringify(error)}`);
  };
  return { desk, ask, problem };
}

describe('pair', () => {
  it('begins as the button does', async () => {
    const { desk, ask } = asking();
    expect(await ask('pair', 'kids')).toEqual({ account: 'kids' });
    expect(await ask('pair', { account: 'family' })).toEqual({ account: 'family' });
    expect(desk.calls).toEqual(['begin kids', 'begin family']);
    const alone = asking(['family']);
    expect(await alone.ask('pair', '')).toEqual({ account: 'family' });
  });

  it('gives Home Assistant the page to send its browser to, and shows no code', async () => {
    const { desk, ask } = asking();
    const answer = await ask('pair', { account: 'family', redirect_uri, state });
    expect(answer).toEqual({ account: 'family', authorize_url: expect.stringContaining('/authorize?') });
    expect(desk.calls).toEqual([`authorize family ${redirect_uri} ${state}`]);
  });

  it.each([
    ['nobody', 'no account "nobody"; there are family, kids'],
    ['', 'there are family, kids'],
    [{ account: 'family', redirect_uri }, 'go together'],
    [{ account: 'family', state }, 'go together'],
    [{ account: 'family', url: 'x' }, 'unknown "url"'],
    [{ account: 'family', redirect_uri, state: 'x'.repeat(5_000) }, 'state'],
  ])('refuses %j with words', async (payload, words) => {
    const { desk, problem } = asking();
    expect(await problem('pair', payload)).toMatchObject({
      kind: 'bad_payload',
      message: expect.stringContaining(words),
    });
    expect(desk.calls).toEqual([]);
  });
});

describe('pair/finish', () => {
  async function begun() {
    const house = asking();
    await house.ask('pair', { account: 'family', redirect_uri, state });
    house.desk.calls.length = 0;
    return house;
  }

  it('takes what Spotify answered, once', async () => {
    const { desk, ask, problem } = await begun();
    expect(await ask('pair/finish', { code: 'c', state })).toEqual({
      account: 'family',
      name: 'Family',
      profile: 'Berta B.',
      warnings: ['No Premium.'],
    });
    expect(desk.calls).toEqual([`land ${JSON.stringify({ code: 'c', state })}`]);
    expect(desk.visits).toEqual([null]);
    expect(await problem('pair/finish', { code: 'c', state })).toMatchObject({ kind: 'refused' });
  });

  it('takes a pasted address, plain too', async () => {
    const { desk, ask } = await begun();
    const address = `${desk.returnUrl}?code=c&state=${state}`;
    expect(await ask('pair/finish', address)).toMatchObject({ profile: 'Berta B.' });
    expect(desk.calls).toEqual([`paste ${address}`]);
  });

  it('asks for another person by a ticket', async () => {
    const { ask } = await begun();
    expect(await ask('pair/finish', { code: 'other_person', state })).toEqual({
      confirm: { ticket: 'ticket-1', before: 'Anna K.', now: 'Berta B.', message: 'other' },
    });
    expect(await ask('pair/finish', { ticket: 'ticket-1' })).toMatchObject({ account: 'family' });
  });

  it.each([
    [{ error: 'access_denied', state }, 'refused'],
    [{ code: 'not_registered', state }, 'not_registered'],
    [{ code: 'taken', state }, 'refused'],
    [{ code: 'c', state: 'another' }, 'refused'],
    [{ code: 'c' }, 'bad_payload'],
    [{ state }, 'bad_payload'],
    [{ code: 'c', state, ticket: 't' }, 'bad_payload'],
    ['', 'bad_payload'],
  ])('answers %j with %s', async (payload, kind) => {
    const { problem } = await begun();
    expect(await problem('pair/finish', payload)).toMatchObject({ kind });
  });
});
