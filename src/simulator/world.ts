import { accountsAnswer } from './accounts/desk.ts';
import { type Answer, type Call, text } from './answer.ts';
import { apiAnswer, bearerIn } from './api/desk.ts';
import { Control } from './control/control.ts';
import { controlAnswer } from './control/desk.ts';
import { cover } from './cover.ts';
import { moveIn } from './household.ts';
import type { Settings } from './settings.ts';
import { spoil } from './spoil.ts';
import { Spotify } from './spotify.ts';

export interface WorldOptions {
  /** Everything that is made up (tokens, shuffles, bodies) follows from it. Default 1. */
  seed?: number;
  settings?: Partial<Settings>;
}

/**
 * Spotify, as far as a bridge can see it: one state, and one function that answers a
 * request at a time given as a number. Nothing in here waits or looks at a clock, so that
 * days pass as fast as they are asked for. Time must not run backwards.
 */
export class World {
  readonly spotify: Spotify;
  readonly control: Control;

  constructor(now: number, { seed = 1, settings = {} }: WorldOptions = {}) {
    this.spotify = new Spotify({ seed, settings });
    this.control = new Control(this.spotify);
    moveIn(this.spotify, now);
  }

  /** Answers one request. The host does not matter: paths tell Spotify's two hosts, the control API and the covers apart. */
  answer(call: Call, now: number): Answer {
    const url = URL.parse(call.url, 'http://simulator');
    if (!url) return text(400, 'Bad request');
    if (url.pathname === '/control' || url.pathname.startsWith('/control/')) {
      return controlAnswer(this.control, call, url, now);
    }
    if (url.pathname.startsWith('/covers/')) return cover(this.spotify.catalogue, url.pathname);
    const answer = this.#counted(call, url, now);
    const { latencyMs } = this.spotify.settings;
    return latencyMs > 0 ? { ...answer, delayMs: (answer.delayMs ?? 0) + latencyMs } : answer;
  }

  #counted(call: Call, url: URL, now: number): Answer {
    const { spotify } = this;
    const isApi = url.pathname.startsWith('/v1/');
    const bearer = isApi ? bearerIn(spotify, call, now) : undefined;
    const token = bearer && 'grant' in bearer ? bearer : undefined;
    const client = spotify.clients.get(token?.grant.client ?? '');
    const target = {
      method: call.method,
      path: url.pathname,
      account: token?.grant.user ?? null,
      client_id: client?.id ?? (isApi ? null : new URLSearchParams(call.body).get('client_id')),
    };
    spotify.limits.letStrangerAsk((id) => spotify.clients.get(id)?.developer, now);
    const limited = client && spotify.limits.rate(client, now);
    const fault = limited ? undefined : spotify.faults.take(target, now);
    const make = (): Answer => {
      if (limited) return limited;
      if (!isApi) return accountsAnswer(spotify, call, url, now);
      if (bearer && 'status' in bearer) return bearer;
      return token ? apiAnswer(spotify, call, url, token, now) : text(500, '');
    };
    const answer = fault ? spoil(fault, make, spotify.limits, now) : make();
    spotify.journal.write({
      at: now,
      method: call.method,
      path: url.pathname,
      query: url.search,
      status: answer.status,
      client_id: target.client_id,
      account: target.account,
      fault: fault?.kind ?? null,
    });
    return answer;
  }
}
