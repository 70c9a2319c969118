import type { Feedback } from '../../core/feedback.ts';
import type { Setting } from '../../home-assistant/discovery.ts';
import { readerDevice, readerNode } from '../../home-assistant/reader-device.ts';
import type { ReaderView } from '../../home-assistant/reader-entities.ts';
import type { Topics } from '../../home-assistant/topics.ts';
import { isReader } from '../../home-assistant/topics.ts';
import type { Clock } from '../../lib/clock.ts';
import { Later } from '../../lib/later.ts';
import type { Account } from '../account.ts';
import type { Announcer } from '../announcer.ts';
import type { Publisher } from '../publisher.ts';
import { ReaderVoice } from '../reader-voice.ts';
import { lineOf, quietLine, SAID_MS } from './display.ts';
import type { Tags } from './open-tags.ts';
import type { Reader } from './reader.ts';

interface Parts {
  tags: Tags;
  accounts: readonly Account[];
  publisher: Publisher;
  announcer: Announcer;
  topics: Topics;
  setting: () => Setting;
  clock: Clock;
  /** There is a reader more, or less. */
  onNews: () => void;
}

interface Shown {
  voice: ReaderVoice;
  announced: boolean;
  /** Of what its device's message is made. */
  look: string | undefined;
  /** What became of the last card, while its display says so. */
  said: { line: string; until: number } | undefined;
}

/** Shows every reader that has proved to be one: to itself, on MQTT, and as a device in Home Assistant. */
export class ReaderBoard {
  readonly #parts: Parts;
  readonly #shown = new Map<string, Shown>();
  readonly #changed = new Set<Reader>();
  readonly #later: Later;

  constructor(parts: Parts) {
    const { tags, accounts } = parts;
    this.#parts = parts;
    this.#later = new Later(parts.clock);
    tags.readers.onChange((reader) => this.#showSoon(reader));
    tags.onFeedback((reader, feedback) => this.#feedback(reader, feedback));
    tags.onEvent((id, event) => {
      const reader = id === null ? undefined : tags.readers.find(id);
      if (reader) this.#voiceOf(reader)?.voice.event(event);
    });
    tags.scans.onHappening((reader, what, { uid }) => {
      if (what === 'laid' && reader.plan.rules.announce && uid !== '')
        this.#voiceOf(reader)?.voice.scan(scanId(uid));
    });
    tags.readers.onForget((id) => this.#forget(id));
    for (const account of accounts) {
      account.store.watch((state, before) => {
        const isNews =
          state.playback !== before.playback ||
          state.pairing !== before.pairing ||
          state.learning !== before.learning;
        if (isNews) for (const reader of tags.readers.all()) this.#showSoon(reader);
      });
    }
  }

  /** Says all that is new of all readers. */
  speak(): void {
    for (const reader of this.#parts.tags.readers.all()) this.#show(reader);
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#later.run(() => this.speak(), signal);
  }

  /** Once for all that changes in this turn, and after the requests that are made in it. */
  #showSoon(reader: Reader): void {
    this.#changed.add(reader);
    if (this.#changed.size === 1) void this.#showChanged();
  }

  async #showChanged(): Promise<void> {
    const { clock, tags } = this.#parts;
    await clock.turn();
    const changed = [...this.#changed];
    this.#changed.clear();
    // It may be forgotten by now.
    for (const reader of changed) if (tags.readers.find(reader.id) === reader) this.#show(reader);
  }

  #show(reader: Reader): void {
    const { announcer, setting, topics, onNews } = this.#parts;
    const shown = this.#voiceOf(reader);
    if (!shown || !reader.proven) return;
    if (!shown.announced) {
      shown.announced = true;
      announcer.add(() => readerDevice(this.#view(reader, shown.said), setting()));
      onNews();
    }
    const view = this.#view(reader, shown.said);
    shown.voice.speak(view);
    // What else is new of a reader changes nothing of what Home Assistant must be told.
    const look = JSON.stringify([view.name, view.hasStatus, view.tellsRemoval]);
    if (shown.look !== undefined && shown.look !== look)
      announcer.changed(readerNode(topics.base, reader.id));
    shown.look = look;
  }

  #feedback(reader: Reader, feedback: Feedback): void {
    const shown = this.#voiceOf(reader);
    if (!shown) return;
    shown.voice.feedback(feedback);
    if (feedback.result === 'heard') return;
    const line = lineOf(feedback);
    const until = this.#parts.clock.now() + SAID_MS;
    shown.said = line === '' ? undefined : { line, until };
    if (shown.said) this.#later.by(until);
  }

  #forget(id: string): void {
    const { announcer, topics, onNews } = this.#parts;
    const shown = this.#shown.get(id);
    this.#shown.delete(id);
    const clear = () => shown?.voice.clear();
    if (shown?.announced) announcer.remove(readerNode(topics.base, id), clear);
    else clear();
    onNews();
  }

  /** Undefined for a reader whose name fits no topic: it is heard, and cannot be answered. */
  #voiceOf(reader: Reader): Shown | undefined {
    const known = this.#shown.get(reader.id);
    if (known || !isReader(reader.id)) return known;
    const { topics, publisher } = this.#parts;
    const voice = new ReaderVoice({ topics: topics.reader(reader.id), publisher });
    const shown: Shown = { voice, announced: false, look: undefined, said: undefined };
    this.#shown.set(reader.id, shown);
    return shown;
  }

  /** The reader as Home Assistant sees it now. */
  view(reader: Reader): ReaderView {
    return this.#view(reader, this.#shown.get(reader.id)?.said);
  }

  #isOwnStatus({ id, plan: { statusTopic } }: Reader): boolean {
    const own = this.#parts.topics.reader(id).status;
    return statusTopic === undefined || statusTopic === own;
  }

  #view(reader: Reader, said: Shown['said']): ReaderView {
    const { tags, clock } = this.#parts;
    const account = tags.accountFor(reader);
    const state = typeof account === 'string' ? undefined : account.store.state;
    const { card, tellsRemoval } = reader.presence;
    // A code is what people wait for, and it ends soon.
    const isSaid = said !== undefined && said.until > clock.now() && !state?.pairing;
    return {
      id: reader.id,
      name: reader.name,
      // Home Assistant reads it there itself; of a status elsewhere only the page tells.
      hasStatus: reader.online !== null && this.#isOwnStatus(reader),
      tellsRemoval,
      announce: reader.plan.rules.announce,
      card: reader.cardName,
      present: card !== null,
      result: reader.result,
      display: isSaid ? said.line : quietLine(state),
      locked: reader.locked,
      ...tags.rules.minutesOf(reader),
    };
  }
}

/** As Home Assistant's own readers write ids: `74-10-37-94`. */
function scanId(uid: string): string {
  return /^([0-9A-F]{2}){4,10}$/.test(uid) ? uid.replace(/..(?=.)/g, '$&-') : uid;
}
