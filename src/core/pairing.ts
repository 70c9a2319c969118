/** What people see of a pairing, and what the page may ask of it. The device_code and the verifier never leave the bridge. */

/** The pairing that runs for an account, as every surface shows it (names: RFC 8628 §3.2). */
export interface Pairing {
  /** Who issued the code: Spotify (device grant), or the bridge, whose own page then takes it. */
  method: 'spotify' | 'bridge';
  /** As people read it, with its hyphen. */
  userCode: string;
  verificationUri: string;
  /** With the code in it: for links and QR codes. */
  verificationUriComplete: string;
  /** ms since the epoch. */
  expiresAt: number;
}

/** Why no pairing runs although the account needs one: it waits for a person. */
export interface PairingRest {
  why: 'expired' | 'denied' | 'failed' | 'unpaired';
  /** One sentence for people. */
  message: string;
}

/** Who is at the page. */
export interface Visit {
  /** The address that the request came from, for limits. */
  from: string;
  /** A random value in a cookie of this browser; null where it keeps none. */
  browser: string | null;
  /** How the browser reached us, which decides where Spotify can send it back to. */
  via: 'public' | 'loopback' | 'house';
}

/** An account on the page. */
export interface AccountCard {
  key: string;
  name: string;
  paired: boolean;
  /** The Spotify account behind it, where known. */
  profile: string | null;
  /** When the authorization ends, ms since the epoch. */
  pairedUntil: number | null;
  pairing: Pairing | null;
  rest: PairingRest | null;
  problem: string | null;
}

/** What became of a typed code. `message` is one sentence for people (English; the page translates by `why`). */
export type Entered =
  | {
      ok: true;
      account: { key: string; name: string };
      /** Spotify's page, to send the browser to. */
      authorizeUrl: string;
      /** `redirect`: Spotify sends the browser back to us. `paste`: to an address that does not open; it is pasted. */
      mode: 'redirect' | 'paste';
      /** What the person is asked to allow. */
      scopes: readonly string[];
    }
  | { ok: false; why: 'unknown' | 'expired' | 'too_many'; message: string; retryAt?: number };

/** What became of an answer of Spotify's, however it came back. */
export type Landed =
  | { ok: true; account: { key: string; name: string }; profile: string | null; warnings: readonly string[] }
  /** Another person than before: replaced only if the page asks `confirm` with this ticket. */
  | { ok: false; why: 'other_person'; message: string; ticket: string; before: string; now: string }
  | {
      ok: false;
      why: /** Not an address of Spotify's answer at all; one of another pairing or browser; one that was used or is too old;
       * one that was cut off. */
        | 'wrong'
        | 'foreign'
        | 'old'
        | 'half'
        /** The person said no at Spotify. */
        | 'denied'
        /** The Spotify account is not listed for the app; it is another account of the bridge's already; Spotify failed. */
        | 'not_registered'
        | 'taken'
        | 'failed';
      message: string;
    };

/** What the page may ask of pairing. */
export interface PairingDesk {
  accounts(): readonly AccountCard[];
  /** A person wants to pair this account, anew or at all. Unknown keys are ignored. */
  begin(account: string): void;
  unpair(account: string): Promise<void>;
  /** A code was typed (case, blanks and punctuation do not matter). */
  enter(code: string, visit: Visit): Entered;
  /**
   * Spotify's page for a browser that Home Assistant sends there itself, with a state and to an address of its own. No code is
   * shown. Throws BadPayload for a state or an address that is none of Home Assistant's.
   */
  authorize(account: string, back: { redirectUri: string; state: string }): string;
  /** The browser came back from Spotify with these members (RFC 6749 §4.1.2): to /callback, or to others (then `visit` is null). */
  land(answer: { code?: string; state?: string; error?: string }, visit: Visit | null): Promise<Landed>;
  /** The address that did not open was pasted: on the page, over MQTT, through Home Assistant (then `visit` is null). */
  paste(address: string, visit: Visit | null): Promise<Landed>;
  /** Yes, the other person. */
  confirm(ticket: string): Promise<Landed>;
}
