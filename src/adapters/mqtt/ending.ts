import { ReasonCodes } from 'mqtt';

export type Protocol = 4 | 5;

/** How a try to connect, or a connection, came to its end. */
export type Ending =
  /** Nobody there, no way there, no trust (TLS), or no answer in time. */
  | { kind: 'unreachable'; why: string }
  /** Somebody there who hung up, or answered something that is not MQTT, before a CONNACK. */
  | { kind: 'mute'; why: string }
  /** A CONNACK that says no, with its code (3.1.1 §3.2.2.3 or MQTT 5 §3.2.2.2). */
  | { kind: 'refused'; code: number }
  /** Another client connected with our client id: MQTT 5 says so (§3.14.2.1, 0x8E), else it is `suspected`. */
  | { kind: 'taken'; suspected?: true }
  /** `wordless`: the broker closed the connection properly and gave no reason. */
  | { kind: 'lost'; why: string; wordless?: true };

const UNACCEPTABLE_PROTOCOL = [0x01, 0x84];
export const SESSION_TAKEN_OVER = 0x8e;

/**
 * Which MQTT version to try next. 5 first; 3.1.1 where the broker refuses 5, or hangs up on it as old brokers do. 3.1.1 is
 * kept as long as it works and given up when nobody is there, because who comes back may be another broker: the price is
 * one refused CONNECT after an outage.
 */
export function nextProtocol(tried: Protocol, ending: Ending): Protocol {
  const refused = ending.kind === 'refused' && UNACCEPTABLE_PROTOCOL.includes(ending.code);
  if (tried === 5) return refused || ending.kind === 'mute' ? 4 : 5;
  return refused || ending.kind === 'mute' || ending.kind === 'unreachable' ? 5 : 4;
}

const TAKEN =
  'another client connected with our client id; is a second bridge running? Each needs a client id and a base topic of its own';

/** The ending for people: what happened, and what to look at where the cause is known. */
export function inWords(ending: Ending): string {
  switch (ending.kind) {
    case 'unreachable':
      return ending.why;
    case 'mute':
      return `it hung up before it answered (${ending.why}); is this port the one of the url's kind: plain, TLS or websocket?`;
    case 'refused':
      return refusal(ending.code);
    case 'taken':
      return ending.suspected
        ? `the broker hangs up again and again without a word, perhaps because ${TAKEN}`
        : TAKEN;
    case 'lost':
      return ending.why;
  }
}

function refusal(code: number): string {
  switch (code) {
    case 0x02:
    case 0x85:
      return 'it refuses our client id; set another';
    case 0x04:
    case 0x05:
    case 0x86:
    case 0x87:
      return 'it refuses our login; user name or password are wrong, or this user may not connect';
    default:
      return `it refuses us: ${reason(code)}`;
  }
}

/** A reason code of MQTT 5 or a return code of 3.1.1 in words. */
export function reason(code: number): string {
  const words = Object.entries(ReasonCodes).find(([known]) => Number(known) === code)?.[1];
  return `${words || 'no reason known'} (0x${code.toString(16).padStart(2, '0')})`;
}
