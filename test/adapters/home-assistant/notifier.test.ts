import { afterEach, describe, expect, it } from 'vitest';
import { connectHomeAssistant } from '../../../src/adapters/home-assistant/home-assistant.ts';
import { absentNotifier, openNotifier } from '../../../src/adapters/home-assistant/notifier.ts';
import { settle } from '../../fakes/clock.ts';
import { SeenClock, SeenLog } from '../mqtt/watching.ts';
import { agree, mockServer, type Script } from './mock-server.ts';

const CODE = { title: 'Pair Spotify Family', message: 'Code **BCDF-GHJK**', link: 'http://h:8099/pair' };
const OTHER = { ...CODE, message: 'Code **WXZB-CDFG**' };

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

async function open(
  script: Script = agree,
  usual: string[] = [],
  own: ReadonlyMap<string, string[]> = new Map(),
) {
  const server = stack.use(await mockServer(script));
  const clock = new SeenClock();
  const log = new SeenLog();
  const { signal } = new AbortController();
  const home = connectHomeAssistant({ url: server.url, token: 'token' }, log, clock, signal, () => 1);
  stack.defer(() => home.close());
  const notifier = openNotifier(home, { usual, own }, log);
  /** What arrived, without what comes with every question. */
  const calls = () =>
    server.of('call_service').map(({ domain, service, service_data }) => ({
      action: `${domain}.${service}`,
      data: service_data,
    }));
  const heard = async (count: number) => {
    await server.until(() => calls().length >= count);
    // Whatever follows of itself has followed when a question of ours has been answered.
    await home.command('fence');
    await settle();
    return calls();
  };
  const restart = async () => {
    const before = server.of('get_config').length;
    server.sockets.at(-1)?.terminate();
    await clock.sleeps.first((ms) => ms === 1_000);
    await clock.advance(60_000);
    await server.until(() => server.of('get_config').length > before);
  };
  /** A person takes it away. */
  const wave = async (tag: string) => {
    const [id] = server
      .of('persistent_notification/subscribe')
      .map((one) => one.id)
      .slice(-1);
    const event = { type: 'removed', notifications: { [tag]: { title: 'x' } } };
    server.sockets.at(-1)?.send(JSON.stringify({ id, type: 'event', event }));
    await home.command('fence');
  };
  return { server, home, notifier, clock, log, calls, heard, restart, wave };
}

const created = (id: string, { title, message }: typeof CODE) => ({
  action: 'persistent_notification.create',
  data: { notification_id: `spotify2mqtt_${id}`, title, message },
});
const dismissed = (id: string) => ({
  action: 'persistent_notification.dismiss',
  data: { notification_id: `spotify2mqtt_${id}` },
});

describe("notices in Home Assistant's list", () => {
  it('are created, changed and dismissed, the latest only', async () => {
    const { notifier, heard } = await open();
    notifier.show('family', OTHER);
    notifier.show('family', CODE);
    expect(await heard(1)).toEqual([created('family', CODE)]);
    notifier.show('family', { ...CODE });
    notifier.show('family', OTHER);
    expect(await heard(2)).toEqual([created('family', CODE), created('family', OTHER)]);
    notifier.dismiss('family');
    expect((await heard(3)).slice(2)).toEqual([dismissed('family')]);
  });

  it('of another run of the bridge are dismissed too', async () => {
    const { notifier, heard } = await open();
    notifier.dismiss('family');
    expect(await heard(1)).toEqual([dismissed('family')]);
  });

  it('are put there again after a restart, with what changed meanwhile', async () => {
    const { notifier, heard, restart, server, clock } = await open();
    notifier.show('family', CODE);
    notifier.show('guests', CODE);
    notifier.show('gone', CODE);
    await heard(3);
    server.sockets[0]?.terminate();
    await clock.sleeps.first((ms) => ms === 1_000);
    notifier.show('guests', OTHER);
    notifier.dismiss('gone');
    await restart();
    expect((await heard(6)).slice(3)).toEqual([
      created('family', CODE),
      created('guests', OTHER),
      dismissed('gone'),
    ]);
  });

  it('stay away when a person took them away, until they say something else', async () => {
    const { notifier, heard, restart, wave } = await open();
    notifier.show('family', CODE);
    await heard(1);
    await wave('spotify2mqtt_family');
    await wave('somebody_elses');
    notifier.show('family', CODE);
    await restart();
    notifier.show('guests', CODE);
    expect((await heard(2)).slice(1)).toEqual([created('guests', CODE)]);
    notifier.show('family', OTHER);
    expect((await heard(3)).slice(2)).toEqual([created('family', OTHER)]);
    await wave('spotify2mqtt_family');
    notifier.dismiss('family');
    notifier.show('family', OTHER);
    expect((await heard(4)).at(-1)).toEqual(created('family', OTHER));
  });

  it('come back after the removal that we asked for ourselves', async () => {
    const { notifier, heard, wave, restart } = await open();
    notifier.show('family', CODE);
    await heard(1);
    notifier.dismiss('family');
    await wave('spotify2mqtt_family');
    notifier.show('family', CODE);
    await heard(3);
    await restart();
    expect((await heard(4)).at(-1)).toEqual(created('family', CODE));
  });

  it('are sent again where the connection broke before the answer', async () => {
    const { notifier, heard, restart, server } = await open((visit) => {
      if (visit.said.type !== 'call_service' || visit.nth > 0) agree(visit);
    });
    notifier.show('family', CODE);
    await server.until(() => server.of('call_service').length === 1);
    notifier.show('family', OTHER);
    await restart();
    expect((await heard(2)).slice(1)).toEqual([created('family', OTHER)]);
  });

  it('are no templates', async () => {
    const { notifier, heard } = await open();
    notifier.show('a', { title: '{{ 1 }}', message: '{% x %} {# {{{ {a}' });
    expect(await heard(1)).toEqual([
      created('a', {
        ...CODE,
        title: '{\u200b{ 1 }}',
        message: '{\u200b% x %} {\u200b# {\u200b{\u200b{ {a}',
      }),
    ]);
  });

  it('are shown where nobody may watch', async () => {
    const { notifier, heard } = await open((visit) => {
      if (visit.said.type === 'persistent_notification/subscribe') visit.no('unknown_command', 'Unknown');
      else agree(visit);
    });
    notifier.show('family', CODE);
    expect(await heard(1)).toEqual([created('family', CODE)]);
  });
});

describe('notices on phones', () => {
  it('open the page, change in silence and are cleared', async () => {
    const { notifier, heard } = await open(agree, ['mobile_app_a']);
    const { link } = CODE;
    notifier.show('family', { ...CODE, message: 'Code **BCDF-GHJK**, [here](http://h:8099/pair)' });
    await heard(2);
    notifier.dismiss('family');
    const calls = await heard(4);
    expect(calls.filter(({ action }) => action === 'notify.mobile_app_a')).toEqual([
      {
        action: 'notify.mobile_app_a',
        data: {
          title: CODE.title,
          message: 'Code BCDF-GHJK, here (http://h:8099/pair)',
          data: {
            tag: 'spotify2mqtt_family',
            alert_once: true,
            url: link,
            clickAction: link,
            actions: [{ action: 'URI', title: 'Open', uri: link }],
          },
        },
      },
      {
        action: 'notify.mobile_app_a',
        data: { message: 'clear_notification', data: { tag: 'spotify2mqtt_family' } },
      },
    ]);
  });

  it('do not ring again when Home Assistant comes back', async () => {
    const { notifier, heard, restart } = await open(agree, ['mobile_app_a']);
    notifier.show('family', CODE);
    await heard(2);
    await restart();
    const calls = await heard(3);
    expect(calls.filter(({ action }) => action === 'notify.mobile_app_a')).toHaveLength(1);
    expect(calls).toHaveLength(3);
  });

  it('are those of the account, where it has its own', async () => {
    const own = new Map([
      ['kids', ['mobile_app_b', 'mobile_app_a']],
      ['guests', []],
    ]);
    const { notifier, heard } = await open(agree, ['mobile_app_a'], own);
    const phones = (calls: { action: string }[]) =>
      calls.map(({ action }) => action).filter((action) => action.startsWith('notify.'));
    notifier.show('family', CODE);
    expect(phones(await heard(2))).toEqual(['notify.mobile_app_a']);
    notifier.show('kids', CODE);
    expect(phones((await heard(5)).slice(2)).toSorted()).toEqual([
      'notify.mobile_app_a',
      'notify.mobile_app_b',
    ]);
    notifier.show('guests', CODE);
    expect(await heard(6)).toHaveLength(6);
    notifier.dismiss('kids');
    expect(phones((await heard(9)).slice(6))).toHaveLength(2);
  });

  it('that are not there are told of once, and hinder no others', async () => {
    const { notifier, heard, log } = await open(
      (visit) => {
        if (visit.said.service === 'mobile_app_lost') visit.no('not_found', 'Service not found.');
        else agree(visit);
      },
      ['mobile_app_lost', 'mobile_app_a'],
    );
    notifier.show('family', CODE);
    await heard(3);
    notifier.show('family', OTHER);
    const calls = await heard(6);
    expect(calls.filter(({ action }) => action === 'notify.mobile_app_a')).toHaveLength(2);
    expect(log.lines('warn')).toEqual([
      expect.stringContaining('has no action notify.mobile_app_lost; Developer tools, Actions lists'),
    ]);
  });
});

describe('no notifier', () => {
  it('costs nothing', () => {
    absentNotifier.show('family', CODE);
    absentNotifier.dismiss('family');
  });
});
