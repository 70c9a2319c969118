import type { ReaderView } from '../../src/home-assistant/reader-entities.ts';

/** A reader that tells all that readers can tell; with other values. */
export function readerView(changed: Partial<ReaderView> = {}): ReaderView {
  return {
    id: 'kitchen',
    name: 'Kitchen box',
    hasStatus: true,
    tellsRemoval: true,
    announce: true,
    card: 'The dragon',
    present: true,
    result: 'playing',
    display: 'Speak to Me',
    locked: false,
    minutes: 42,
    left: 18,
    ...changed,
  };
}

/** One of which nothing is known but that it was heard. */
export function silentReader(changed: Partial<ReaderView> = {}): ReaderView {
  return readerView({
    hasStatus: false,
    tellsRemoval: false,
    announce: false,
    card: null,
    present: null,
    result: null,
    display: '',
    minutes: 0,
    left: null,
    ...changed,
  });
}
