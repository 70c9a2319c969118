import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { World } from '../../src/simulator/world.ts';
import { contract } from './contract.ts';

const PATHS = [
  '/me/player',
  '/me/player/play',
  '/me/player/seek',
  '/me/player/queue',
  '/me/player/volume',
  '/me/library',
  '/playlists/37i9dQZF1DXgentleHits1/items',
  '/search',
  '/me/player/recently-played',
];
const OTHER_PATHS = [
  '/authorize',
  `/authorize?client_id=${DASHBOARD_CLIENT}&response_type=code&redirect_uri=http://127.0.0.1/callback&code_challenge_method=S256&code_challenge=${'x'.repeat(43)}`,
  '/api/token',
  '/oauth2/device/authorize',
  '/pair',
  '/control/scene',
  '/control/act',
  '/control/faults',
  '/control/media_player',
];
const awkward = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom('null', '[]', '{"uris":[null]}', '{"offset":{"position":-1}}', 'a=%&a=%', '%'),
);

describe('whatever is asked', () => {
  it('gets an answer, and one that the contract knows', () => {
    const world = new World(0, { settings: { requestsPer30s: 100_000 } });
    const authorization = `Bearer ${world.control.accessToken({}, 0)}`;
    world.control.scene(
      { uri: world.spotify.catalogue.albumNamed('Nordlys').uri, device: 'Kitchen', playing: true },
      0,
    );
    const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH');
    const query = fc.dictionary(
      fc.constantFrom(
        'uris',
        'uri',
        'limit',
        'position_ms',
        'volume_percent',
        'device_id',
        'q',
        'type',
        'fields',
        'after',
      ),
      awkward,
    );
    fc.assert(
      fc.property(method, fc.constantFrom(...PATHS), query, awkward, (verb, path, fields, body) => {
        const url = `/v1${path}?${new URLSearchParams(fields)}`;
        const answer = world.answer({ method: verb, url, headers: { authorization }, body }, 1000);
        // What a method does not serve is 405, which no client should ever see and no description lists.
        expect(answer.status).toBeLessThan(500);
        if (contract && answer.status < 400)
          expect(contract.check(verb, path, answer.status, answer.body)).toEqual([]);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  it('is answered at the other desks too', () => {
    const world = new World(0);
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST'),
        fc.constantFrom(...OTHER_PATHS),
        awkward,
        fc.string(),
        (method, path, body, cookie) => {
          const headers = {
            'content-type': 'application/x-www-form-urlencoded',
            authorization: `Basic ${cookie}`,
            cookie: `simulated_listener=${cookie}`,
          };
          expect(world.answer({ method, url: path, headers, body }, 1000).status).toBeLessThan(500);
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });

  it('passes days in a moment, with players that keep playing', () => {
    const world = new World(0);
    const scene = world.control.scene(
      { uri: world.spotify.catalogue.albumNamed('Nordlys').uri, device: 'Kitchen', playing: true },
      0,
    );
    expect(scene.playing).toBe(true);
    for (let hour = 1; hour <= 24 * 30; hour++)
      expect(world.control.player('family', hour * 3_600_000).playing).toBe(true);
  });
});
