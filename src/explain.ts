import { createInterface } from 'node:readline';
import { z } from 'zod';
import { explainPlayback } from './adapters/spotify/explain.ts';
import type { AccountAsk } from './core/command.ts';
import { afterPoll, type Grant, startGrant } from './core/grant.ts';
import { BadPayload, Trouble } from './core/problem.ts';
import { readLink } from './core/read-link.ts';
import { unknownState } from './core/state.ts';
import { readTokenReply } from './core/token-reply.ts';
import { quote } from './core/values.ts';
import { readCommand } from './core/words.ts';
import { BINDING_EXAMPLE, bindingLine, explainBinding } from './explain-binding.ts';
import { explainTag, TAG_EXAMPLE, tagLine } from './explain-tag.ts';
import { hearEntity } from './home-assistant/inbox.ts';
import { topicsOf } from './home-assistant/topics.ts';

/** What the bridge makes of something, for people who ask: a line of JSON in, a line of JSON out. No network, no broker. */
export type Explanation = (line: unknown) => object;

const linkLine = z.object({ input: z.string() });
const at_ms = z.number();
const grantLine = z.discriminatedUnion('event', [
  z.object({
    at_ms,
    event: z.literal('started'),
    expires_in: z.number().min(0),
    interval: z.number().min(0).nullish(),
  }),
  z.object({
    at_ms,
    event: z.literal('reply'),
    status: z.int().min(100).max(599),
    body: z.unknown().optional(),
  }),
  z.object({ at_ms, event: z.literal('timeout') }),
]);
const commandLine = z.object({ topic: z.string(), payload: z.string() });

/** Each begins anew: what a line means may depend on those before it. */
export const EXPLANATIONS: Readonly<Record<string, () => Explanation>> = {
  playback: () => (line) => explainPlayback(line, Date.now()),
  link: () => (line) => {
    const { input } = read(linkLine, line, '{"input":"https://open.spotify.com/album/…"}');
    const link = readLink(input);
    const uri = 'uri' in link ? link.uri : null;
    return { uri, result: link.result, ...('shuffle' in link ? { shuffle: true } : {}) };
  },
  command: () => (line) => {
    const example = '{"topic":"spotify2mqtt/family/command","payload":"next"}';
    const { topic, payload } = read(commandLine, line, example);
    try {
      return explainCommand(topic, payload);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const { kind, message } = error.problem;
      return { problem: { kind, message } };
    }
  },
  grant: () => {
    let grant: Grant | undefined;
    return (line) => {
      const heard = read(grantLine, line, '{"at_ms":5000,"event":"reply","status":400,"body":{"error":"…"}}');
      grant = grantAfter(grant, heard);
      return grant.next === 'poll' ? { next: 'poll', at_ms: grant.pollAt } : grant;
    };
  },
  tag: () => (line) => explainTag(read(tagLine, line, TAG_EXAMPLE)),
  binding: () => (line) => explainBinding(read(bindingLine, line, BINDING_EXAMPLE)),
};

function grantAfter(grant: Grant | undefined, heard: z.infer<typeof grantLine>): Grant {
  const { at_ms: at } = heard;
  if (heard.event === 'started') {
    return startGrant({ at, expiresIn: heard.expires_in, interval: heard.interval });
  }
  if (!grant) {
    const example = '{"at_ms":0,"event":"started","expires_in":3599,"interval":5}';
    throw new BadPayload(`no grant runs; right would be to begin with ${example}`);
  }
  return afterPoll(grant, at, heard.event === 'timeout' ? { kind: 'timeout' } : readTokenReply(heard));
}

function explainCommand(topic: string, payload: string): object {
  const heard = topicsOf('spotify2mqtt').parse(topic);
  if (heard?.on === 'hint') return { account: heard.account, command: 'hint' };
  if (heard?.on !== 'command' && heard?.on !== 'set') {
    throw new BadPayload(
      `${quote(topic)} is no topic for commands; right would be spotify2mqtt/<account>/command or spotify2mqtt/<account>/<entity>/set`,
    );
  }
  const { account } = heard;
  const has = { available: true, queue: true, liked: true, limited: true };
  const view = { account, name: account, state: unknownState(0), ...has };
  const asked: AccountAsk =
    heard.on === 'command' ? readCommand(payload).command : hearEntity(heard.key, payload, view);
  const { ask, ...members } = asked;
  return { account, command: ask, ...members };
}

function read<T>(shape: z.ZodType<T>, line: unknown, example: string): T {
  const result = shape.safeParse(line);
  if (result.success) return result.data;
  throw new BadPayload(`not understood; right would be ${example}`);
}

/** Explains each line of `input`, until it ends; every line gets exactly one line of JSON, a bad one `{"error": …}`. */
export async function explainLines(
  explain: Explanation,
  input: NodeJS.ReadableStream,
  print: (line: string) => void,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    print(JSON.stringify(explainLine(explain, line)));
  }
}

export function explainLine(explain: Explanation, line: string): object {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: `not JSON: ${quote(line)}` };
  }
  try {
    return explain(value);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return { error: error.message };
  }
}
