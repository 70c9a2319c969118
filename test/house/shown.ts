import { plainText } from '../../src/home-assistant/plain.ts';
import type { House } from './house.ts';

/** What the entities of an account must say of its player, once a look has seen it. */
export function shownOf(house: House, user: string): Record<string, string> {
  const { playing, name, device, volume, shuffle, repeat } = house.simulator.player(user);
  if (device === null) return { ...NOTHING };
  return {
    status: playing ? 'playing' : 'paused',
    title: plainText(name),
    device,
    volume: volume === null || device === 'Anna’s Phone' ? 'None' : `${volume}`,
    shuffle: shuffle ? 'ON' : 'OFF',
    repeat: repeat === 'context' ? 'all' : repeat === 'track' ? 'one' : 'off',
    availability: 'online',
    limited_until: 'None',
  };
}

const NOTHING = {
  status: 'idle',
  title: 'None',
  device: 'None',
  volume: 'None',
  shuffle: 'None',
  repeat: 'None',
  availability: 'online',
  limited_until: 'None',
};

export const SHOWN = Object.keys(NOTHING);
