import { describe, expect, it } from 'vitest';
import { Newsroom } from '../../../src/bridge/house/newsroom.ts';
import type { News } from '../../../src/core/house.ts';
import { FakeClock, settle } from '../../fakes/clock.ts';

function open() {
  const clock = new FakeClock();
  const newsroom = new Newsroom(clock);
  const state = { volume: 1 as number | undefined, asked: 0 };
  const player = newsroom.add({
    news: 'player',
    say: () => {
      state.asked++;
      return state.volume === undefined ? undefined : { volume: state.volume };
    },
  });
  const heard: News[] = [];
  const set = (volume: number | undefined) => {
    state.volume = volume;
    newsroom.changed(player);
  };
  return { clock, newsroom, state, heard, set, listen: () => newsroom.watch((news) => heard.push(news)) };
}

describe('the newsroom', () => {
  it('asks nobody while nobody listens', () => {
    const { state, set } = open();
    set(2);
    set(3);
    expect(state.asked).toBe(0);
  });

  it('tells what changed once for all that changes in a turn, and what is so already not at all', async () => {
    const { newsroom, heard, set, listen } = open();
    expect(newsroom.now()).toEqual([{ news: 'player', data: '{"volume":1}' }]);
    listen();
    set(2);
    set(3);
    await settle();
    set(3);
    await settle();
    expect(heard).toEqual([{ news: 'player', data: '{"volume":3}' }]);
  });

  it('says nothing of what is not known', async () => {
    const { newsroom, heard, set, listen } = open();
    set(undefined);
    expect(newsroom.now()).toEqual([]);
    listen();
    set(undefined);
    await settle();
    set(4);
    await settle();
    expect(heard.map(({ data }) => data)).toEqual(['{"volume":4}']);
  });

  it('keeps nothing from those who listen because another comes', async () => {
    const { newsroom, heard, set, listen } = open();
    newsroom.now();
    listen();
    set(2);
    expect(newsroom.now()).toEqual([{ news: 'player', data: '{"volume":2}' }]);
    await settle();
    expect(heard).toEqual([{ news: 'player', data: '{"volume":2}' }]);
  });

  it('tells those who come after a silence what is, and no more of it', async () => {
    const { newsroom, heard, set, listen } = open();
    newsroom.now();
    const leave = listen();
    leave();
    set(2);
    await settle();
    expect(newsroom.now()).toEqual([{ news: 'player', data: '{"volume":2}' }]);
    listen();
    set(1);
    await settle();
    expect(heard.map(({ data }) => data)).toEqual(['{"volume":1}']);
  });

  it('remembers the last fifty that happened, each with a number that grows', async () => {
    const { clock, newsroom, heard, listen } = open();
    for (let at = 0; at < 60; at++)
      newsroom.happened({ account: 'family', reader: null }, { event_type: 'x', at });
    await clock.advance(60_000);
    listen();
    newsroom.happened({ account: null, reader: 'kids' }, { event_type: 'y' });
    const [last] = heard;
    expect(last).toEqual({
      news: 'happened',
      id: clock.now(),
      data: JSON.stringify({
        time: new Date(clock.now()).toISOString(),
        account: null,
        reader: 'kids',
        event: { event_type: 'y' },
      }),
    });
    const ids = newsroom.now().flatMap(({ id }) => id ?? []);
    expect(ids).toHaveLength(50);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(ids.at(-1)).toBe(last?.id);
  });
});
