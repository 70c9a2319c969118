import { createInterface } from 'node:readline';
import { z } from 'zod';
import { explainPlayback } from './adapters/spotify/explain.ts';
import { BadPayload, Trouble } from './core/problem.ts';
import { readLink } from './core/read-link.ts';
import { unknownState } from './core/state.ts';
import { quote } from './core/values.ts';
import { type Asked, readCommand } from './core/words.ts';
import { hearEntity } from './home-assistant/inbox.ts';
import { topicsOf } from './home-assistant/topics.ts';

/** What the bridge makes of something, for people who ask: a line of JSON in, a line of JSON out. No network, no broker. */
export type Explanation = (line: unknown) => object;

const linkLine = z.object({ input: z.string() });
const commandLine = z.object({ topic: z.string(), payload: z.string() });

export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  playback: (line) => explainPlayback(line, Date.now()),
  link: (line) => {
    const { input } = read(linkLine, line, '{"input":"https://open.spotify.com/album/…"}');
    const link = readLink(input);
    const uri = 'uri' in link ? link.uri : null;
    return { uri, result: link.result, ...('shuffle' in link ? { shuffle: true } : {}) };
  },
  command: (line) => {
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
};

function explainCommand(topic: string, payload: string): object {
  const heard = topicsOf('spotify2mqtt').parse(topic);
  if (heard?.on === 'hint') return { account: heard.account, command: 'hint' };
  if (heard?.on !== 'command' && heard?.on !== 'set') {
    throw new BadPayload(
      `${quote(topic)} is no topic for commands; right would be spotify2mqtt/<account>/command or spotify2mqtt/<account>/<entity>/set`,
    );
  }
  const { account } = heard;
  const view = { account, name: account, state: unknownState(0), available: true, queue: true, liked: true };
  const { command }: Asked =
    heard.on === 'command' ? readCommand(payload) : { command: hearEntity(heard.key, payload, view) };
  const { ask, ...members } = command;
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
