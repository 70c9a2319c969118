import { describe, expect, it } from 'vitest';
import { type House, playingHouse } from './house.ts';

/** All that an entity said while `act` went on and ten seconds after. */
async function spoken(
  key: string,
  act: (house: House) => void | Promise<void>,
  settings: { lagMs?: number; latencyMs?: number } = {},
): Promise<string[]> {
  const house = await playingHouse({ settings, residents: [{ user: 'family', queue: true, liked: true }] });
  await house.clock.advance(31_000);
  const before = house.said.length;
  await act(house);
  await house.clock.advance(10_000);
  const said = house.said.slice(before).filter(({ topic }) => topic === `spotify2mqtt/family/${key}`);
  await house.close();
  return said.map(({ payload }) => payload);
}

describe('nothing flickers, however slow Spotify is:', () => {
  const speeds = [{}, { lagMs: 900 }, { lagMs: 1_800, latencyMs: 300 }, { latencyMs: 1_500 }];

  it.each(speeds)('three times next (%o)', async (settings) => {
    const titles = await spoken(
      'title',
      (house) => {
        for (let time = 0; time < 3; time++) house.send('family', 'command', 'next');
      },
      settings,
    );
    expect(titles).toEqual([
      'Nine Bells',
      'Lanterns at Low Tide',
      'The Cartographer’s Daughter (feat. Mira Solveig)',
    ]);
  });

  it.each(speeds)('pause and play (%o)', async (settings) => {
    const act = async (house: House) => {
      house.send('family', 'command', 'pause');
      await house.clock.advance(4_000);
      house.send('family', 'command', 'play');
    };
    expect(await spoken('status', act, settings)).toEqual(['paused', 'playing']);
  });

  it.each(speeds)('pause and play in one go (%o)', async (settings) => {
    const act = (house: House) => {
      house.send('family', 'command', 'pause');
      house.send('family', 'command', 'play');
    };
    expect(await spoken('status', act, settings)).toEqual(['paused', 'playing']);
  });

  it.each(speeds)('a slider (%o)', async (settings) => {
    const act = async (house: House) => {
      for (const percent of [41, 42, 45, 50]) {
        house.send('family', 'volume/set', `${percent}`);
        await house.clock.advance(120);
      }
    };
    expect(await spoken('volume', act, settings)).toEqual(['41', '42', '45', '50']);
  });

  it.each(speeds)('shuffle and repeat and a seek (%o)', async (settings) => {
    const act = (house: House) => {
      for (const word of ['shuffle on', 'repeat all', 'seek 100']) house.send('family', 'command', word);
    };
    expect(await spoken('shuffle', act, settings)).toEqual(['ON']);
    expect(await spoken('repeat', act, settings)).toEqual(['all']);
    expect(await spoken('position', act, settings)).toEqual(['100']);
  });

  it.each(speeds)('another device (%o)', async (settings) => {
    const act = (house: House) => {
      house.send('family', 'command', 'device Study');
    };
    expect(await spoken('device', act, settings)).toEqual(['Study']);
    expect(await spoken('status', act, settings)).toEqual([]);
  });

  it.each(speeds)('an album (%o)', async (settings) => {
    const act = (house: House) => {
      const { uri } = house.catalogue.playlistNamed('Kitchen Disco');
      house.send('family', 'command', `play ${uri}`);
    };
    expect(await spoken('title', act, settings)).toEqual(['Butter Side Up']);
    expect(await spoken('status', act, settings)).toEqual([]);
    expect(await spoken('playlist', act, settings)).toEqual(['Kitchen Disco']);
  });

  it.each(speeds)('mute and unmute (%o)', async (settings) => {
    const act = async (house: House) => {
      house.send('family', 'command', 'mute');
      await house.clock.advance(700);
      house.send('family', 'command', 'unmute');
    };
    expect(await spoken('mute', act, settings)).toEqual(['ON', 'OFF']);
    expect(await spoken('volume', act, settings)).toEqual(['0', '40']);
  });

  it.each(speeds)('a seek, then next (%o)', async (settings) => {
    const act = async (house: House) => {
      house.send('family', 'command', 'seek 100');
      await house.clock.advance(300);
      house.send('family', 'command', 'next');
    };
    const positions = (await spoken('position', act, settings)).map(Number);
    expect(positions.slice(0, 2)).toEqual([100, 0]);
    for (const position of positions.slice(2)) expect(position).toBeLessThan(5);
  });

  it.each(speeds)('like (%o)', async (settings) => {
    const act = (house: House) => {
      house.send('family', 'command', 'like');
    };
    expect(await spoken('liked', act, settings)).toEqual(['ON']);
  });
});
