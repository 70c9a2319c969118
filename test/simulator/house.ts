import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import type { Settings } from '../../src/simulator/settings.ts';
import { Simulator } from '../../src/simulator/simulator.ts';
import { FakeClock } from '../fakes/clock.ts';
import { contract } from './contract.ts';

export const API = 'https://api.spotify.com/v1';
export const ACCOUNTS = 'https://accounts.spotify.com';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body, parsed; undefined where it is no JSON. */
  json: unknown;
}

/** A simulator in virtual time with somebody who may ask it. Every answer goes through the contract, where one is given. */
export function house(settings: Partial<Settings> = {}) {
  const clock = new FakeClock();
  const simulator = new Simulator(clock, { settings: { requestsPer30s: 1000, ...settings } });
  const { catalogue } = simulator.world.spotify;
  const tokens = new Map<string, { token: string; until: number }>();
  const tokenOf = (user: string): string => {
    const known = tokens.get(user);
    if (known && clock.now() < known.until) return known.token;
    const token = simulator.accessToken({ user });
    tokens.set(user, { token, until: clock.now() + 3_600_000 });
    return token;
  };

  const call = async (method: string, path: string, body?: unknown, as = 'family'): Promise<Reply> => {
    const token = as.startsWith('BQ') ? as : tokenOf(as);
    const response = await simulator.fetch(`${API}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const violations =
      contract?.check(method, new URL(API + path).pathname.slice('/v1'.length), response.status, text) ?? [];
    if (violations.length > 0)
      throw new Error(`${method} ${path} breaks the contract: ${violations.join('; ')}`);
    return { status: response.status, headers: response.headers, text, json: jsonOrUndefined(text) };
  };

  const form = async (
    path: string,
    fields: Record<string, string> | string,
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const response = await simulator.fetch(ACCOUNTS + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonOrUndefined(text) };
  };

  return {
    clock,
    simulator,
    catalogue,
    call,
    get: (path: string, as?: string) => call('GET', path, undefined, as),
    put: (path: string, body?: unknown, as?: string) => call('PUT', path, body, as),
    post: (path: string, body?: unknown, as?: string) => call('POST', path, body, as),
    form,
    refresh: (refreshToken: string, client = DASHBOARD_CLIENT) =>
      form('/api/token', { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: client }),
    /** `GET /me/player` once reads have caught up with commands. */
    async state(): Promise<unknown> {
      await clock.advance(200);
      return (await call('GET', '/me/player?additional_types=track,episode')).json;
    },
    /** The family's kitchen plays an album from its beginning. */
    playAlbum(name = 'Lanterns at Low Tide', offset = 0) {
      const album = catalogue.albumNamed(name);
      simulator.scene({ uri: album.uri, offset, device: 'Kitchen', playing: true, position_ms: 0 });
      return album;
    },
    device(name: string, user = 'family'): string {
      const id = simulator.player(user).devices.find((device) => device.key === name)?.id;
      if (!id) throw new Error(`no device “${name}” with an id`);
      return id;
    },
  };
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field deep in a reply: `dig(json, 'devices.*.name')` is the list of names. */
export function dig(value: unknown, path: string): unknown {
  const [step = '', ...rest] = path.split('.');
  if (step === '') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (step === '*') return Object.values(value).map((each: unknown) => dig(each, rest.join('.')));
  return dig(Object.entries(value).find(([name]) => name === step)?.[1], rest.join('.'));
}
