import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/home-assistant/contract/channel.ts';
import { CHANNELS } from '../contract.ts';
import { strictly } from '../contract-checker.ts';
import { ALBUM, boxIn, CARD } from './box.ts';
import { type Answer, type House, playingHouse } from './house.ts';

/** Every example of the AsyncAPI document, sent to a bridge: it is understood, and answered as the document says. */

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);

const LEVELS: Record<string, string> = { account: 'family', reader: 'kids', node: 'spotify2mqtt_family' };

interface Example {
  topic: string;
  payload: string;
  channel: Channel;
}

const examples = CHANNELS.flatMap((channel) =>
  (channel.hears ?? []).flatMap((message) =>
    message.examples.map((example): Example => {
      const topic = channel.address.replaceAll(/\{(\w+)\}/g, (_, name) => LEVELS[name] ?? name);
      const payload = typeof example === 'string' ? example : JSON.stringify(example);
      return { topic, payload, channel };
    }),
  ),
);
const answered = examples.filter(({ channel }) => channel.answers);
const heard = examples.filter(({ channel }) => !channel.answers);

let house: House;
let asked = 0;
const answers = new Map<string, Answer>();

beforeAll(async () => {
  house = await playingHouse({
    residents: [{ user: 'family', liked: true, queue: true }],
  });
  house.broker.subscribe('answers/+', ({ topic, payload }) =>
    answers.set(topic, JSON.parse(String(payload))),
  );
});
afterAll(() => house.close());

async function ask({ topic, payload }: Example): Promise<Answer | undefined> {
  // Earlier examples forget the reader, give the card away, spend the budget and let the music stop.
  await house.clock.advance(40_000);
  const { desk } = house.tags;
  desk.cancel();
  await desk.set(CARD, { does: 'scene:bedtime', replace: true });
  boxIn(house).lay(CARD);
  boxIn(house).take(CARD);
  await house.clock.advance(5_000);
  if (desk.readers().some(({ locked }) => locked)) desk.lock('kids', false);
  house.phone({ action: 'play', uri: ALBUM, device: 'Kitchen' });
  const responseTopic = `answers/example-${asked++}`;
  house.broker.deliver(topic, payload, { responseTopic });
  for (let turn = 0; turn < 400 && !answers.has(responseTopic); turn++) await house.clock.advance(50);
  return answers.get(responseTopic);
}

describe('an example', () => {
  it('is there for all that can be asked', () => {
    const without = CHANNELS.filter(
      ({ id, answers: reply }) => reply && !answered.some(({ channel }) => channel.id === id),
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it.each(answered.map((one) => [one.topic, one.payload, one] as const))(
    'on %s: %s',
    async (_topic, _text, one) => {
      const answer = await ask(one);
      expect(answer?.problem?.kind, answer?.problem?.message).not.toBe('bad_payload');
      expect(answer).toBeDefined();
      const isRight = ajv.compile({ anyOf: one.channel.answers?.map(({ schema }) => strictly(schema)) });
      expect(isRight(answer), ajv.errorsText(isRight.errors)).toBe(true);
    },
  );

  it.each(heard.map((one) => [one.topic, one.payload, one] as const))(
    'on %s: %s, without an answer',
    async (_topic, _text, one) => {
      expect(await ask(one)).toBeUndefined();
    },
  );
});
