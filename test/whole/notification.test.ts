import { Network } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HomeAssistant as Connection,
  connectHomeAssistant,
} from '../../src/adapters/home-assistant/home-assistant.ts';
import { openNotifier } from '../../src/adapters/home-assistant/notifier.ts';
import type { Notifier } from '../../src/core/ports.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { escapeMarkdown } from '../../src/lib/markdown.ts';
import { SeenLog } from '../adapters/mqtt/watching.ts';
import { dockerMissing } from './docker.ts';
import { type HomeAssistant, startHomeAssistant } from './home-assistant.ts';
import { startMosquitto } from './mosquitto.ts';
import { addPlainUser } from './onboarding.ts';
import { is, until } from './until.ts';

describe.runIf(dockerMissing === undefined)(
  'a notification, with a token of a user who may not do much',
  () => {
    let stack: AsyncDisposableStack | undefined;
    let home: HomeAssistant;
    let connection: Connection;
    let notifier: Notifier;
    const log = new SeenLog();
    const link = 'http://bridge.home:8099/pair';
    const shown = (id: string) => home.notification(`spotify2mqtt_${id}`);
    const shows = (id: string, text: string | undefined) =>
      until(`notification ${id}`, () => shown(id), is(text), { within: 60_000 });

    beforeAll(async () => {
      await using opened = new AsyncDisposableStack();
      const network = opened.use(await new Network().start());
      opened.use(await startMosquitto(network));
      home = opened.use(await startHomeAssistant(network));
      const token = await addPlainUser(home.base, home.token);
      const { signal } = new AbortController();
      connection = connectHomeAssistant({ url: home.base, token }, log, systemClock, signal);
      opened.defer(() => connection.close());
      notifier = openNotifier(connection, { usual: ['mobile_app_nobodys'], own: new Map() }, log);
      stack = opened.move();
    });
    afterAll(() => stack?.disposeAsync());

    it('is there, and changes', async () => {
      notifier.show('family', { title: 'Pair Family', message: 'Code **BCDF-GHJK**', link });
      await shows('family', 'Pair Family: Code **BCDF-GHJK**');
      notifier.show('family', { title: 'Pair Family', message: 'Code **WXZB-CDFG**', link });
      await shows('family', 'Pair Family: Code **WXZB-CDFG**');
    });

    it('shows a name as it is, whatever it is', async () => {
      const name = '{{ 6 * 7 }} {% raw %}';
      notifier.show('name', { title: name, message: escapeMarkdown(name) });
      const text = await until(
        'the name',
        () => shown('name'),
        (seen) => seen !== undefined,
      );
      expect(text).toContain('6');
      expect(text).not.toContain('42');
      expect(text?.replaceAll('\u200b', '')).toContain(`${name}:`);
      notifier.dismiss('name');
      await shows('name', undefined);
    });

    it("is there again after Home Assistant's restart, with what changed meanwhile", async () => {
      notifier.show('changed', { title: 'Before', message: 'one' });
      await shows('changed', 'Before: one');
      const restarted = home.restart();
      await until('it is away', () => connection.state, is('connecting'), { within: 120_000, every: 50 });
      notifier.show('changed', { title: 'After', message: 'two' });
      await restarted;
      await shows('family', 'Pair Family: Code **WXZB-CDFG**');
      await shows('changed', 'After: two');
    });

    it('stays away when a person took it away', async () => {
      await home.call('persistent_notification.dismiss', { notification_id: 'spotify2mqtt_changed' });
      await shows('changed', undefined);
      // The bridge has heard of it by the time that an answer of its own connection has come.
      await connection.command('get_config');
      await home.restart();
      await shows('family', 'Pair Family: Code **WXZB-CDFG**');
      expect(await shown('changed')).toBeUndefined();
    });

    it('goes', async () => {
      notifier.dismiss('family');
      await shows('family', undefined);
    });

    it('told of the phone that nobody has, once', () => {
      expect(log.lines('mobile_app_nobodys')).toHaveLength(1);
      expect(log.lines('error')).toEqual([]);
    });

    it('is not tried again with a token that is not one', async () => {
      const { signal } = new AbortController();
      const refused = new SeenLog();
      const stranger = connectHomeAssistant(
        { url: home.base, token: 'nonsense' },
        refused,
        systemClock,
        signal,
      );
      await refused.line('refuses the token');
      expect(stranger.refusal).toBe('Invalid access token or password');
      await stranger.close();
    });
  },
);
