import { z } from 'zod';
import { BadConfig } from './config/mistake.ts';
import { readConfig } from './config/read.ts';
import { type Binding, meaningOf } from './core/binding.ts';
import { BadPayload } from './core/problem.ts';
import { topicMatches } from './lib/topic-filter.ts';

/** A message, and an entry of `bindings` as config.yaml has it; its `topic` may be left out. `null` is as good as nothing. */
export const bindingLine = z.object({
  topic: z.string().min(1),
  payload: z.string(),
  retained: z.preprocess((given) => given ?? false, z.boolean()),
  binding: z.record(z.string(), z.unknown()),
});

export const BINDING_EXAMPLE =
  '{"topic":"zigbee2mqtt/knob","payload":"{\\"action\\":\\"single\\"}","binding":{"remote":"aqara_knob"}}';

/** What the bridge does with a message of a remote. Throws BadPayload with every mistake of the binding. */
export function explainBinding({ binding, topic, payload, retained }: z.infer<typeof bindingLine>): object {
  const bound = bindingOf({ topic, ...binding });
  const nothing = (why: string) => ({ value: null, does: 'nothing', why });
  if (!topicMatches(bound.topic, topic)) return nothing(`the binding hears ${bound.topic}`);
  if (retained) return nothing('the broker kept it: it was pressed long ago');
  const meaning = meaningOf(bound, payload);
  if (meaning.means === 'nothing') return { value: meaning.value ?? null, does: 'nothing', why: meaning.why };
  const { ask, ...members } = meaning.command;
  return {
    value: meaning.value,
    does: meaning.means,
    account: bound.account,
    command: ask,
    ...members,
  };
}

/** Read as a configuration is, so that a mistake is told in the same words. */
function bindingOf(written: Record<string, unknown>): Binding {
  const { account } = written;
  const text = JSON.stringify({
    mqtt: { url: 'embedded' },
    spotify: { client_id: 'none' },
    ...(typeof account === 'string' && { accounts: { [account]: {} } }),
    bindings: { binding: written },
  });
  try {
    const [binding] = readConfig({ text, env: {}, readFile: () => '' }).bindings;
    if (binding) return binding;
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    const told = error.mistakes.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new BadPayload(told.join('; '));
  }
  throw new BadPayload(`not understood; right would be ${BINDING_EXAMPLE}`);
}
