import { expect, it } from 'vitest';
import { ReadBefore } from '../../../src/bridge/tags/read-before.ts';
import { USUAL_FORMAT } from '../../../src/core/reader.ts';
import { readTag } from '../../../src/core/tag-reading.ts';

const message = (uid: string, more = {}) => ({
  topic: 'spotify2mqtt/reader/box/tag',
  payload: JSON.stringify({ event: 'scanned', uid }),
  retained: false,
  ...more,
});
const UID = '04-72-90-BA-AD-6C-81';

it('says of a message what reading it anew would say', () => {
  const before = new ReadBefore();
  const decimal = { ...USUAL_FORMAT, id: 'other' };
  const asked = [
    [message(UID), USUAL_FORMAT],
    [message(UID), USUAL_FORMAT],
    [message(UID, { retained: true }), USUAL_FORMAT],
    [message(UID, { removal: true }), USUAL_FORMAT],
    [message(UID, { topic: 'home/door/logs' }), USUAL_FORMAT],
    [message(UID), decimal],
    [message(UID), USUAL_FORMAT],
    [message('x'.repeat(600)), USUAL_FORMAT],
  ] as const;
  for (const [one, format] of asked) expect(before.read(one, format)).toEqual(readTag(one, format));
});

it('reads what it has read lately no more, and does not remember for ever', () => {
  const before = new ReadBefore();
  const first = before.read(message('00000000'), USUAL_FORMAT);
  expect(before.read(message('00000000'), USUAL_FORMAT)).toBe(first);
  for (let card = 1; card <= 256; card++)
    before.read(message(card.toString(16).padStart(8, '0')), USUAL_FORMAT);
  expect(before.read(message('00000000'), USUAL_FORMAT)).not.toBe(first);
});
