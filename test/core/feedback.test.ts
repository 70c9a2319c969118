import { expect, it } from 'vitest';
import { type Feedback, sayFeedback } from '../../src/core/feedback.ts';

it.each<[Feedback, string]>([
  [{ result: 'heard' }, '{"result":"heard"}'],
  [
    { message: 'on Kitchen', title: 'Größe', result: 'playing' },
    '{"result":"playing","title":"Größe","message":"on Kitchen"}',
  ],
])('says what there is: %j', (feedback, said) => {
  expect(sayFeedback(feedback)).toBe(said);
});
