import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadPayload } from '../../src/core/problem.ts';
import { canonicalText, readTagText, tagTextOf } from '../../src/core/tag-text.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

describe('readTagText', () => {
  it.each([
    ['https://open.spotify.com/intl-de/album/7vEJAtP3KgKSpOHVgwm3Eh?si=1', { does: 'play', uri: ALBUM }],
    [`${ALBUM}/shuffle`, { does: 'play', uri: ALBUM, shuffle: true }],
    ['https://open.spotify.com/s/2czejYu', { does: 'play', uri: 'https://open.spotify.com/s/2czejYu' }],
    ['spotify:collection', { does: 'play', uri: 'spotify:collection' }],
    [`command:play/${ALBUM}`, { does: 'play', uri: ALBUM }],
    ['command:playpause', { does: 'command', command: { ask: 'play_pause' } }],
    ['command:volume/+10', { does: 'command', command: { ask: 'volume', by: 10 } }],
    ['command:volume 30', { does: 'command', command: { ask: 'volume', percent: 30 } }],
    ['command:groupVolume/-5', { does: 'command', command: { ask: 'volume', by: -5 } }],
    ['command:togglemute', { does: 'command', command: { ask: 'mute', toggle: true } }],
    ['command:repeat/on', { does: 'command', command: { ask: 'repeat', mode: 'all' } }],
    ['command:repeat/none', { does: 'command', command: { ask: 'repeat', mode: 'off' } }],
    ['command:shuffle/on', { does: 'command', command: { ask: 'shuffle', on: true } }],
    ['command:playlist/Bed time', { does: 'command', command: { ask: 'play', playlist: 'Bed time' } }],
    ['command:volumeup', { does: 'command', command: { ask: 'volume', by: 5 } }],
    ['command:volumedown', { does: 'command', command: { ask: 'volume', by: -5 } }],
    ['command:pauseall', { does: 'command', command: { ask: 'pause' } }],
    ['command:resumeall', { does: 'command', command: { ask: 'play' } }],
    ['command:repeat/one', { does: 'command', command: { ask: 'repeat', mode: 'one' } }],
    ['command:sleep/600', { does: 'command', command: { ask: 'sleep', minutes: 10 } }],
    ['command:sleep/61', { does: 'command', command: { ask: 'sleep', minutes: 2 } }],
    ['command:sleep/off', { does: 'command', command: { ask: 'sleep', off: true } }],
    ['command:sleep 10', { does: 'command', command: { ask: 'sleep', minutes: 10 } }],
    [' Sleep : 20 ', { does: 'command', command: { ask: 'sleep', minutes: 20 } }],
    ['command:scene bedtime', { does: 'scene', scene: 'bedtime' }],
    ['command:lock', { does: 'lock', on: true }],
    ['unlock', { does: 'lock', on: false }],
    [`command:play ${ALBUM}/shuffle`, { does: 'play', uri: ALBUM, shuffle: true }],
    [
      'https://open.spotify.com/s/2czejYu/shuffle',
      { does: 'play', uri: 'https://open.spotify.com/s/2czejYu', shuffle: true },
    ],
    ['room:Kitchen', { does: 'command', command: { ask: 'device', device: 'Kitchen' } }],
    ['scene:bedtime', { does: 'scene', scene: 'bedtime' }],
    ['Scene: Gute Nacht ', { does: 'scene', scene: 'Gute Nacht' }],
    ['lock', { does: 'lock', on: true }],
    ['command:unlock', { does: 'lock', on: false }],
    [
      'https://www.home-assistant.io/tag/50A3C7C8-1FE7-4BE8-8DC9-06E07D41B63D',
      { does: 'tag', id: '50A3C7C8-1FE7-4BE8-8DC9-06E07D41B63D' },
    ],
  ])('%s', (text, does) => {
    expect(readTagText(text)).toStrictEqual(does);
  });

  it('says what would be right', () => {
    expect(readTagText('scene:')).toEqual({
      does: 'nothing',
      why: 'scene: names nothing, scene:bedtime would be right',
    });
    expect(readTagText('command:scene')).toEqual({ does: 'nothing', why: 'scene names nothing' });
    expect(() => tagTextOf('hello')).toThrow('"hello" is nothing that a card can do: ');
    expect(() => tagTextOf('hello')).toThrow(
      'right would be a Spotify link, command:volume/+10, room:Kitchen',
    );
    expect(() => tagTextOf('https://www.home-assistant.io/tag/50A3C7C8')).toThrow(
      'is a Home Assistant tag itself; right would be a Spotify link',
    );
  });

  it.each([
    [` https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh?si=1`, ALBUM],
    [`https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh/shuffle`, `${ALBUM}/shuffle`],
    [' scene:Gute Nacht ', 'scene:Gute Nacht'],
  ])('is stored in one spelling: %s', (text, canonical) => {
    expect(canonicalText(text)).toBe(canonical);
  });

  it.each([
    '',
    'hello',
    'command:dance',
    // Not a word, though every object has it.
    'command:__proto__',
    'command:constructor/1',
    'scene:',
    'https://music.apple.com/us/album/1',
    'spotify:album:short',
  ])('does nothing for %j, and says why', (text) => {
    expect(readTagText(text)).toEqual({ does: 'nothing', why: expect.stringMatching(/./) });
    expect(() => tagTextOf(text)).toThrow(BadPayload);
  });

  it('never throws, and its canonical text means the same', () => {
    const texts = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom('command:', 'scene:', 'sleep:', 'room:'), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const does = readTagText(text);
        if (does.does === 'nothing' || does.does === 'tag') return;
        const canonical = canonicalText(text);
        expect(readTagText(canonical)).toEqual(does);
        expect(canonicalText(canonical)).toBe(canonical);
      }),
    );
  });
});
