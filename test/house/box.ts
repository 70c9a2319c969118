import type { ReaderPlan } from '../../src/bridge/tags/reader.ts';
import { type ReaderRules, USUAL_FORMAT, USUAL_RULES } from '../../src/core/reader.ts';
import type { House } from './house.ts';
import { isCommand, type Sent } from './wire.ts';

/** A music box: a reader of a house, the cards that are laid on it, and what it is told. */

/** Gute Nacht, Bär: not what plays in a playing house. */
export const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
export const OTHER_ALBUM = 'spotify:album:5G5vH3gQx6q57bXx2lcE4U';
export const AUDIOBOOK = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
export const CARD = '04-72-90-BA-AD-6C-81';
export const OTHER_CARD = '04-16-5C-D4-2E-61-80';

export function plan(
  key: string,
  rules: Partial<ReaderRules> = {},
  more: Partial<ReaderPlan> = {},
): ReaderPlan {
  return {
    key,
    name: key,
    topic: `spotify2mqtt/reader/${key}/tag`,
    format: USUAL_FORMAT,
    rules: { ...USUAL_RULES, ...rules },
    ...more,
  };
}

export interface Told {
  at: number;
  result: string;
  title?: string;
  message?: string;
}

export function boxIn(house: House, reader = 'kids') {
  const root = `spotify2mqtt/reader/${reader}`;
  const send = (level: string, payload: string, retained = false) =>
    house.broker.deliver(`${root}/${level}`, payload, { retained });
  return {
    lay: (uid: string, uri?: string) =>
      send('tag', JSON.stringify({ event: 'scanned', uid, ...(uri && { uri }) })),
    take: (uid: string) => send('tag', JSON.stringify({ event: 'removed', uid })),
    status: (word: 'online' | 'offline', retained = false) => send('status', word, retained),
    send,
    /** All feedback so far, or since a time. */
    told: (since = 0): Told[] =>
      house.said
        .filter(({ at, topic }) => topic === `${root}/feedback` && at >= since)
        .map(({ at, payload }) => ({ at, ...JSON.parse(payload) })),
    /** The results of all feedback since a time, in order. */
    results(since = 0): string[] {
      return this.told(since).map(({ result }) => result);
    },
    value: (key: string) => house.broker.retained.get(`${root}/${key}`),
  };
}

/** The commands that really left for Spotify since a time, as `PUT /me/player/play {…}`. */
export function sentCommands(sent: readonly Sent[], since = 0): string[] {
  return sent
    .filter((one) => one.at >= since && isCommand(one))
    .map(({ method, path, query, body }) => [method, path + query, body].filter(Boolean).join(' '));
}
