import { NEWS } from './scene.js';

const RETRY_MS = 5_000;
/** A phone that slept so long may hold a connection that is dead without knowing it. */
const LONG_SLEEP_MS = 20_000;

/**
 * Hears `/api/events` for as long as the page is there, and connects anew whenever that ends.
 * @param {string} address
 * @param {{ opened(): void, lost(): void, news(name: string, data: object): void }} listener
 */
export function openStream(address, listener) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  let hiddenAt = 0;

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    const opened = new EventSource(address);
    source = opened;
    opened.addEventListener('open', () => listener.opened());
    opened.addEventListener('error', () => {
      listener.lost();
      // The browser tries again by itself, except after an answer that is no stream.
      if (opened.readyState === EventSource.CLOSED && source === opened)
        retry = setTimeout(connect, RETRY_MS);
    });
    for (const name of NEWS) {
      opened.addEventListener(name, (event) => {
        try {
          const data = JSON.parse(event.data);
          listener.news(name, name === 'happened' ? { ...data, id: event.lastEventId } : data);
        } catch {
          // Half a message of a connection that broke; the next one tells all anew.
        }
      });
    }
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > LONG_SLEEP_MS) connect();
  });
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) connect();
  });
  connect();
}
