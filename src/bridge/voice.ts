import type { AccountAsk } from '../core/command.ts';
import { artistsOf, sameItem } from '../core/item.ts';
import type { Pairing } from '../core/pairing.ts';
import { isAvailable, type State } from '../core/state.ts';
import type { AccountView } from '../home-assistant/account-view.ts';
import type { Announcement } from '../home-assistant/discovery.ts';
import { ENTITIES } from '../home-assistant/entities.ts';
import type { Entity } from '../home-assistant/entity.ts';
import { MEDIA_PLAYER_STATES } from '../home-assistant/media-player.ts';
import { sayPlayer } from '../home-assistant/player.ts';
import type { AccountTopics } from '../home-assistant/topics.ts';
import type { Clock } from '../lib/clock.ts';
import type { Account } from './account.ts';
import { sayPairing } from './answers.ts';
import type { Publisher } from './publisher.ts';

const TABLE: [string, Entity<AccountView, AccountAsk>][] = Object.entries(ENTITIES);

/** One white pixel, as PNG. */
const NO_PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  'base64',
);

/** Says on MQTT what one account's state is, whenever it changes. */
export class Voice {
  readonly #account: Account;
  readonly #publisher: Publisher;
  readonly #topics: AccountTopics;
  readonly #clock: Clock;
  readonly #placeholder: string | undefined;
  readonly #mediaPlayer: Announcement | undefined;
  /** A QR code as PNG. */
  readonly #qr: (text: string) => Promise<Uint8Array>;
  /** Whether Home Assistant knows an option of a select already; one that it does not know is said later. */
  readonly #knows: (account: string, key: string, option: string) => boolean;
  /** Where each entity's state goes: made once, because it is looked up at every change. */
  readonly #places: readonly (readonly [
    key: string,
    entity: Entity<AccountView, AccountAsk>,
    topic: string,
  ])[];
  #changedTo: string | null | undefined;

  constructor(parts: {
    account: Account;
    publisher: Publisher;
    topics: AccountTopics;
    clock: Clock;
    placeholder: string | undefined;
    /** The discovery message of mqtt_media_player, where that is wanted. */
    mediaPlayer?: Announcement;
    qr: (text: string) => Promise<Uint8Array>;
    knows: (account: string, key: string, option: string) => boolean;
  }) {
    this.#account = parts.account;
    this.#publisher = parts.publisher;
    this.#topics = parts.topics;
    this.#clock = parts.clock;
    this.#placeholder = parts.placeholder;
    this.#mediaPlayer = parts.mediaPlayer;
    this.#knows = parts.knows;
    this.#qr = parts.qr;
    this.#places = TABLE.map(([key, entity]) => [key, entity, parts.topics.at(key)]);
    this.#account.onEvent(({ event_type, ...event }) => {
      this.#publisher.tell(this.#topics.event, JSON.stringify({ event_type, ...event }));
      // Automations that wake speakers should not have to look through all events.
      if (event_type === 'wake') this.#publisher.tell(this.#topics.wake, JSON.stringify(event));
    });
    this.#account.store.watch((state, before) => {
      this.speak();
      this.#tell(state, before);
      if (state.pairing !== before.pairing) void this.#draw(state.pairing);
    });
  }

  get view(): AccountView {
    const { plan, store } = this.#account;
    return {
      account: plan.key,
      name: plan.name,
      state: store.state,
      available: isAvailable(store.state, this.#clock.now()),
      queue: plan.queue,
      liked: plan.liked,
      limited: plan.rules.minutesPerDay !== undefined,
      ...(this.#placeholder === undefined ? {} : { placeholder: this.#placeholder }),
    };
  }

  /** Says what changed since the last time. */
  speak(): void {
    const view = this.view;
    // Before the first look nothing is known of the player: what was said before a restart is nearer to the truth.
    const isKnown = view.state.lookedAt !== null || view.state.problem !== null;
    if (isKnown) this.#publisher.say(this.#topics.availability, view.available ? 'online' : 'offline');
    else this.#publisher.hold(this.#topics.availability);
    for (const [key, entity, topic] of this.#places) {
      if (!entity.isThere(view)) continue;
      const said = entity.say(view);
      if (said === undefined) continue;
      const isEarly = !isKnown && entity.live === 'player';
      // What is no option in Home Assistant yet is said as soon as it is.
      const isNoOption = entity.platform === 'select' && !this.#knows(view.account, key, said);
      if (isEarly || isNoOption) this.#publisher.hold(topic);
      else this.#publisher.say(topic, said);
    }
    this.#publisher.say(this.#topics.pairing, sayPairing(view.state.pairing));
    if (isKnown) this.#publisher.say(this.#topics.player, sayPlayer(view));
    else this.#publisher.hold(this.#topics.player);
    if (this.#mediaPlayer) this.#speakOfMediaPlayer(this.#mediaPlayer, view, isKnown);
  }

  /** Taken back by the announcer, as all that is no longer said, once it is not wanted any more. */
  #speakOfMediaPlayer({ topic, payload }: Announcement, view: AccountView, isKnown: boolean): void {
    this.#publisher.say(topic, payload);
    for (const [level, say] of Object.entries(MEDIA_PLAYER_STATES)) {
      const said = isKnown ? say(view) : undefined;
      if (said === undefined) this.#publisher.hold(this.#topics.at(level));
      else this.#publisher.say(this.#topics.at(level), said);
    }
  }

  /** The link as a picture; an empty one when the pairing is over, because Home Assistant keeps the last. */
  async #draw(pairing: Pairing | null): Promise<void> {
    const link = pairing?.verificationUriComplete ?? '';
    const picture = /^https?:/.test(link) ? await this.#qr(link) : NO_PICTURE;
    if (this.#account.store.state.pairing === pairing)
      this.#publisher.say(this.#topics.at('pairing_qr'), picture);
  }

  /** Another item plays: told once for each, and not for what played already when the bridge came. */
  #tell({ playback: { item, status } }: State, before: State): void {
    if (sameItem(item, before.playback.item) || status !== 'playing' || !item) return;
    const isNews = before.lookedAt !== null && item.uri !== this.#changedTo;
    this.#changedTo = item.uri;
    if (!isNews) return;
    const { title, album, uri, kind } = item;
    this.#account.tell({ event_type: 'track_changed', title, artist: artistsOf(item), album, uri, kind });
  }
}
