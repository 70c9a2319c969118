import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { messagesIn, PAGES, readPage, spansOf } from '../documents.ts';
import { type House, playingHouse } from './house.ts';

const { parse } = topicsOf('spotify2mqtt');

/** The examples of README and docs, sent to a bridge as they stand there, one after the other. */
describe('what the documentation sends', { shuffle: false }, () => {
  let house: House;
  const answers = new Map<string, string>();

  /** What comes back, for at most a minute. */
  async function answerTo(topic: string, payload: string): Promise<unknown> {
    const responseTopic = `documents/${answers.size}`;
    answers.set(responseTopic, '');
    house.broker.deliver(topic, payload, { responseTopic });
    for (let waited = 0; waited < 60_000 && answers.get(responseTopic) === ''; waited += 100)
      await house.clock.advance(100);
    return JSON.parse(answers.get(responseTopic) || 'null');
  }

  beforeAll(async () => {
    house = await playingHouse();
    house.broker.subscribe('documents/+', ({ topic, payload }) => {
      answers.set(topic, String(payload));
    });
  });
  afterAll(() => house.close());

  it.each(PAGES.flatMap(messagesIn).filter(({ topic }) => topic.startsWith('spotify2mqtt/')))(
    '$page: $line',
    async ({ topic, payload }) => {
      const heard = parse(topic);
      expect(heard, topic).toBeDefined();
      if (heard?.on === 'hint') return;
      if (heard?.on === 'reader_tag') {
        house.broker.deliver(topic, payload);
        await house.clock.advance(1_000);
        const told = house.said.filter(({ topic: on }) => on === topic.replace(/tag$/, 'feedback'));
        expect(told).not.toEqual([]);
        return;
      }
      const answer = await answerTo(topic, payload);
      expect(answer).toMatchObject({ ok: expect.any(Boolean) });
      expect(answer).not.toMatchObject({ problem: { kind: 'bad_payload' } });
    },
  );

  /** Requests by their names: `request/browse` to an account, or to the bridge. */
  it('asks nothing that nobody answers', async () => {
    const named = PAGES.flatMap((page) => spansOf(readPage(page)));
    const asked = new Set(named.filter((span) => /^request\/\w+$/.test(span)));
    for (const request of asked) {
      const both = await Promise.all(
        ['family', 'bridge'].map((level) => answerTo(`spotify2mqtt/${level}/${request}`, '')),
      );
      const known = both.filter((answer) => !JSON.stringify(answer).includes('unknown request'));
      expect(known, request).not.toEqual([]);
    }
  });
});
