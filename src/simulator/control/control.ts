import type { z } from 'zod';
import { authorizeDecision } from '../accounts/authorize.ts';
import { type Client, DASHBOARD_CLIENT } from '../accounts/client.ts';
import type { Grant } from '../accounts/grants.ts';
import { type Fault, type FaultRequest, faultShape } from '../faults.ts';
import { addUser, moveIn, newDevice } from '../household.ts';
import type { Entry } from '../journal.ts';
import { changeDevice } from '../player/devices.ts';
import type { Bucket, Settings } from '../settings.ts';
import type { Spotify } from '../spotify.ts';
import { type Act, act } from './act.ts';
import { defined } from './defined.ts';
import { callService, type MediaPlayerView, type Service, viewMediaPlayer } from './media-player.ts';
import { BadScene, type Scene, setScene, userNamed } from './scene.ts';
import {
  authorizeShape,
  clientShape,
  deviceShape,
  grantShape,
  pairShape,
  quotaShape,
  revokeShape,
  settingsChangeShape,
  userShape,
} from './shapes.ts';
import { type PlayerView, viewPlayer } from './view.ts';

/** The hand from behind the scenes: everything `/control` does, as typed methods. Each takes the time as a number. */
export class Control {
  readonly #spotify: Spotify;

  constructor(spotify: Spotify) {
    this.#spotify = spotify;
  }

  scene(scene: Scene, now: number): PlayerView {
    setScene(this.#spotify, scene, now);
    return this.player(scene.user ?? 'family', now);
  }

  act(deed: Act, now: number): PlayerView {
    act(this.#spotify, deed, now);
    return this.player(deed.user ?? 'family', now);
  }

  player(user: string, now: number): PlayerView {
    return viewPlayer(this.#spotify, userNamed(this.#spotify, user), now);
  }

  players(now: number): PlayerView[] {
    return [...this.#spotify.users.values()].map((user) => viewPlayer(this.#spotify, user, now));
  }

  fault(fault: FaultRequest, now: number): void {
    this.#spotify.faults.add(faultShape.parse(fault), now);
  }

  faults(now: number): Fault[] {
    return this.#spotify.faults.pending(now);
  }

  clearFaults(): void {
    this.#spotify.faults.clear();
  }

  settings(change: z.input<typeof settingsChangeShape> = {}): Settings {
    return Object.assign(this.#spotify.settings, defined(settingsChangeShape.parse(change)));
  }

  /** A refresh token as if this person had agreed already. */
  seedRefreshToken(given: z.input<typeof grantShape>, now: number): string {
    const wish = grantShape.parse(given);
    const { client_id, refresh_token, authorized_at } = wish;
    userNamed(this.#spotify, wish.user);
    if (!this.#spotify.clients.has(client_id)) throw new BadScene(`no client “${client_id}”`);
    const grant = this.#spotify.grants.add({
      user: wish.user,
      client: client_id,
      scopes: wish.scope.split(' '),
      authorizedAt: authorized_at === undefined ? now : new Date(authorized_at).getTime(),
      secretless: true,
      ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    });
    return grant.refreshToken;
  }

  /** An access token without the way there, for tests that are about something else. */
  accessToken(given: z.input<typeof grantShape>, now: number): string {
    const grant = this.#spotify.grants.refresh(this.seedRefreshToken(given, now), now);
    if (typeof grant === 'string') throw new BadScene(grant);
    return this.#spotify.grants.access(grant, now);
  }

  /** Ends grants by refresh token, user or app, whichever are given. Says how many ended. */
  revoke(given: z.input<typeof revokeShape>): number {
    const { refresh_token, user, client_id } = revokeShape.parse(given);
    return this.#spotify.grants.revoke(
      (grant: Grant) =>
        (refresh_token === undefined || grant.refreshToken === refresh_token) &&
        (user === undefined || grant.user === user) &&
        (client_id === undefined || grant.client === client_id),
    );
  }

  exhaustQuota(given: { developer?: string; bucket: Bucket; duration_ms: number }, now: number): void {
    const { developer, bucket, duration_ms } = quotaShape.parse(given);
    this.#spotify.limits.exhaust(developer, bucket, duration_ms, now);
  }

  device(given: z.input<typeof deviceShape>, now: number): PlayerView {
    const { user, key, supports_volume, private_session, wakes_after_ms, sleeps_after_ms, ...rest } =
      deviceShape.parse(given);
    const { player } = userNamed(this.#spotify, user);
    const state = player.truth(now);
    const change = defined({
      ...rest,
      supportsVolume: supports_volume,
      privateSession: private_session,
      wakesAfterMs: wakes_after_ms,
      sleepsAfterMs: sleeps_after_ms,
      usedAt: now,
    });
    const known = state.devices.some((device) => device.key === key);
    if (known) player.put(changeDevice(state, key, change), now);
    else {
      const added = newDevice({ name: key, type: 'Speaker', key, ...change }, user);
      player.put({ ...state, devices: [...state.devices, added] }, now);
    }
    return this.player(user, now);
  }

  /** Somebody's Home Assistant calls a service of the media_player that it has for a device. */
  service(given: Service, now: number): MediaPlayerView {
    callService(this.#spotify, given, now);
    return this.mediaPlayer(given.device, given.user ?? 'family', now);
  }

  mediaPlayer(device: string, user: string, now: number): MediaPlayerView {
    return viewMediaPlayer(this.#spotify, userNamed(this.#spotify, user), device, now);
  }

  /** Adds a person, or changes one. */
  user(given: z.input<typeof userShape>, now: number): void {
    const { id, ...change } = userShape.parse(given);
    const known = this.#spotify.users.get(id);
    if (known) Object.assign(known, defined(change));
    else {
      const devices = [newDevice({ name: 'Speaker', type: 'Speaker' }, id)];
      addUser(this.#spotify, { id, name: id, ...defined(change) }, devices, now);
    }
  }

  /** Registers an app, or changes one. */
  client(given: z.input<typeof clientShape>): void {
    const { id, redirect_uris, device_grant, owner_premium, ...rest } = clientShape.parse(given);
    const known = this.#spotify.clients.get(id) ?? this.#spotify.clients.get(DASHBOARD_CLIENT);
    if (!known) throw new BadScene('the first client is gone');
    const change: Partial<Client> = defined({
      ...rest,
      redirectUris: redirect_uris,
      deviceGrant: device_grant,
      ownerPremium: owner_premium,
    });
    this.#spotify.clients.set(id, { ...known, ...change, id });
  }

  /** Somebody types a user code and decides. */
  pair(given: z.input<typeof pairShape>, now: number): void {
    const { user_code, user, agree } = pairShape.parse(given);
    const pairing = this.#spotify.pairings.waiting(user_code, now);
    if (!pairing) throw new BadScene(`nobody waits with code “${user_code}”`);
    pairing.decision = agree ? { user: userNamed(this.#spotify, user).id, at: now } : 'denied';
  }

  /** Somebody follows a link to the authorize page and decides; returns where the browser is sent. */
  authorize(given: z.input<typeof authorizeShape>, now: number): string {
    const { url, user, agree } = authorizeShape.parse(given);
    const query = URL.parse(url, 'http://simulator')?.searchParams ?? new URLSearchParams();
    const form = new URLSearchParams({ user, decision: agree ? 'agree' : 'cancel' });
    const answer = authorizeDecision(this.#spotify, query, form, now);
    if (answer.headers.location === undefined) throw new BadScene(answer.body);
    return answer.headers.location;
  }

  requests(): { entries: readonly Entry[] } & ReturnType<Spotify['journal']['counters']> {
    return { ...this.#spotify.journal.counters(), entries: this.#spotify.journal.entries };
  }

  clearRequests(): void {
    this.#spotify.journal.clear();
  }

  /** Everybody moves in afresh; faults, limits and the journal are forgotten. Grants, apps and settings stay. */
  reset(now: number): void {
    this.#spotify.faults.clear();
    this.#spotify.limits.forget();
    this.#spotify.journal.clear();
    this.#spotify.users.clear();
    this.#spotify.catalogue.playlists.clear();
    moveIn(this.#spotify, now);
  }
}
