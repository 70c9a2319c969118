import { afterEach, describe, expect, it } from 'vitest';
import { connectHomeAssistant } from '../../../src/adapters/home-assistant/home-assistant.ts';
import { openHomePlayers } from '../../../src/adapters/home-assistant/home-players.ts';
import type { HomeAct } from '../../../src/core/ports.ts';
import { Trouble } from '../../../src/core/problem.ts';
import { SeenClock, SeenLog } from '../mqtt/watching.ts';
import { agree, mockServer, type Script } from './mock-server.ts';

const SONOS = 'media_player.sonos';
const PLAY: HomeAct = {
  entity: SONOS,
  action: 'play_media',
  data: { media_content_id: 'spotify:album:1', media_content_type: 'music' },
};

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

/**
 * A Home Assistant that tells of `states` (entity → compressed state)
 * to who subscribes, and answers actions by `script`.
 */
async function open(states: object = { [SONOS]: { s: 'idle', a: {} } }, script: Script = agree) {
  const server = stack.use(
    await mockServer((visit) => {
      if (visit.said.type === 'call_service') script(visit);
      else agree(visit);
      if (visit.said.type === 'subscribe_entities')
        visit.send({ id: visit.said.id, type: 'event', event: { a: states } });
    }),
  );
  const clock = new SeenClock();
  const log = new SeenLog();
  const { signal } = new AbortController();
  const home = connectHomeAssistant({ url: server.url, token: 'token' }, log, clock, signal, () => 1);
  stack.defer(() => home.close());
  const players = openHomePlayers(home, [SONOS], log);
  await new Promise<void>((ready) => home.onReady(ready));
  await home.command('fence');
  return {
    ...{ server, home, players, log, clock },
    tell: async (event: object) => {
      const id = server.of('subscribe_entities').at(-1)?.id;
      server.sockets.at(-1)?.send(JSON.stringify({ id, type: 'event', event }));
      await home.command('fence');
    },
    /** `done`, or why not. */
    perform: (act = PLAY) =>
      players.perform(act).then(
        () => 'done',
        (error: unknown) => {
          if (!(error instanceof Trouble)) throw error;
          return `${error.problem.kind}: ${error.message}`;
        },
      ),
  };
}

describe("a media_player over Home Assistant's WebSocket", () => {
  it('is asked by its id', async () => {
    const { server, perform } = await open();
    expect(await perform()).toBe('done');
    expect(server.of('call_service')).toMatchObject([
      {
        domain: 'media_player',
        service: 'play_media',
        service_data: PLAY.data,
        target: { entity_id: SONOS },
      },
    ]);
  });

  it.each<[code: string, text: string, expected: RegExp]>([
    [
      'service_validation_error',
      'Validation error: Entity media_player.sonos does not support action media_player.play_media.',
      /^restricted: media_player.sonos does not know media_player.play_media$/,
    ],
    ['service_validation_error', 'No such media', /^refused: .*: No such media$/],
    ['home_assistant_error', 'UPnP Error 800', /^refused: .*UPnP Error 800$/],
    ['not_found', 'Service not found.', /^refused: Home Assistant has no action media_player.play_media$/],
    [
      'unauthorized',
      'Unauthorized',
      /^refused: the user of home_assistant.token may not use media_player.sonos/,
    ],
  ])('that refuses with %s, %s, says why', async (code, text, expected) => {
    const { perform } = await open(undefined, ({ no }) => no(code, text));
    expect(await perform()).toMatch(expected);
  });

  it('that is not there, or not at home, is not asked', async () => {
    const { server, perform, players, tell } = await open({});
    const seen: unknown[] = [];
    players.onSeen(() => seen.push(players.seen(SONOS)?.state));
    expect(await perform()).toMatch(/^refused: Home Assistant has no media_player.sonos/);
    await tell({ a: { [SONOS]: { s: 'unavailable', a: {} } } });
    expect(await perform()).toMatch(/^no_device: media_player.sonos is unavailable/);
    expect(server.of('call_service')).toEqual([]);
    await tell({ c: { [SONOS]: { '+': { s: 'idle' } } } });
    expect(await perform()).toBe('done');
    expect(seen).toEqual(['unavailable', 'idle']);
  });

  it('tells what it does', async () => {
    const { server, players, tell } = await open();
    expect(server.of('subscribe_entities')).toMatchObject([{ entity_ids: [SONOS] }]);
    const seen = () => players.seen(SONOS);
    expect(seen()).toEqual({ state: 'idle', title: null });
    await tell({
      c: { [SONOS]: { '+': { s: 'playing', a: { media_title: 'Come Together', volume_level: 1 } } } },
    });
    expect(seen()).toEqual({ state: 'playing', title: 'Come Together' });
    await tell({ c: { [SONOS]: { '+': { a: { volume_level: 0.5 } } } } });
    expect(seen()).toEqual({ state: 'playing', title: 'Come Together' });
    await tell({ c: { [SONOS]: { '+': { s: 'off' }, '-': { a: ['media_title', 'volume_level'] } } } });
    expect(seen()).toEqual({ state: 'off', title: null });
    await tell({ a: 7, c: null });
    expect(seen()).toEqual({ state: 'off', title: null });
    await tell({ r: [SONOS] });
    expect(seen()).toBeUndefined();
    expect(players.seen('media_player.other')).toBeUndefined();
  });

  it('whose answer is lost with the connection may have played, and is not asked twice', async () => {
    const { server, clock, players, perform } = await open(undefined, ({ hangUp }) => hangUp());
    expect(await perform()).toMatch(/^silent: Home Assistant began/);
    expect(players.open).toBe(false);
    expect(players.seen(SONOS)).toBeUndefined();
    expect(await perform()).toMatch(/^no_device/);
    expect(server.of('call_service')).toHaveLength(1);
    await clock.sleeps.first((ms) => ms === 1_000);
    await clock.advance(60_000);
    await server.until(() => server.of('subscribe_entities').length === 2);
  });
});
