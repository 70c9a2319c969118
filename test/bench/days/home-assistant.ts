import { z } from 'zod';
import { DJ_URI } from '../../../src/simulator/catalogue/catalogue.ts';
import type { Observer, Post } from './observer.ts';
import { sightOf } from './staleness.ts';

const ACCOUNTS = 'https://accounts.spotify.com';
const API = 'https://api.spotify.com/v1';
const POLL_MS = 30_000;
const AFTER_END_MS = 1_000;
const DEVICES_MS = 5 * 60_000;
/** A little before its end, so that no request is spent on a 401. */
const TOKEN_MS = 3600_000 - 60_000;

const looked = z.object({
  is_playing: z.boolean(),
  progress_ms: z.number().nullable(),
  item: z.object({ uri: z.string(), duration_ms: z.number() }).nullable(),
  context: z.object({ uri: z.string() }).nullable(),
});
type Looked = z.infer<typeof looked>;
const fresh = z.object({ access_token: z.string() });

/**
 * The cadence of Home Assistant core's `spotify` integration: `GET /me/player` each 30 s, and a second after the end of
 * the track where that comes sooner; a playlist's name when the context changes to one; the devices each five minutes;
 * `GET /me` once. It knows no hints.
 */
export function watchAsHomeAssistant({ clock, fetch, clientId, refreshToken, show, signal }: Post): Observer {
  let token = '';
  let until = 0;

  const access = async (): Promise<string> => {
    if (clock.now() < until) return token;
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId };
    const body = new URLSearchParams(form).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await fetch(`${ACCOUNTS}/api/token`, { method: 'POST', headers, body });
    token = fresh.parse(await reply.json()).access_token;
    until = clock.now() + TOKEN_MS;
    return token;
  };
  const get = async (path: string): Promise<unknown> => {
    const reply = await fetch(API + path, { headers: { authorization: `Bearer ${await access()}` } });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`GET ${path}: ${reply.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };

  const watch = async () => {
    await get('/me');
    let context: string | null = null;
    while (!signal.aborted) {
      const look = looked.nullable().parse(await get('/me/player?additional_types=track,episode'));
      const uri = look?.context?.uri ?? null;
      if (uri !== context && uri?.startsWith('spotify:playlist:') && uri !== DJ_URI) {
        await get(`/playlists/${uri.slice('spotify:playlist:'.length)}`);
      }
      context = uri;
      show(look ? sightOf(look.is_playing ? 'playing' : 'paused', look.item?.uri ?? null) : 'idle');
      await clock.sleep(untilNext(look), signal);
    }
  };
  const list = async () => {
    while (!signal.aborted) {
      await get('/me/player/devices');
      await clock.sleep(DEVICES_MS, signal);
    }
  };
  return { hint: () => {}, ended: Promise.all([watch(), list()]) };
}

function untilNext(look: Looked | null): number {
  if (!look?.is_playing || !look.item || look.progress_ms === null) return POLL_MS;
  const left = look.item.duration_ms - look.progress_ms;
  return left < POLL_MS ? left + AFTER_END_MS : POLL_MS;
}
