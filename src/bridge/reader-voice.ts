import { type Feedback, sayFeedback } from '../core/feedback.ts';
import type { ReaderEvent } from '../home-assistant/contract/events.ts';
import type { Entity } from '../home-assistant/entity.ts';
import { READER_ENTITIES, type ReaderAsk, type ReaderView } from '../home-assistant/reader-entities.ts';
import type { ReaderTopics } from '../home-assistant/topics.ts';
import type { Publisher } from './publisher.ts';

const TABLE: [string, Entity<ReaderView, ReaderAsk>][] = Object.entries(READER_ENTITIES);

/** Says on MQTT what one reader's state is, and answers the reader itself. */
export class ReaderVoice {
  readonly #topics: ReaderTopics;
  readonly #publisher: Publisher;

  constructor(parts: { topics: ReaderTopics; publisher: Publisher }) {
    this.#topics = parts.topics;
    this.#publisher = parts.publisher;
  }

  /** Says what changed since the last time, retained; what the reader no longer has is cleared. */
  speak(view: ReaderView): void {
    for (const [key, entity] of TABLE) {
      const topic = this.#topics.at(key);
      const said = entity.isThere(view) ? entity.say(view) : undefined;
      if (said !== undefined) this.#publisher.say(topic, said);
      else if (this.#publisher.said(topic) !== undefined) this.#publisher.clear(topic);
    }
  }

  feedback(feedback: Feedback): void {
    this.#publisher.tell(this.#topics.feedback, sayFeedback(feedback));
  }

  event(event: ReaderEvent): void {
    this.#publisher.tell(this.#topics.event, JSON.stringify(event));
  }

  /** Has Home Assistant see a tag of this id, where the reader is announced as a scanner. */
  scan(id: string): void {
    this.#publisher.tell(this.#topics.scan, id);
  }

  /** Takes back all that `speak` said, for a reader that is forgotten. */
  clear(): void {
    for (const [key] of TABLE) {
      const topic = this.#topics.at(key);
      if (this.#publisher.said(topic) !== undefined) this.#publisher.clear(topic);
    }
  }
}
