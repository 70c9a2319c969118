import { Account, type AccountPlan } from '../../src/bridge/account.ts';
import { ClientGate } from '../../src/bridge/gate.ts';
import { LimitBook } from '../../src/bridge/limits.ts';
import { LocalTime } from '../../src/bridge/local-time.ts';
import type { KeptSleep } from '../../src/bridge/sleeper.ts';
import { Tally } from '../../src/bridge/tally.ts';
import { NO_RULES } from '../../src/core/house-rules.ts';
import type { HomePlayers, Keepsake } from '../../src/core/ports.ts';
import { USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { silentLog } from '../../src/lib/log.ts';
import { KITCHEN, playingTrack } from '../core/playing.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeSpotify } from '../fakes/spotify.ts';

/**
 * One account that plays in the kitchen, with everything that moves it, on a fake Spotify and a fake clock.
 * `run` false: somebody else (the bridge) sets it in motion.
 */
export async function playingAccount(
  plan: Partial<AccountPlan> = {},
  run = true,
  sleep?: Keepsake<KeptSleep>,
  homePlayers?: HomePlayers,
) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const limits = new LimitBook({ read: async () => undefined, write() {} }, undefined);
  const gate = new ClientGate(clock, limits.of('client', 'client'), new Tally());
  const spotifies: FakeSpotify[] = [];
  const pairing = {
    paired: true,
    listeners: [] as (() => void)[],
    onChange(listener: () => void) {
      this.listeners.push(listener);
    },
  };
  const account = new Account({
    plan: {
      ...{ key: 'family', name: 'Family', device: undefined, liked: false, queue: false },
      speakers: USUAL_SPEAKERS,
      rules: NO_RULES,
      ...plan,
    },
    clock,
    localTime: new LocalTime({ system: 'UTC', log: silentLog }),
    log: silentLog,
    gate,
    spotify: (door) => {
      const made = new FakeSpotify(clock, door);
      made.now = playingTrack('one', 60_000, clock.now());
      made.deviceList = [KITCHEN, { ...KITCHEN, id: 'bath-id', name: 'Bath', active: false }];
      spotifies.push(made);
      return made;
    },
    pairing,
    ...(sleep ? { sleep } : {}),
    homePlayers,
    signal: stop.signal,
  });
  const [spotify] = spotifies;
  if (!spotify) throw new Error('the account made no client');
  const running = Promise.all([gate.run(stop.signal), ...(run ? [account.run()] : [])]);
  await clock.advance(0);
  return {
    account,
    clock,
    spotify,
    gate,
    pairing,
    get playback() {
      return account.store.state.playback;
    },
    async close() {
      stop.abort();
      await running;
    },
  };
}
