import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TELEVISION_CLIENT } from '../../src/simulator/accounts/client.ts';
import { ownAddresses } from '../../src/surroundings.ts';
import { decodeQr } from '../decode-qr.ts';
import { find, openBrowser } from './browser.ts';
import { dockerMissing } from './docker.ts';
import { freePort } from './free-port.ts';
import { type House, openHouse } from './house.ts';
import { addPlainUser } from './onboarding.ts';
import { is, until } from './until.ts';

const pairingShape = z.object({
  method: z.enum(['spotify', 'bridge']),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
});

/** `family` has an app that Spotify issues codes for, `guests` one of a dashboard, for which the bridge does. */
const ISSUED = [
  ['family', 'Spotify Family', 'spotify'],
  ['guests', 'Spotify Guests', 'bridge'],
] as const;

describe.runIf(dockerMissing === undefined)('pairing, in Home Assistant', () => {
  let house: House;
  let pages: string;
  const shown = (account: string, entity: string, key: string) => () =>
    house.home.state(`${entity}.spotify_${account}_${key}`);
  const notice = (account: string, ...words: string[]) =>
    until(
      `a notification for ${account} with ${words}`,
      () => house.home.notification(`spotify2mqtt_${account}`),
      (text) => text !== undefined && words.every((word) => text.includes(word)),
      { within: 60_000 },
    );
  /** As MQTT says it; throws while none runs. */
  const pairing = (account: string) =>
    pairingShape.parse(JSON.parse(house.ear.last(`spotify2mqtt/${account}/pairing`) ?? '{}'));
  const atSpotify = (decision: 'agree' | 'cancel') =>
    openBrowser().send(`${house.spotify.base}/pair`, {
      code: pairing('family').user_code,
      user: 'family',
      decision,
    });
  const press = () => house.home.call('button.press', { entity_id: 'button.spotify_family_pair' });

  beforeAll(async () => {
    house = await openHouse();
    const { home } = house;
    const port = await freePort();
    // By its address in the house, as a phone has it: then Spotify cannot send the browser back.
    pages = `http://${ownAddresses()[0] ?? '127.0.0.1'}:${port}`;
    await house.bridge(
      { family: { client_id: TELEVISION_CLIENT }, guests: {} },
      {
        http: { port, url: pages },
        home_assistant: { url: home.base, token: await addPlainUser(home.base, home.token) },
      },
    );
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it.each(ISSUED)('shows a code for %s where people look', async (account, name, method) => {
    const now = await until(
      'a code',
      () => pairing(account),
      () => true,
    );
    expect(now.method).toBe(method);
    await notice(account, `Pair ${name} with Spotify: `, `**${now.user_code}**`, now.verification_uri);
    await until('the code', shown(account, 'sensor', 'pairing_code'), is(now.user_code));
    await until('not paired', shown(account, 'binary_sensor', 'paired'), is('off'));
    await until('no player', shown(account, 'sensor', 'title'), is('unavailable'));
  });

  it.each(ISSUED)('draws the link for %s as a QR code', async (account) => {
    const read = async () => decodeQr(await house.home.picture(`image.spotify_${account}_pairing_qr`));
    await until('the QR code', read, is(pairing(account).verification_uri_complete));
  });

  it('keeps a code that is good, also where somebody presses Pair', async () => {
    await press();
    // Denied by its code: it was still the one.
    expect((await atSpotify('cancel')).text).toContain('was not paired');
    await notice('family', 'Spotify Family is not paired', 'was denied');
    await until('no code', shown('family', 'sensor', 'pairing_code'), is('unknown'));
    expect(house.ear.last('spotify2mqtt/family/pairing')).toBeUndefined();
  });

  it('shows a new code after Pair is pressed', async () => {
    await press();
    const { user_code } = await until(
      'a new code',
      () => pairing('family'),
      () => true,
    );
    await notice('family', `**${user_code}**`);
    await until('the code', shown('family', 'sensor', 'pairing_code'), is(user_code));
  });

  it("shows it again after Home Assistant's restart", async () => {
    await house.home.restart();
    for (const [account] of ISSUED) {
      const { user_code } = pairing(account);
      await notice(account, `**${user_code}**`);
      await until('the code', shown(account, 'sensor', 'pairing_code'), is(user_code));
    }
  });

  it('pairs by the code at Spotify, and the player comes', async () => {
    expect((await atSpotify('agree')).text).toContain('you are all set');
    await isPaired('family', 'Spotify Family');
  });

  it('pairs by an address of 500 characters that is sent to Home Assistant', async () => {
    const browser = openBrowser();
    const { verification_uri_complete } = pairing('guests');
    const page = await browser.open(verification_uri_complete);
    const user_code = find(page, /name="user_code"[^>]* value="([^"]+)"/);
    const steps = await browser.send(`${pages}/pair`, { user_code });
    const spotify = find(steps, /<a class="button" href="([^"]+)"/);
    const form = await browser.open(spotify);
    const action = new URL(find(form, /<form method="post" action="([^"]+)"/), spotify).href;
    const { away = '' } = await browser.send(action, { user: 'guest', decision: 'agree' });
    expect(away).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\?code=/);
    const address = `${away}&padding=`.padEnd(500, 'x');
    await house.home.call('notify.send_message', {
      entity_id: 'notify.spotify_guests_pairing_address',
      message: address,
    });
    await isPaired('guests', 'Spotify Guests');
  });

  it('gave the MQTT integration nothing to complain about', async () => {
    expect(await house.home.complaints()).toEqual([]);
  });

  async function isPaired(account: string, name: string): Promise<void> {
    const { home } = house;
    await until('paired', shown(account, 'binary_sensor', 'paired'), is('on'));
    await notice(account, `${name} is paired: `);
    await until('the player', shown(account, 'sensor', 'title'), (title) => title !== 'unavailable');
    await until('no code', shown(account, 'sensor', 'pairing_code'), is('unknown'));
    const read = async () => decodeQr(await home.picture(`image.spotify_${account}_pairing_qr`));
    await until('no QR code', read, is(undefined));
    const end = Date.parse((await shown(account, 'sensor', 'paired_until')()) ?? '');
    const days = (end - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(180);
    expect(days).toBeLessThan(185);
  }
});
