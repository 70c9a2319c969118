import { z } from 'zod';
import { openHouse } from '../house.ts';
import type { Observer, Post } from './observer.ts';
import { sightOf } from './staleness.ts';

const player = z.object({
  state: z.enum(['playing', 'paused', 'idle', 'off']),
  media_content_id: z.string().nullable(),
});

/** The bridge; what counts is what it publishes. */
export async function watchAsBridge({ show, ...parts }: Post): Promise<Observer> {
  const { broker, ended } = await openHouse(parts);
  broker.subscribe('spotify2mqtt/family/player', ({ payload }) => {
    const { state, media_content_id } = player.parse(JSON.parse(Buffer.from(payload).toString()));
    show(sightOf(state, media_content_id));
  });
  return { hint: () => broker.deliver('spotify2mqtt/family/hint', ''), ended };
}
