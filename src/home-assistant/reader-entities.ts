import { displayLine } from '../core/display-line.ts';
import { FEEDBACK_RESULTS, type FeedbackResult } from '../core/feedback.ts';
import type { ReaderEvent } from './contract/events.ts';
import { button, switch_ } from './controls.ts';
import type { Entity } from './entity.ts';
import { LEFT_TODAY, LISTENED_TODAY } from './listened.ts';
import { binarySensor, event, scanner, sensor } from './sensors.ts';

/** One tag reader as Home Assistant sees it. */
export interface ReaderView {
  /** The level of its topics. */
  id: string;
  /** For people. */
  name: string;
  /** Whether it says on its own `status` topic that it is there. */
  hasStatus: boolean;
  /** Whether it tells when a tag leaves: only then is it known what lies on it. */
  tellsRemoval: boolean;
  /** Its scans are announced as Home Assistant tags. */
  announce: boolean;
  /** The name of the last card; null before the first. */
  card: string | null;
  /** Whether a card lies on it; null where unknown. */
  present: boolean | null;
  /** What it was told last. */
  result: FeedbackResult | null;
  /** What its display shows; empty for nothing. */
  display: string;
  locked: boolean;
  /** The whole minutes that its cards played today, and how many are left; null where they are not limited. */
  minutes: number;
  left: number | null;
}

/** What may be asked of a reader by a control of its device. */
export type ReaderAsk =
  | { ask: 'lock'; on: boolean }
  /** The next card on this reader is given what plays. */
  | { ask: 'learn' }
  /** Out of Home Assistant with it, until it is heard again. */
  | { ask: 'forget' };

/** What its event entity may tell. */
export const READER_EVENT_TYPES = [
  'tag_played',
  'tag_unknown',
  'tag_learnt',
  'tag_removed',
  'learn_failed',
  'scene',
] as const satisfies readonly ReaderEvent['event_type'][];

/** THE TABLE of a reader's device; its keys are levels under `<base>/reader/<reader>`. */
export const READER_ENTITIES = {
  card: sensor({
    name: 'Last card',
    main: true,
    icon: 'mdi:nfc-variant',
    live: 'always',
    state: ({ card }) => card,
  }),
  present: binarySensor({
    name: 'Card present',
    deviceClass: 'occupancy',
    live: 'always',
    when: ({ tellsRemoval }) => tellsRemoval,
    state: ({ present }) => present,
  }),
  event: event({
    name: 'Event',
    icon: 'mdi:bell-ring-outline',
    live: 'always',
    types: READER_EVENT_TYPES,
  }),
  scan: scanner({
    name: 'Scan',
    live: 'always',
    when: ({ announce }) => announce,
  }),
  learn: button({
    name: 'Learn card',
    icon: 'mdi:credit-card-plus-outline',
    category: 'config',
    live: 'always',
    command: () => ({ ask: 'learn' }),
  }),
  locked: switch_({
    name: 'Locked',
    icon: 'mdi:lock',
    category: 'config',
    live: 'always',
    state: ({ locked }) => locked,
    command: (on) => ({ ask: 'lock', on }),
  }),
  connected: binarySensor({
    name: 'Connection',
    deviceClass: 'connectivity',
    category: 'diagnostic',
    live: 'always',
    when: ({ hasStatus }) => hasStatus,
    from: 'status',
    on: 'online',
    off: 'offline',
  }),
  result: sensor({
    name: 'Last result',
    icon: 'mdi:message-badge-outline',
    category: 'diagnostic',
    live: 'always',
    options: FEEDBACK_RESULTS,
    state: ({ result }) => result,
  }),
  minutes_today: sensor({
    ...LISTENED_TODAY,
    state: ({ minutes }) => minutes,
  }),
  minutes_left: sensor({
    ...LEFT_TODAY,
    when: ({ left }) => left !== null,
    state: ({ left }) => left,
  }),
  display: sensor({
    name: 'Display',
    icon: 'mdi:form-textbox',
    category: 'diagnostic',
    live: 'always',
    blank: true,
    state: ({ display }) => displayLine(display) || null,
  }),
  forget: button({
    name: 'Forget reader',
    icon: 'mdi:delete-outline',
    category: 'config',
    enabled: false,
    live: 'always',
    command: () => ({ ask: 'forget' }),
  }),
} satisfies Record<string, Entity<ReaderView, ReaderAsk>>;
