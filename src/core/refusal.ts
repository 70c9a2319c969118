import { type ProblemKind, Trouble } from './problem.ts';

/** Spotify answered with an error: its HTTP status and, for the player, its reason code (Web API, player error reasons). */
export class Refusal extends Trouble {
  readonly status: number;
  readonly reason: string | undefined;

  constructor(kind: ProblemKind, message: string, status: number, reason?: string) {
    super(kind, message);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
  }

  /** No device is active, so the command had nobody to go to. */
  get noActiveDevice(): boolean {
    return (
      this.status === 404 && (this.reason === 'NO_ACTIVE_DEVICE' || /no active device/i.test(this.message))
    );
  }

  /** The id that was sent is not (or no longer) a device of this account. */
  get deviceNotFound(): boolean {
    return this.status === 404 && !this.noActiveDevice && /device not found/i.test(this.message);
  }
}

/** Spotify's accounts service answered with an OAuth error code (RFC 6749 §5.2, RFC 8628 §3.5). */
export class OAuthRefusal extends Trouble {
  readonly error: string;

  constructor(error: string, message: string) {
    super('refused', message);
    this.name = 'OAuthRefusal';
    this.error = error;
  }
}
