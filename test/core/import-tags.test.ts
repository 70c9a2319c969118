import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ImportedTag, importTags } from '../../src/core/import-tags.ts';
import { normaliseId } from '../../src/core/tag-id.ts';
import { canonicalText } from '../../src/core/tag-text.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const LINK = 'https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh?si=1';
const tag = (uid: string, does: string, name?: string): ImportedTag => ({
  uid,
  does,
  ...(name !== undefined && { name }),
});

describe('a list', () => {
  it.each<[line: string, tag: ImportedTag]>([
    [`04-72-90-BA ${ALBUM}`, tag('047290BA', ALBUM)],
    [`04-72-90-ba\t${LINK}`, tag('047290BA', ALBUM)],
    [`04:72:90:BA,${LINK}`, tag('047290BA', ALBUM)],
    [`04 72 90 BA  ;  ${ALBUM}`, tag('047290BA', ALBUM)],
    [`04 72 90 BA ${ALBUM}`, tag('047290BA', ALBUM)],
    [`0006762840=${ALBUM}`, tag('0006762840', ALBUM)],
    [`0006762840: ${ALBUM}`, tag('0006762840', ALBUM)],
    [`"0006762840": "${LINK}"`, tag('0006762840', ALBUM)],
    [`'04:72:90:BA': '${ALBUM}' # Abbey Road`, tag('047290BA', ALBUM)],
    [`103,12632 ${ALBUM}`, tag('103,12632', ALBUM)],
    [`1234 open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh`, tag('1234', ALBUM)],
    ['1234 command:volume/+10', tag('1234', 'command:volume/+10')],
    ['1234 command:playpause', tag('1234', 'command:playpause')],
    ['1234, room:Living room', tag('1234', 'room:Living room')],
    [`https://www.home-assistant.io/tag/AB-12 ${ALBUM}`, tag('AB12', ALBUM)],
    ['1234 lock', tag('1234', 'lock')],
    [`"04,72","${LINK}","Abbey ""Road"" #1"`, tag('04,72', ALBUM, 'Abbey "Road" #1')],
    [`1234;Abbey Road;${ALBUM}`, tag('1234', ALBUM, 'Abbey Road')],
    [`\uFEFF1234 ${ALBUM}`, tag('1234', ALBUM)],
    [`  1234 ${ALBUM}`, tag('1234', ALBUM)],
    [`---\n   \n1234 ${ALBUM}`, tag('1234', ALBUM)],
    ['1234 room:Bath # upstairs', tag('1234', 'room:Bath')],
    ['1234 room:Bath#2', tag('1234', 'room:Bath#2')],
    ['1234, room:"Bath"', tag('1234', 'room:"Bath"')],
    [`"04,72" ; "${LINK}" ; " Abbey Road "`, tag('04,72', ALBUM, 'Abbey Road')],
    [`1234;;${ALBUM};'Abbey Road'`, tag('1234', ALBUM, 'Abbey Road')],
    [`1234;Abbey Road;https://example.com/cover.jpg;${ALBUM}`, tag('1234', ALBUM, 'Abbey Road')],
    // Quotes are taken off where they are around all.
    [`1234;${ALBUM};'Best' of`, tag('1234', ALBUM, "'Best' of")],
    [`1234;${ALBUM};The 'Best'`, tag('1234', ALBUM, "The 'Best'")],
    [`1234;${ALBUM};"Best" of`, tag('1234', ALBUM, '"Best" of')],
    [`1234;${ALBUM};The "Best"`, tag('1234', ALBUM, 'The "Best"')],
    [`1234;${ALBUM};' Abbey Road '`, tag('1234', ALBUM, 'Abbey Road')],
  ])('has %s', (line, expected) => {
    expect(importTags(line)).toEqual({ tags: [expected], refused: [] });
  });

  it.each<[header: string, line: string, tag: ImportedTag]>([
    ['uid,name,uri', `04-72,"Road, Abbey",${ALBUM}`, tag('0472', ALBUM, 'Road, Abbey')],
    ['Title;Link;Card ID', `Abbey;${LINK};1234`, tag('1234', ALBUM, 'Abbey')],
    ['tag\tspotify', `1234\t${ALBUM}`, tag('1234', ALBUM)],
    ['"id","text"', '"1234","command:next"', tag('1234', 'command:next')],
    ['" id " , "text"', '1234,command:next', tag('1234', 'command:next')],
    ['uri,id', `${ALBUM},1234`, tag('1234', ALBUM)],
    ['id,uri,name', `1234,${ALBUM},`, tag('1234', ALBUM)],
  ])('under the header %s', (header, line, expected) => {
    expect(importTags(`# cards\n${header}\n\n${line}\r\n`)).toEqual({ tags: [expected], refused: [] });
  });

  it.each<[line: string, why: string | RegExp]>([
    ['1234', /^"1234" is no id with what it does behind it; right would be/],
    ['1234 hello', /^"hello" is nothing that a card can do: is no link/],
    ['1234  ,  hello', /^"hello" is nothing/],
    ['1234  :  hello', /^"hello" is nothing/],
    ['1234=hello', /^"hello" is nothing/],
    ['1234\thello', /^"hello" is nothing/],
    ['1234   hello', /^"hello" is nothing/],
    ['1234 hello world', /^"hello world" is nothing/],
    ['00-00=hello', /^"00-00" is no id/],
    ['00-00: hello', /^"00-00" is no id/],
    ['1234;https://music.apple.com/us/album/1', /another service/],
    ['1234 command:dance', /unknown command "dance"/],
    [`00-00-00-00 ${ALBUM}`, /^"00-00-00-00" is no id/],
    [`08-3A-F2-91 ${ALBUM}`, /^"08-3A-F2-91" is the id that a phone or bank card makes up/],
    [`1 ${' '.repeat(1000)}x`, /is too long for a tag$/],
  ])('does not take %s', (line, why) => {
    expect(importTags(`\n${line}\n`)).toEqual({
      tags: [],
      refused: [{ line: 2, why: expect.stringMatching(why) }],
    });
  });

  // A first line that names only one of the columns is none.
  it.each(['id,album', 'name,uri'])('takes %s for no header', (line) => {
    expect(importTags(`${line}\n1234,${ALBUM}`)).toEqual({
      tags: [tag('1234', ALBUM)],
      refused: [{ line: 1, why: expect.any(String) }],
    });
  });

  it.each(['1234', '1234,', `,${ALBUM}`])('asks for both columns in %j', (line) => {
    expect(importTags(`id,text\n${line}`)).toEqual({
      tags: [],
      refused: [{ line: 2, why: expect.stringContaining('is no id with what it does behind it') }],
    });
  });

  it.each(['text,id', 'link;uid'])('asks for the id too under %s', (header) => {
    expect(importTags(`${header}\n${ALBUM}`)).toEqual({
      tags: [],
      refused: [{ line: 2, why: expect.stringContaining('is no id with what it does behind it') }],
    });
  });

  it('takes a tag once, and says where it does something else', () => {
    expect(importTags(`0472 ${ALBUM}\n04-72 ${LINK}\n04:72 lock`)).toEqual({
      tags: [tag('0472', ALBUM)],
      refused: [{ line: 3, why: '"04:72" does something else in line 1 already' }],
    });
  });
});

describe("a Phoniebox 2's settings", () => {
  it('are commands', () => {
    const text = `### Skip next track
CMDNEXT="0594672283"
CMDPREV="%CMDPREV%"
CMDPLAYPAUSE='1352647584'
CMDPAUSE=""
CMDVOLUP=984000025364
CMDVOLDOWN="2636453782"  # quieter
CMDMUTE="11"
CMDVOL30="12"
CMDSTOP="13"
CMDSHUFFLE="14"
CMDSEEKFORW="15"
STOPAFTER30="16"
SHUTDOWNAFTER5="17"
CMDMAXVOL75="18"
CMDREBOOT="19"
TOGGLEWIFI="20"
`;
    expect(importTags(text)).toEqual({
      tags: [
        tag('0594672283', 'command:next'),
        tag('1352647584', 'command:play_pause'),
        tag('984000025364', 'command:volume +5'),
        tag('2636453782', 'command:volume -5'),
        tag('11', 'command:mute toggle'),
        tag('12', 'command:volume 30'),
        tag('13', 'command:stop'),
        tag('14', 'command:shuffle toggle'),
        tag('15', 'command:seek +15'),
        tag('16', 'sleep:30'),
        tag('17', 'sleep:5'),
      ],
      refused: [
        { line: 15, why: '"18" limits the volume; right would be max_volume: 75 at the reader' },
        { line: 16, why: '"19" is a matter of the box itself, no player can do it' },
        { line: 17, why: '"20" is a matter of the box itself, no player can do it' },
      ],
    });
  });
});

describe("a Phoniebox 3's cards", () => {
  it.each<[card: string, does: string]>([
    ['{alias: next_song}', 'command:next'],
    ['{alias: prev_song}', 'command:previous'],
    ['{alias: toggle, ignore_same_id_delay: true}', 'command:play_pause'],
    ['{alias: pause}', 'command:pause'],
    ['{alias: play}', 'command:play'],
    ['{package: player, plugin: ctrl, method: next}', 'command:next'],
    ['{package: volume, plugin: ctrl, method: mute, kwargs: {}}', 'command:mute toggle'],
    ['{alias: change_volume, args: [-5]}', 'command:volume -5'],
    ['{package: volume, plugin: ctrl, method: change_volume, args: 5}', 'command:volume +5'],
    ['{package: volume, plugin: ctrl, method: set_volume, kwargs: {volume: 12}}', 'command:volume 12'],
    ['{alias: set_shuffle}', 'command:shuffle toggle'],
    ['{alias: set_shuffle, args: [disable]}', 'command:shuffle off'],
    ['{alias: timer_stop_player, args: [1790]}', 'sleep:30'],
    ['{package: timers, plugin: timer_shutdown, method: start, args: [60]}', 'sleep:1'],
    [`{alias: play_card, args: ["${ALBUM}"]}`, ALBUM],
    [`{package: player, plugin: ctrl, method: play_uri, args: "${LINK}"}`, ALBUM],
  ])('do %s', (card, does) => {
    expect(importTags(`'0001':\n  ${card}\n0009: ${ALBUM}\n`)).toEqual({
      tags: [tag('0001', does), tag('0009', ALBUM)],
      refused: [],
    });
  });

  it.each<[card: string, why: RegExp]>([
    [
      '{alias: play_card, args: [kids/songs]}',
      /^"0001" plays files of the box; right would be a Spotify link/,
    ],
    ['{alias: set_volume, args: [12b]}', /without a number in args$/],
    ['{alias: set_volume, args: [120]}', /120 is out of range/],
    ['{alias: timer_shutdown}', /right would be sleep:30/],
    ['{alias: timer_shutdown, args: [36000]}', /1 to 480 minutes/],
    ['{alias: shutdown}', /is a matter of the box itself/],
    ['{package: host, plugin: say_my_ip}', /is a matter of the box itself/],
    ['{alias: set_repeat}', /calls set_repeat, which no player knows$/],
    ['{colour: red}', /^"0001" is no card of a Phoniebox/],
    ['[1]', /^"0001" is no card of a Phoniebox/],
  ])('do not %s', (card, why) => {
    expect(importTags(`'2': {alias: play}\n'0001': ${card}`)).toEqual({
      tags: [tag('2', 'command:play')],
      refused: [{ line: 2, why: expect.stringMatching(why) }],
    });
  });
});

it('never throws, and gives what can be kept', () => {
  const scrap = fc.constantFrom(
    '04-72',
    ALBUM,
    'CMDNEXT',
    '=',
    '"',
    ' ',
    '\n',
    ',',
    ';',
    ': ',
    '#',
    'alias: ',
    'args: ',
    '&a ',
    '*a',
    '[',
    ']',
    '{',
    '}',
    'lock',
    '\t',
    'id,text',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(scrap, { maxLength: 20 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (some) => {
      for (const { uid, does } of importTags(some).tags) {
        expect(normaliseId(uid)?.uid).toBe(uid);
        expect(canonicalText(does)).toBe(does);
      }
    }),
  );
});
