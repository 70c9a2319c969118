import { expect, it } from 'vitest';
import { Outbox } from '../../../src/adapters/mqtt/outbox.ts';
import { settle } from '../../fakes/clock.ts';

function outbox(window: number | undefined, qos: 0 | 1 = 1) {
  const sent: string[] = [];
  const answers: (() => void)[] = [];
  const box = new Outbox({
    window,
    qos,
    write: ({ topic }, quality, done) => {
      sent.push(`${topic} ${quality}`);
      if (quality === 0) done();
      else answers.push(done);
    },
  });
  const add = (topic: string, retain: boolean) => box.add({ topic, payload: '', retain });
  return { box, sent, answers, add };
}

it('keeps the order and the window of the broker', () => {
  const { sent, answers, add } = outbox(2);
  add('state 1', true);
  add('state 2', true);
  add('event', false);
  add('state 3', true);
  expect(sent).toEqual(['state 1 1', 'state 2 1']);
  answers.shift()?.();
  expect(sent.slice(2)).toEqual(['event 0', 'state 3 1']);
});

it('sends QoS 0 where the broker offers no more, however much there is', () => {
  const { sent, add } = outbox(1, 0);
  for (let index = 0; index < 5_000; index++) add('state', true);
  expect(sent).toHaveLength(5_000);
  expect(sent[0]).toBe('state 0');
});

it('keeps the order of thousands that wait, while more come', () => {
  const { box, sent, answers, add } = outbox(7);
  const topics = Array.from({ length: 5_000 }, (_, index) => `state ${index}`);
  const [first, rest] = [topics.slice(0, 3_500), topics.slice(3_500)];
  for (const topic of first) add(topic, true);
  while (answers.length > 0) {
    answers.shift()?.();
    const more = rest.shift();
    if (more) add(more, true);
  }
  expect(sent).toEqual(topics.map((topic) => `${topic} 1`));
  return box.drained();
});

it('is drained when the last answer is in', async () => {
  const { box, answers, add } = outbox(undefined);
  let drained = false;
  add('state', true);
  void box.drained().then(() => {
    drained = true;
  });
  await settle();
  expect(drained).toBe(false);
  answers.shift()?.();
  await settle();
  expect(drained).toBe(true);
});
