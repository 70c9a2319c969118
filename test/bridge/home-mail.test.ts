import { describe, expect, it } from 'vitest';
import { HomeMail } from '../../src/bridge/home-mail.ts';
import type { HomeAct, HomePlayers } from '../../src/core/ports.ts';
import { Trouble } from '../../src/core/problem.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { SeenLog } from '../adapters/mqtt/watching.ts';
import { FakeBroker } from '../fakes/broker.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeHomePlayers } from '../fakes/home-players.ts';

const PAUSE: HomeAct = { entity: 'media_player.sonos', action: 'media_pause', data: {} };
const ASKED = 'spotify2mqtt/family/home_assistant';
const RESULT = `${ASKED}/result`;

function office(direct?: HomePlayers & { readonly open: boolean }) {
  const broker = new FakeBroker();
  const clock = new FakeClock();
  const log = new SeenLog();
  const stop = new AbortController();
  const topics = topicsOf('spotify2mqtt');
  const mail = new HomeMail({ broker, clock, log, topics, direct, signal: stop.signal });
  const players = mail.of('family');
  const hear = (payload: string, retained = false) =>
    mail.hear({ topic: RESULT, payload: Buffer.from(payload), retained });
  const asked = () => broker.said(ASKED).map((payload): { id: string } => JSON.parse(payload));
  const answer = (result: string, retained = false) =>
    hear(JSON.stringify({ id: asked().at(-1)?.id, result }), retained);
  /** What becomes of it: `done`, or the message. */
  const perform = (act = PAUSE) =>
    players.perform(act).then(
      () => 'done',
      (error: unknown) => {
        if (!(error instanceof Trouble)) throw error;
        return `${error.problem.kind}: ${error.message}`;
      },
    );
  return { broker, clock, log, stop, players, hear, asked, answer, perform };
}

describe('an action by MQTT', () => {
  it('is a message that says all that it takes, and is not kept', async () => {
    const { broker, asked, answer, perform } = office();
    const data = { media_content_id: 'spotify:album:1', media_content_type: 'music' };
    const done = perform({ entity: 'media_player.sonos', action: 'play_media', data });
    expect(asked()).toEqual([
      { id: expect.any(String), entity_id: 'media_player.sonos', action: 'media_player.play_media', data },
    ]);
    expect(broker.retained.size).toBe(0);
    answer('begun');
    answer('done');
    expect(await done).toBe('done');
  });

  it.each<[string, RegExp]>([
    ['done', /^done$/],
    ['missing', /^refused: Home Assistant has no media_player.sonos/],
    ['unavailable', /^no_device: media_player.sonos is unavailable/],
    ['unsupported', /^restricted: media_player.sonos does not know media_player.media_pause$/],
  ])('that is answered %s ends at once', async (result, expected) => {
    const { answer, perform } = office();
    const done = perform();
    answer(result);
    expect(await done).toMatch(expected);
  });

  it('that nobody carries out says what is needed, after five seconds', async () => {
    const { clock, perform, answer } = office();
    const begun = clock.now();
    const done = perform().then((text) => `${text} ${clock.now() - begun}`);
    // What the broker kept of another time, and what is for another.
    answer('done', true);
    await clock.advance(60_000);
    expect(await done).toMatch(/^no_device: nobody carried out .*blueprint.*home_assistant\.token.* 5000$/);
  });

  it('that is begun is waited for, and not for ever', async () => {
    const { clock, perform, answer } = office();
    const slow = perform();
    await clock.advance(1_000);
    answer('begun');
    await clock.advance(20_000);
    answer('done');
    expect(await slow).toBe('done');
    const endless = perform();
    answer('begun');
    await clock.advance(35_000);
    expect(await endless).toMatch(/^silent: Home Assistant began .*trace/);
  });

  it('is not confused by answers to others, nor by nonsense', async () => {
    const { clock, log, perform, hear, asked, answer } = office();
    const first = perform();
    const second = perform();
    hear(JSON.stringify({ id: 'nobody', result: 'done' }));
    hear('done');
    hear(JSON.stringify({ id: asked()[0]?.id, result: 'perhaps' }));
    expect(log.lines('right would be {"id":"…","result":"done"}')).toHaveLength(2);
    answer('done');
    expect(await second).toBe('done');
    await clock.advance(5_000);
    expect(await first).toMatch(/^no_device/);
  });

  it('is not left in the outbox of a broker that is away', async () => {
    const { broker, perform } = office();
    broker.drop();
    expect(await perform()).toMatch(/^no_device/);
    broker.reconnect();
    expect(broker.said(ASKED)).toEqual([]);
  });

  it('takes the shorter way while that is open', async () => {
    let open = true;
    const socket = new FakeHomePlayers();
    socket.states.set('media_player.sonos', { state: 'playing', title: null });

    const { players, asked, answer, perform } = office({
      get open() {
        return open;
      },
      perform: (act) => socket.perform(act),
      seen: (entity) => socket.seen(entity),
      onSeen: (listener) => socket.onSeen(listener),
    });
    expect(await perform()).toBe('done');
    expect(socket.asked()).toEqual(['sonos media_pause {}']);
    expect(players.seen('media_player.sonos')?.state).toBe('playing');
    expect(asked()).toEqual([]);
    open = false;
    const done = perform();
    answer('done');
    expect(await done).toBe('done');
    expect(socket.asked()).toEqual([]);
    expect(players.seen('media_player.sonos')).toBeUndefined();
  });
});
