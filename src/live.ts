import { isDeepStrictEqual } from 'node:util';
import { CodeInLog } from './adapters/http/setup/access.ts';
import type { Config } from './config/config.ts';
import { BadConfig, tell } from './config/mistake.ts';
import { readableHttp } from './config/survey.ts';
import type { ConfigFile } from './config-file.ts';
import { houseAddress } from './core/house-address.ts';
import { nobody } from './core/nobody.ts';
import type { SettingsDoor } from './core/settings.ts';
import { Grounds } from './ground.ts';
import { forgetAccount } from './kept.ts';
import { Bell } from './lib/bell.ts';
import { systemClock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { preparePages } from './pages-later.ts';
import { ConfigDesk } from './settings-desk.ts';
import { type Running, startHouse } from './start.ts';
import { isContainer, ownAddresses } from './surroundings.ts';
import { readVersion } from './version.ts';

interface Parts {
  file: ConfigFile;
  /** The one to begin with; without it one is waited for on the page. */
  config: Config | undefined;
  /** Whether a configuration may be waited for; without it the process ends where it cannot start. */
  mayWait: boolean;
  log: Log;
  signal: AbortSignal;
  /** A bridge runs: the first one, or another one after a change. */
  started: (running: Running) => void;
}

const FOREVER_MS = 2 ** 31 - 1;

/**
 * The bridge for as long as the process lives: waits for a configuration where there is none, and takes another one over without
 * a restart. Rejects where it cannot start, or cannot go on.
 */
export async function runLive(parts: Parts): Promise<void> {
  const grounds = new Grounds(parts.log);
  try {
    await new Life(parts, grounds).run();
  } finally {
    await grounds.clear();
  }
}

class Life {
  readonly #parts: Parts;
  readonly #grounds: Grounds;
  readonly #bell = new Bell();
  readonly #desk: ConfigDesk;
  readonly #door: SettingsDoor;
  #http: { host?: string; url?: string; publicUrl?: string; port: number };
  /** Somebody sets it up: what is wrong is shown on the page, and no reason to end. */
  #hasWaited = false;

  constructor(parts: Parts, grounds: Grounds) {
    const { file, log, signal, config } = parts;
    this.#parts = parts;
    this.#grounds = grounds;
    this.#desk = new ConfigDesk({ file, clock: systemClock, log, signal, changed: () => this.#bell.ring() });
    const access = new CodeInLog({ clock: systemClock, log, address: () => this.#address() });
    this.#door = { desk: this.#desk, access };
    this.#http = config?.http ?? { port: 0 };
  }

  async run(): Promise<void> {
    const { file, log, signal, mayWait } = this.#parts;
    let { config } = this.#parts;
    let before: Config | undefined;
    file.watch(() => this.#bell.ring(), { clock: systemClock, log, signal });
    while (!signal.aborted) {
      config ??= await this.#awaited();
      if (!config) return;
      const stop = new AbortController();
      const running = await this.#start(config, AbortSignal.any([signal, stop.signal])).catch((error) => {
        this.#refused(error, before !== undefined);
        if (!before && !(mayWait && (error instanceof BadConfig || this.#hasWaited))) throw error;
      });
      if (!running) {
        // Back to what ran before, or to the page that asks for another one.
        config = before;
        before = undefined;
        continue;
      }
      this.#parts.started(running);
      const next = await Promise.race([running.ended, this.#next(config)]);
      // Who asks now is answered by the next one.
      running.hold();
      stop.abort();
      await running.ended;
      before = config;
      config = next ?? undefined;
    }
  }

  async #start(config: Config, signal: AbortSignal): Promise<Running> {
    const { log } = this.#parts;
    this.#desk.waiting = false;
    // One that was asked for, for a while, ends with the house that knew when.
    if (log.level !== undefined) log.level = config.logLevel;
    const ground = await this.#grounds.prepare(config);
    this.#http = { ...config.http, port: ground.front.port };
    const running = await startHouse(config, ground, log, signal, this.#door);
    for (const account of this.#desk.takeForgotten()) {
      await forgetAccount(ground.folder, account);
      log.info({ account }, 'What was kept of the account is deleted');
    }
    return running;
  }

  #refused(error: unknown, ranBefore: boolean): void {
    this.#desk.trouble(error);
    // Its account goes on.
    this.#desk.takeForgotten();
    if (!ranBefore) return;
    const mistakes = this.#desk.troubles().map(({ place, message }) => `${place} ${message}`.trim());
    this.#parts.log.error(
      { mistakes },
      'The new configuration cannot be used; the bridge goes on with the last one',
    );
  }

  /** The next configuration that is another one than this and can be read. Never ends where there is none. */
  async #next(config: Config): Promise<Config> {
    const { file, log, signal } = this.#parts;
    for (;;) {
      await this.#bell.wait(systemClock, FOREVER_MS, signal);
      // What has ended is seen by whoever waits for that.
      if (signal.aborted) return new Promise(() => {});
      try {
        const read = file.read();
        this.#desk.trouble();
        if (isDeepStrictEqual(read, config)) continue;
        log.info({ file: file.path }, 'The configuration has changed and is taken over');
        return read;
      } catch (error) {
        if (!(error instanceof BadConfig)) throw error;
        this.#desk.trouble(error);
        log.error(
          { mistakes: error.mistakes.map(tell) },
          'config.yaml has mistakes now; the bridge goes on as it was',
        );
      }
    }
  }

  /** Serves the page for setting up until there is a configuration that can be used; undefined where the process ends first. */
  async #awaited(): Promise<Config | undefined> {
    const { file, log, signal } = this.#parts;
    this.#hasWaited = true;
    this.#desk.waiting = true;
    const { env, readFile } = file;
    const http = readableHttp({ text: textOf(file), file: this.#desk.file, env, readFile });
    const { password: _, ...unlocked } = http;
    const front = await this.#grounds.frontFor(http);
    this.#http = { ...http, port: front.port };
    const pages = await preparePages(front, {
      ...unlocked,
      desk: nobody,
      settings: this.#door,
      spotifyAccountsUrl: 'https://accounts.spotify.com',
      ingress: Boolean(env.SUPERVISOR_TOKEN),
      log,
      clock: systemClock,
      version: readVersion(),
    });
    pages.serve();
    try {
      this.#door.access.show();
      for (;;) {
        await this.#bell.wait(systemClock, FOREVER_MS, signal);
        if (signal.aborted) return undefined;
        try {
          const config = file.read();
          this.#desk.trouble();
          return config;
        } catch (error) {
          if (!(error instanceof BadConfig)) throw error;
          log.error({ mistakes: error.mistakes.map(tell) }, 'The configuration cannot be used yet');
          this.#desk.trouble(error);
        }
      }
    } finally {
      await pages.close();
    }
  }

  #address(): string {
    const { url, publicUrl, host, port } = this.#http;
    const found = houseAddress({
      configured: url ?? publicUrl,
      lastHost: undefined,
      boundTo: host,
      neighbour: undefined,
      interfaces: ownAddresses(),
      inContainer: isContainer(),
      port,
    });
    const page = this.#desk.waiting ? 'setup' : 'settings';
    return `${found ?? `http://<the machine that runs spotify2mqtt>:${port}`}/${page}`;
  }
}

function textOf(file: ConfigFile): string {
  try {
    return file.text();
  } catch {
    return '';
  }
}
