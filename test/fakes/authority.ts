import type { Authority, DeviceCode, NewToken, PollReply } from '../../src/core/ports.ts';
import type { Profile } from '../../src/core/state.ts';
import type { FakeClock } from './clock.ts';

/** Spotify's accounts service in memory: answers polls as a test lined them up, pending where nothing is left. */
export class FakeAuthority implements Authority {
  /** What the device endpoint answers: a code, or an error that it throws. */
  device: DeviceCode | Error = {
    deviceCode: 'device-secret',
    userCode: '2ZGVTJ',
    verificationUri: 'https://spotify.com/pair',
    verificationUriComplete: 'https://spotify.com/pair?code=2ZGVTJ',
    expiresIn: 3600,
    interval: 5,
  };
  replies: PollReply[] = [];
  who: Profile | Error = { accountId: 'anna', userId: 'anna', name: 'Anna', product: 'premium' };
  /** What was asked, with its time in seconds since the beginning. */
  readonly asked: string[] = [];
  readonly #clock: FakeClock;
  readonly #began: number;

  constructor(clock: FakeClock) {
    this.#clock = clock;
    this.#began = clock.now();
  }

  token(): NewToken {
    const now = this.#clock.now();
    return {
      accessToken: 'access',
      refreshToken: 'refresh',
      expiresAt: now + 3600_000,
      scope: 'all',
      authorizedAt: now,
    };
  }

  async requestDevice(): Promise<DeviceCode> {
    this.#note('device');
    if (this.device instanceof Error) throw this.device;
    return this.device;
  }
  async poll(): Promise<PollReply> {
    this.#note('poll');
    return this.replies.shift() ?? { kind: 'error', error: 'authorization_pending', description: null };
  }
  authorizeUrl(ask: { redirectUri: string; state: string; codeChallenge: string }): string {
    return `https://accounts.example/authorize?${new URLSearchParams({ ...ask, show_dialog: 'true' })}`;
  }
  async exchange(answer: { code: string; redirectUri: string; codeVerifier: string }): Promise<NewToken> {
    this.#note(`exchange ${answer.code} ${answer.redirectUri}`);
    return this.token();
  }
  async whoIs(): Promise<Profile> {
    if (this.who instanceof Error) throw this.who;
    return this.who;
  }

  #note(what: string): void {
    this.asked.push(`${Math.round((this.#clock.now() - this.#began) / 1000)} ${what}`);
  }
}
