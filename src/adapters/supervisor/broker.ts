import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';

/** The broker that an App offers to the others, as the settings of a configuration. */
export interface OfferedBroker {
  url: string;
  username?: string | undefined;
  password?: string | undefined;
}

export type Offer =
  | { is: 'there'; broker: OfferedBroker }
  | { is: 'none' | 'refused' | 'failed'; why: string };

interface Parts {
  /** Where the Supervisor is, without a slash at its end. */
  url: string;
  /** SUPERVISOR_TOKEN. */
  token: string;
  clock: Clock;
}

const TRIES = 5;
const BETWEEN_MS = 2_000;
const PATIENCE_MS = 10_000;
/** The answer for a service that nobody offers (supervisor/api/services.py). */
const BAD_REQUEST = 400;
const REFUSALS = [401, 403];

const service = z.object({
  data: z.object({
    host: z.string().min(1),
    port: z.int().min(1).max(65535),
    ssl: z.boolean().default(false),
    username: z.string().nullish(),
    password: z.string().nullish(),
  }),
});
const refusal = z.object({ message: z.string() });

/**
 * Asks the Supervisor for the broker (GET /services/mqtt, developers.home-assistant.io, Supervisor endpoints). Its `protocol` is left aside: it says
 * 3.1.1 also where the broker speaks 5. Tries again while there is no answer to be had; never rejects.
 */
export async function askForBroker({ url, token, clock }: Parts): Promise<Offer> {
  for (let left = TRIES - 1; ; left--) {
    const offer = await ask(`${url}/services/mqtt`, token).catch(
      (error: unknown): Offer => ({ is: 'failed', why: whyOf(error) }),
    );
    if (offer.is !== 'failed' || left === 0) return offer;
    await clock.sleep(BETWEEN_MS);
  }
}

async function ask(url: string, token: string): Promise<Offer> {
  const reply = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    // The token goes nowhere else.
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await reply.text();
  if (reply.ok) return read(text);
  const why = `${reply.status}: ${messageIn(text)}`;
  if (reply.status === BAD_REQUEST) return { is: 'none', why };
  return { is: REFUSALS.includes(reply.status) ? 'refused' : 'failed', why };
}

/** An answer that cannot be read is not quoted: it may hold the password. */
function read(text: string): Offer {
  const parsed = service.safeParse(json(text));
  if (!parsed.success) return { is: 'failed', why: 'its answer names no broker' };
  const { host, port, ssl, username, password } = parsed.data.data;
  return {
    is: 'there',
    broker: {
      url: `${ssl ? 'mqtts' : 'mqtt'}://${host}:${port}`,
      ...(username && { username }),
      ...(username && password && { password }),
    },
  };
}

function messageIn(text: string): string {
  const parsed = refusal.safeParse(json(text));
  return parsed.success ? parsed.data.message.slice(0, 200) : 'no reason given';
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** fetch says what happened in the cause. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
