import { expect, it } from 'vitest';
import { tagRequests } from '../../../src/bridge/tags/requests.ts';
import { FakeTagDesk, tagCard } from '../../fakes/tag-desk.ts';

it('takes an id of digits that was written without quotes', async () => {
  const desk = new FakeTagDesk();
  desk.cards = [tagCard({ uid: '186131157007' })];
  expect(await tagRequests(desk)['tags/get']?.('{"uid":186131157007}')).toMatchObject({
    tag: { uid: '186131157007' },
  });
});

it('says of what is no JSON that it is none', async () => {
  const set = tagRequests(new FakeTagDesk())['tags/set'];
  await expect(async () => set?.('047290BAAD6C81 spotify:album:x')).rejects.toThrow(
    /^not a JSON object: "047290BAAD6C81 spotify:album:x"; right would be {"uid":/,
  );
});
