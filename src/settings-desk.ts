import { randomBytes } from 'node:crypto';
import { tryBroker } from './adapters/mqtt/probe.ts';
import { openAuthority } from './adapters/spotify/authority.ts';
import { openHttp } from './adapters/spotify/http.ts';
import { editConfig, withoutSecrets } from './config/edit.ts';
import { unreadable } from './config/environment.ts';
import { linesOf, withLines } from './config/lines.ts';
import { BadConfig } from './config/mistake.ts';
import { faultOf, faultsIn, plainAt, readableSpotify, surveyConfig } from './config/survey.ts';
import type { ConfigFile } from './config-file.ts';
import { Trouble } from './core/problem.ts';
import { OAuthRefusal } from './core/refusal.ts';
import type {
  BrokerWish,
  Change,
  ClientIdVerdict,
  Fault,
  Line,
  Saved,
  SettingsDesk,
  Survey,
  Tried,
} from './core/settings.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { tagsIn } from './tags-file.ts';

interface Parts {
  file: ConfigFile;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** The configuration may be another one now. */
  changed: () => void;
}

/** What the pages for setting up may do with config.yaml. */
export class ConfigDesk implements SettingsDesk {
  readonly #parts: Parts;
  /** Lines that were mended while others are still wrong, and the text that they are from. */
  #draft: { text: string; of: string } | undefined;
  #troubles: readonly Fault[] = [];
  #forgotten: string[] = [];
  waiting = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get file(): string {
    return this.#parts.file.path ?? 'config.yaml';
  }

  troubles(): readonly Fault[] {
    return this.#troubles;
  }

  /** Why the bridge could not take the configuration over; nothing where it could. */
  trouble(error?: unknown): void {
    this.#troubles = error === undefined ? [] : this.faultsOf(error);
  }

  /** The accounts whose tokens are to be deleted, once. */
  takeForgotten(): string[] {
    const those = this.#forgotten;
    this.#forgotten = [];
    return those;
  }

  survey(): Survey {
    const { text, fault } = this.#text();
    const survey = surveyConfig(this.#sources(this.#drafted(text)));
    return fault ? { ...survey, faults: [fault] } : survey;
  }

  lines(): readonly Line[] {
    const { faults } = this.survey();
    return linesOf(
      this.#drafted(this.#text().text),
      faults.flatMap(({ line }) => line ?? []),
    );
  }

  check(changes: readonly Change[]): readonly Fault[] {
    const edited = editConfig(this.#text().text, changes);
    return edited === undefined ? this.survey().faults : this.#faultsIn(edited);
  }

  async tryBroker({ url, username, password }: BrokerWish): Promise<Tried> {
    if (url === 'embedded') return { ok: true };
    const set = (key: string) => plainAt(this.#sources(this.#text().text), ['mqtt', key]);
    // What is set already goes to the broker that it was set for, and to no other.
    const isSame = this.survey().at('mqtt.url')?.value === url;
    try {
      return await tryBroker(
        {
          url: isSame ? (set('url') ?? url) : url,
          ...(username !== '' && { username }),
          password: password ?? (isSame ? set('password') : undefined),
          tls: this.#tls(),
        },
        this.#parts.clock,
      );
    } catch {
      return { ok: false, why: 'other', detail: 'this is not the address of a broker' };
    }
  }

  /** A code that cannot be right shows by the answer whether the app is known (RFC 6749 §5.2). */
  async tryClientId(clientId: string): Promise<ClientIdVerdict> {
    const { clock, signal } = this.#parts;
    const http = openHttp();
    const spotify = readableSpotify(this.#sources(this.#text().text));
    const authority = openAuthority({ ...spotify, clientId, fetch: http.fetch, clock, signal });
    try {
      await authority.exchange({
        code: 'none',
        redirectUri: 'http://127.0.0.1/callback',
        codeVerifier: randomBytes(32).toString('base64url'),
      });
      return 'known';
    } catch (error) {
      if (error instanceof OAuthRefusal) return error.error === 'invalid_client' ? 'not_known' : 'known';
      if (error instanceof Trouble) return 'unknown';
      throw error;
    } finally {
      await http.close();
    }
  }

  async save(changes: readonly Change[], forget?: string): Promise<Saved> {
    const { text } = this.#text();
    const edited = editConfig(text, changes);
    const faults = this.check(changes);
    if (edited === undefined || faults.length > 0) return { ok: false, why: 'faults', faults };
    const saved = await this.#write(edited, text);
    if (saved.ok && forget !== undefined) this.#forgotten.push(forget);
    return saved;
  }

  async mend(lines: ReadonlyMap<number, string>): Promise<Saved> {
    const { text } = this.#text();
    const isOther = this.#draft !== undefined && this.#draft.of !== text;
    const mended = withLines(this.#drafted(text), lines);
    // The numbers of the lines were those of another text.
    this.#draft = isOther ? undefined : { text: mended, of: text };
    if (isOther) return { ok: false, why: 'changed' };
    const faults = this.#faultsIn(mended);
    if (faults.length > 0) return { ok: false, why: 'faults', faults };
    const saved = await this.#write(mended, text);
    if (saved.ok || saved.why === 'changed') this.#draft = undefined;
    return saved;
  }

  again(): void {
    this.#draft = undefined;
    this.#parts.changed();
  }

  faultsOf(error: unknown): Fault[] {
    if (error instanceof BadConfig) return error.mistakes.map((mistake) => faultOf(mistake, this.file));
    return [{ place: '', path: [], message: error instanceof Error ? error.message : String(error) }];
  }

  /** Cards of tags.yaml may name an account that would be gone. */
  #faultsIn(text: string): Fault[] {
    const faults = faultsIn(this.#sources(text));
    if (faults.length > 0) return faults;
    try {
      tagsIn(this.#parts.file.read(text));
      return [];
    } catch (error) {
      if (!(error instanceof BadConfig)) throw error;
      return this.faultsOf(error);
    }
  }

  async #write(text: string, seen: string): Promise<Saved> {
    try {
      const { file, log } = this.#parts;
      if ((await file.write(text, seen, log)) === 'changed') return { ok: false, why: 'changed' };
    } catch (error) {
      return { ok: false, why: 'unwritable', message: wordsOn(error), text: withoutSecrets(text) };
    }
    this.#parts.changed();
    return { ok: true };
  }

  /** The file's text as it was mended so far. */
  #drafted(text: string): string {
    return this.#draft?.of === text ? this.#draft.text : text;
  }

  #text(): { text: string; fault?: Fault } {
    try {
      return { text: this.#parts.file.text() };
    } catch (error) {
      const [fault] = this.faultsOf(error);
      return { text: '', ...(fault && { fault }) };
    }
  }

  #sources(text: string) {
    const { env, readFile } = this.#parts.file;
    return { text, file: this.file, env, readFile };
  }

  #tls() {
    try {
      return this.#parts.file.read().mqtt.tls;
    } catch {
      return undefined;
    }
  }
}

/** Why a file could not be written, in words. */
function wordsOn(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EROFS') return 'it is mounted read-only';
  if (code === 'EISDIR' || code === 'ENOTEMPTY') return unreadable(error);
  if (code === 'EACCES' || code === 'EPERM') return `user ${process.getuid?.()} may not write there`;
  return error instanceof Error ? error.message : String(error);
}
