import { expect, it } from 'vitest';
import { settleBinding } from '../../src/config/binding.ts';
import { binding } from '../../src/config/binding-shape.ts';
import { boxIn, CARD, plan } from './box.ts';
import { playingHouse } from './house.ts';

it('tells who counts of all that is asked, by whichever door, in words of which there are few', async () => {
  const remote = binding.parse({ topic: 'zigbee2mqtt/remote', remote: 'ikea_symfonisk_gen2' });
  const bindings = [settleBinding('bedroom', remote, 'family')];
  const house = await playingHouse({ readers: [plan('kids')], bindings });
  await house.ask('family', 'volume 20');
  await house.ask('family', '31', { level: 'volume/set' });
  await house.ask('family', 'dance');
  await house.ask('nobody', 'next');
  await house.ask('family', '', { level: 'request/dreams' });
  await house.ask('bridge', '', { level: 'request/info' });
  boxIn(house).lay(CARD);
  boxIn(house).send('command', 'pause');
  boxIn(house).send('command', 'dance');
  await house.clock.advance(2_000);
  house.broker.deliver('zigbee2mqtt/remote', '{"action":"toggle"}');
  await house.clock.advance(2_000);
  const counted = house.attended.map(({ as, account, word, outcome }) => [as, account, word, outcome]);
  expect(counted).toEqual([
    ['command', 'family', 'volume', 'ok'],
    ['command', 'family', 'volume', 'ok'],
    ['command', 'family', null, 'bad_payload'],
    ['command', null, null, 'bad_payload'],
    ['request', 'family', null, 'bad_payload'],
    ['request', null, null, 'ok'],
    ['command', null, null, 'bad_payload'],
    ['command', 'family', 'pause', 'ok'],
    ['command', 'family', 'play_pause', 'ok'],
  ]);
  expect(house.attended.find(({ word }) => word === 'pause')?.tookMs).toBeGreaterThan(0);
  await house.close();
});
