import { expect, it } from 'vitest';
import { cardIdOf } from '../../src/core/card-id.ts';

it.each([
  ['04-72-90-ba', '047290BA'],
  [' "0006762840" ', '0006762840'],
  ['my-tag', 'my-tag'],
  ['https://www.home-assistant.io/tag/50A3-C7', '50A3C7'],
  ['homeassistant://navigate/tag/My%20tag', 'My tag'],
])('%s is the card %s', (written, uid) => {
  expect(cardIdOf(written)).toEqual({ uid });
});

const LINK = 'is a link and no id, the id of a card would be right';
const NONE = 'is no id (nothing, or a misread), one such as 04-72-90-BA-AD-6C-81 would be right';
const RANDOM =
  'is the id that a phone or bank card makes up anew at every tap, a card of its own would be right';

it.each([
  ['spotify:album:7vEJAtP3KgKSpOHVgwm3Eh', LINK],
  ['spotify:collection', LINK],
  ['https://spotify.link/AbCdEfGhIjK', LINK],
  ['', NONE],
  ['00-00-00-00', NONE],
  ['https://www.home-assistant.io/tag/0000', NONE],
  ['08-3A-F2-91', RANDOM],
])('%j %s', (written, wrong) => {
  expect(cardIdOf(written)).toEqual({ wrong });
});
