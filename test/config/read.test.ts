import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { BadConfig } from '../../src/config/mistake.ts';
import { readConfig } from '../../src/config/read.ts';
import { usualReader } from '../../src/config/reader.ts';
import { NO_RULES } from '../../src/core/house-rules.ts';
import { USUAL_FORMAT, USUAL_RULES } from '../../src/core/reader.ts';
import { USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';

type Files = Record<string, string>;

function read(text: string, env: Record<string, string> = {}, files: Files = {}): Config {
  const readFile = (path: string) => {
    const found = files[path];
    if (found === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return found;
  };
  return readConfig({ file: 'c.yaml', text, env, readFile });
}

function mistakes(text: string, env: Record<string, string> = {}, files: Files = {}): string[] {
  try {
    read(text, env, files);
  } catch (error) {
    if (error instanceof BadConfig) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** Two lines that make a file work; what a table row adds begins in line 3. */
const FINE = 'mqtt: {url: mqtt://broker}\nspotify: {client_id: abc}\n';

describe('the version of the file', () => {
  it('may be the first, or not be said', () => {
    expect(read(`version: 1\n${FINE}`)).toEqual(read(FINE));
  });

  it('says of a newer file what to do, and nothing else', () => {
    expect(mistakes('mqtt: {adress: x}\nversion: 2\n')).toEqual([
      'c.yaml:2:10 version: is 2, of a newer spotify2mqtt than this one, which knows 1; that one would be right, or the file as it was before it (config.yaml.bak, or a copy of yours)',
    ]);
  });

  it.each([
    ['two', 'c.yaml:1:10 version: is "two", 1 would be right'],
    ['0', 'c.yaml:1:10 version: is 0, 1 would be right'],
  ])('is no %s', (version, expected) => {
    expect(mistakes(`version: ${version}\n${FINE}`)).toEqual([expected]);
  });
});

describe('a mistake in the file', () => {
  it.each<[what: string, text: string, expected: string | RegExp]>([
    [
      'no scheme',
      'mqtt:\n  url: 192.168.1.4:1883',
      'c.yaml:2:8 mqtt.url: has no scheme, mqtt://192.168.1.4:1883 would be right',
    ],
    [
      'no scheme, a password',
      'mqtt: {url: "me:hunter2@host"}',
      /^c.yaml:1:13 mqtt.url: has no scheme, mqtt:\/\/host would/,
    ],
    [
      'a web address',
      'mqtt: {url: http://ha.local:8123}',
      /starts with http:\/\/ .*, mqtt:\/\/ha.local would be right/,
    ],
    [
      'another name of a scheme',
      'mqtt: {url: ssl://ha.local:8883}',
      /mqtts:\/\/ha.local:8883 would be right/,
    ],
    ['nearly embedded', 'mqtt: {url: embeded}', /did you mean embedded\?/],
    ['no URL', 'mqtt: {url: "mqtt://me:hun#ter2@host"}', /is not a URL, .*the keys username and password/],
    [
      'a key with a slip',
      'mqtt:\n  url: mqtt://a\n  pasword: hunter2',
      'c.yaml:3:3 mqtt.pasword: is not a key here, did you mean password?',
    ],
    ['half a key', `${FINE}http: {}\nhttps: {}`, 'c.yaml:4:1 https: is not a key here, did you mean http?'],
    [
      'a strange key',
      `${FINE}http:\n  colour:\n`,
      'c.yaml:4:3 http.colour: is not a key here, port, host, url, public_url, password, token or trusted_hosts would be right',
    ],
    [
      'a word of a set',
      'mqtt:\n  url: mqtt://a\n  discovery: devices',
      'c.yaml:3:14 mqtt.discovery: is "devices", did you mean device? (device, components or off)',
    ],
    [
      'a number too big',
      `${FINE}http: {port: 99999}`,
      'c.yaml:3:14 http.port: is 99999, a whole number from 0 to 65535 would be right',
    ],
    ['a fraction', `${FINE}http: {port: 80.5}`, /^c.yaml:3:14 http.port: is 80.5, a whole/],
    [
      'not true or false',
      `${FINE}accounts: {a: {queue: yes}}`,
      'c.yaml:3:23 accounts.a.queue: is "yes", true or false would be right',
    ],
    [
      'a text for a mapping',
      `${FINE}http: hello`,
      /^c.yaml:3:7 http: is a text, a mapping with keys such as port would/,
    ],
    ['a list for a mapping', `${FINE}accounts:\n  - family`, /^c.yaml:3:1 accounts: is a list, a mapping/],
    ['nothing but a list', '- a\n- b', /^c.yaml:1:1: is a list, a mapping/],
    [
      'an address with spaces',
      `${FINE}http: {url: phone}`,
      /^c.yaml:3:13 http.url: is not an address, http:\/\//,
    ],
    [
      'a public address without s',
      `${FINE}http: {public_url: "http://a.example"}`,
      /public_url: is not secure, an https:/,
    ],
    ['a wildcard in a topic', 'mqtt: {url: mqtt://a, base_topic: a/#}', /base_topic: holds a wildcard/],
    ['an empty level', 'mqtt: {url: mqtt://a, base_topic: a/}', /base_topic: has an empty level/],
    [
      'an account named bridge',
      `${FINE}accounts:\n  bridge:\n`,
      /^c.yaml:4:3 accounts.bridge: is a word that topics use/,
    ],
    [
      'a capital in an account',
      `${FINE}accounts: {Mum: {}}`,
      /^c.yaml:3:12 accounts.Mum: is not a key for topics/,
    ],
    [
      'a number as a key',
      `${FINE}accounts: {7: {}}`,
      'c.yaml:3:12 accounts.7: is a key that YAML reads as a number, "7" in quotes would be right',
    ],
    [
      'a truth as a key',
      `${FINE}accounts: {true: {}}`,
      /accounts.true: is a key that YAML reads as true or false/,
    ],
    [
      'an unknown account',
      `${FINE}accounts: {family: {}}\nreaders: {k: {account: famly}}`,
      'c.yaml:4:24 readers.k.account: is no account, did you mean family?',
    ],
    [
      'a loud reader',
      `${FINE}readers: {k: {volume: 101}}`,
      /readers.k.volume: is 101, a whole number from 0 to 100/,
    ],
    [
      'a start louder than the ceiling',
      `${FINE}readers: {k: {max_volume: 40, volume: 50}}`,
      'c.yaml:3:39 readers.k.volume: is 50, from 0 to 40 (min_volume, max_volume) would be right',
    ],
    [
      'a floor above the ceiling',
      `${FINE}readers: {k: {min_volume: 50, max_volume: 40}}`,
      'c.yaml:3:27 readers.k.min_volume: is 50 and max_volume only 40, at most 40 would be right',
    ],
    [
      'quiet hours louder than the floor allows',
      `${FINE}readers: {k: {min_volume: 30, quiet: {from: 20:00, to: 07:00, max_volume: 20}}}`,
      /readers.k.quiet.max_volume: is below min_volume, at least 30 would be right/,
    ],
    [
      'no time',
      `${FINE}readers: {k: {quiet: {from: 8pm, to: 07:00}}}`,
      'c.yaml:3:29 readers.k.quiet.from: is not a time, one such as 07:00 or 20:30 would be right',
    ],
    [
      'an hour that no day has',
      `${FINE}readers: {k: {quiet: {from: "24:00", to: 07:00}}}`,
      /quiet.from: is not a time/,
    ],
    [
      'half of the quiet hours',
      `${FINE}readers: {k: {quiet: {from: 20:00}}}`,
      'c.yaml:3:15 readers.k.quiet.to: is missing, a text such as 07:00 would be right',
    ],
    [
      'no quiet hours between',
      `${FINE}readers: {k: {quiet: {from: 20:00, to: 20:00}}}`,
      /readers.k.quiet.to: is when they begin, another time would be right/,
    ],
    [
      'a window too long',
      `${FINE}readers: {k: {removal_grace: 1e5}}`,
      'c.yaml:3:30 readers.k.removal_grace: is 100000, a number from 0 to 3600 would be right',
    ],
    [
      'a word for a window',
      `${FINE}readers: {k: {removal_grace: 2s}}`,
      /readers.k.removal_grace: is "2s", a number from 0 to 3600 would be right/,
    ],
    [
      'a reader of nobody',
      `${FINE}accounts: {mum: {}, kid: {}}\nreaders:\n  k:\n    topic: a/b`,
      'c.yaml:5:3 readers.k.account: is missing as there are several accounts, one of mum, kid would be right',
    ],
    [
      'a setting with a slip',
      `${FINE}readers: {k: {same_tags: next}}`,
      /is not a key here, did you mean same_tag\?/,
    ],
    [
      'a city',
      `${FINE}timezone: berlin`,
      'c.yaml:3:11 timezone: is not a time zone, did you mean Europe/Berlin?',
    ],
    ['a zone with a slip', `${FINE}timezone: Europe/Berln`, /did you mean Europe\/Berlin\?/],
    ['no zone', `${FINE}timezone: home`, /is not a time zone, one such as Europe\/Berlin would be right/],
    [
      'a wait too short',
      `${FINE}tags: {learn: 1}`,
      /^c.yaml:3:15 tags.learn: is 1, a whole number from 5 to 3600/,
    ],
    [
      'a reader at the bridge’s own command topic',
      `${FINE}readers: {k: {topic: spotify2mqtt/family/command}}`,
      'c.yaml:3:22 readers.k.topic: belongs to the bridge itself, the topic that the reader sends to would be right',
    ],
    [
      'a reader at what the bridge says to readers, under another base topic',
      'mqtt: {url: mqtt://h, base_topic: a/b}\nspotify: {client_id: x}\nreaders: {k: {removed_topic: a/b/reader/+/+}}',
      /readers.k.removed_topic: belongs to the bridge itself/,
    ],
    ['every topic', `${FINE}readers: {k: {topic: "+/#"}}`, /readers.k.topic: names every topic there is/],
    [
      'the own topic of another reader',
      `${FINE}readers: {kitchen: {topic: spotify2mqtt/reader/kids/tag}}`,
      /readers.kitchen.topic: is that of the reader kids, kids as the key instead of kitchen would be right/,
    ],
    [
      'a reader called as topics are',
      `${FINE}readers: {request: {}}`,
      'c.yaml:3:11 readers.request: is a word that topics use themselves, any other key would be right',
    ],
    [
      'a long name',
      `${FINE}readers: {${'k'.repeat(65)}: {}}`,
      /is too long for topics, at most 64 characters/,
    ],
    [
      'a device played by nobody',
      `${FINE}speakers: {devices: {Sonos: {via: home-assistant}}}`,
      'c.yaml:3:22 speakers.devices.Sonos.entity: is missing, the media_player that plays for it would be right',
    ],
    [
      'a media player for nothing',
      `${FINE}speakers: {devices: {Sonos: {entity: media_player.sonos}}}`,
      'c.yaml:3:38 speakers.devices.Sonos.entity: is used by Home Assistant alone, via: home_assistant beside it would be right',
    ],
    [
      'a form of music for nobody',
      `${FINE}speakers: {devices: {Echo: {media: name}}}`,
      'c.yaml:3:36 speakers.devices.Echo.media: is how a media player is told, an entity beside it would be right',
    ],
    [
      'a form of music that there is not',
      `${FINE}speakers: {devices: {Echo: {via: home_assistant, entity: media_player.a, media: title}}}`,
      /media: .*uri, link or name/,
    ],
    [
      'a switch for a media player',
      `${FINE}speakers: {devices: {Sonos: {via: home_assistant, entity: switch.sonos}}}`,
      /entity: is not a media player, one such as media_player.living_room would be right/,
    ],
    [
      'a way that nobody goes',
      `${FINE}speakers: {devices: {Sonos: {via: homeassistant, entity: media_player.a}}}`,
      /via: is "homeassistant", did you mean home_assistant\? \(spotify, home_assistant or home-assistant\)/,
    ],
    [
      'a speaker whose floor is above its ceiling',
      `${FINE}speakers: {devices: {Bath: {min_volume: 50, max_volume: 40}}}`,
      'c.yaml:3:41 speakers.devices.Bath.min_volume: is 50 and max_volume only 40, at most 40 would be right',
    ],
    [
      'a speaker that is quieter than its floor',
      `${FINE}speakers: {devices: {Bath: {min_volume: 30, quiet: {from: "20:00", to: "07:00", max_volume: 20}}}}`,
      /speakers.devices.Bath.quiet.max_volume: is below min_volume, at least 30 would be right/,
    ],
    [
      'a day that has no minutes',
      `${FINE}accounts: {kid: {minutes_per_day: lots}}`,
      /accounts.kid.minutes_per_day: is no time of a day, minutes from 0 to 1440 such as 60 or \{ weekdays: 60, weekend: 90 \} would be right/,
    ],
    [
      'a day of more hours than there are',
      `${FINE}readers: {k: {minutes_per_day: 9000}}`,
      /readers.k.minutes_per_day: is no time of a day, 0 to 1440 would be right/,
    ],
    [
      'half a week',
      `${FINE}readers: {k: {minutes_per_day: {weekdays: 60}}}`,
      /readers.k.minutes_per_day: is no time of a day/,
    ],
    [
      'a weekend of more hours than there are',
      `${FINE}readers: {k: {minutes_per_day: {weekdays: 60, weekend: -1}}}`,
      /readers.k.minutes_per_day.weekend: is no time of a day/,
    ],
    [
      'quiet hours of an account that are never',
      `${FINE}accounts: {kid: {quiet: {from: "20:00", to: "20:00"}}}`,
      /accounts.kid.quiet.to: is when they begin, another time would be right/,
    ],
    [
      'quiet hours of a speaker that are never',
      `${FINE}speakers: {devices: {Bath: {quiet: {from: "20:00", to: "20:00", max_volume: 20}}}}`,
      /speakers.devices.Bath.quiet.to: is when they begin, another time would be right/,
    ],
    [
      'quiet hours of a speaker that are as loud as ever',
      `${FINE}speakers: {devices: {Bath: {quiet: {from: "20:00", to: "07:00"}}}}`,
      /speakers.devices.Bath.quiet.max_volume: is missing, a whole number from 0 to 100 would be right/,
    ],
    [
      'a speaker twice',
      `${FINE}speakers: {devices: {Bath: {}, bath: {}}}`,
      'c.yaml:3:32 speakers.devices.bath: is Bath again, one of the two would be right',
    ],
    [
      'two speakers of one name',
      `${FINE}speakers: {devices: {Bath: {name: Spa}, Pool: {name: spa}}}`,
      'c.yaml:3:54 speakers.devices.Pool.name: is what Bath is called too, a name of its own would be right',
    ],
    [
      'a speaker called as another one',
      `${FINE}speakers: {devices: {Bath: {}, Pool: {name: Bath}}}`,
      /speakers.devices.Pool.name: is what Bath is called too/,
    ],
    [
      'an account on a speaker that is left out',
      `${FINE}accounts: {a: {device: Anna’s iPhone}}\nspeakers: {deny: [Web*, "*'s iphone"]}`,
      "c.yaml:3:24 accounts.a.device: is left out by *'s iphone in speakers.deny, a device that may be chosen would be right",
    ],
    [
      'a reader on one, by its other name',
      `${FINE}readers: {k: {device: Bad}}\nspeakers: {deny: [Bath], devices: {Bath: {name: Bad}}}`,
      /readers.k.device: is left out by Bath in speakers.deny/,
    ],
    [
      'no speakers at all',
      `${FINE}speakers: {allow: []}`,
      'c.yaml:3:12 speakers.allow: is empty, so that nothing could be chosen; ["*"] would be right, or names',
    ],
    [
      'a name where names belong',
      `${FINE}speakers: {deny: "*iPhone*"}`,
      'c.yaml:3:18 speakers.deny: is a text, a list such as [one, two] would be right',
    ],
    [
      'a pattern of nothing',
      `${FINE}speakers: {deny: [" "]}`,
      'c.yaml:3:19 speakers.deny.0: is empty, a name or a pattern such as *iPhone* would be right',
    ],
    [
      'speakers that are never forgotten',
      `${FINE}speakers: {forget_after: never}`,
      /speakers.forget_after: is "never", a whole number from 0 to 3650 would be right/,
    ],
    ['a pattern without a group', `${FINE}readers: {k: {id_pattern: "^abc"}}`, /has no group, parentheses/],
    ['an endless pattern', `${FINE}readers: {k: {id_pattern: "^((a+)+)$"}}`, /repeats a repetition/],
    ['a broken pattern', `${FINE}readers: {k: {id_pattern: "("}}`, /is not a regular expression/],
    ['a wildcard inside a level', `${FINE}readers: {k: {topic: a/b+/c}}`, /a whole level \+ or # at the end/],
    [
      'a token for many',
      `${FINE.replace('abc', 'abc, refresh_token: hunter2')}accounts: {a: {}, b: {}}`,
      /^c.yaml:2:\d+ spotify.refresh_token: belongs to one account/,
    ],
    [
      'a certificate without key',
      'mqtt: {url: mqtts://a, cert: "-----BEGIN"}',
      /^c.yaml:1:30 mqtt.cert: needs mqtt.key too/,
    ],
    [
      'an authority without TLS',
      'mqtt: {url: mqtt://a, ca: "-----BEGIN"}',
      /mqtt.ca: is not used by mqtt:\/\/, mqtts:/,
    ],
    [
      'an authority that is not there',
      'mqtt: {url: mqtts://a, ca: ca.pem}',
      /^c.yaml:1:28 mqtt.ca: names a file that does not exist/,
    ],
    [
      'a password without user',
      'mqtt: {url: mqtt://a, password: hunter2}',
      /mqtt.password: has no user, mqtt.username/,
    ],
    [
      'a user of the embedded broker',
      'mqtt: {url: embedded, username: me}',
      /mqtt.username: .*mqtt.embedded.users would be right/,
    ],
    [
      'Home Assistant without a scheme',
      `${FINE}home_assistant: {token: hunter2, url: "ha.local:8123/"}`,
      'c.yaml:3:39 home_assistant.url: has no scheme, http://ha.local:8123 would be right',
    ],
    [
      "the broker's address for Home Assistant's",
      `${FINE}home_assistant: {token: hunter2, url: mqtt://ha.local}`,
      /url: starts with mqtt:\/\/ which Home Assistant does not speak, http:\/\/ha.local would/,
    ],
    [
      'a password in its address',
      `${FINE}home_assistant: {token: a, url: "http://me:hunter2@ha"}`,
      /without them and home_assistant.token would be right/,
    ],
    [
      'Home Assistant without a token',
      `${FINE}home_assistant:\n  url: http://ha.local`,
      /^c.yaml:3:1 home_assistant.token: is missing, a long-lived access token/,
    ],
    [
      'an entity for a notify action',
      `${FINE}home_assistant:\n  token: hunter2\n  notify:\n    - mobile_app_a\n    - Mum's iPhone`,
      /^c.yaml:7:7 home_assistant.notify.1: is not a notify action, one such as mobile_app_pixel/,
    ],
    [
      'a name for a list',
      `${FINE}home_assistant: {token: a, notify: mobile_app_a}`,
      /^c.yaml:3:36 home_assistant.notify: is a text, a list such as \[one, two\] would be right/,
    ],
    [
      'a floor above the ceiling of an account',
      `${FINE}accounts: {family: {min_volume: 50, max_volume: 40}}`,
      'c.yaml:3:33 accounts.family.min_volume: is 50 and max_volume only 40, at most 40 would be right',
    ],
    [
      'quiet hours of an account below its floor',
      `${FINE}accounts: {family: {min_volume: 30, quiet: {from: "20:00", to: "07:00", max_volume: 20}}}`,
      /accounts.family.quiet.max_volume: is below min_volume, at least 30 would be right/,
    ],
    [
      'quiet hours of an account that are the whole day',
      `${FINE}accounts: {family: {quiet: {from: "20:00", to: "20:00"}}}`,
      /accounts.family.quiet.to: is when they begin, another time would be right/,
    ],
    [
      'phones of an account without Home Assistant',
      `${FINE}accounts: {family: {notify: [mobile_app_a]}}`,
      /accounts.family.notify: needs Home Assistant, whose actions these are; home_assistant.token beside it/,
    ],
    ['home_assistant with a slip', `${FINE}homeassistant: {token: hunter2}`, /did you mean home_assistant\?/],
    [
      'an address for a host',
      `${FINE}http: {trusted_hosts: ["https://my.home:8099/x"]}`,
      'c.yaml:3:24 http.trusted_hosts.0: is not a host name, my.home would be right',
    ],
    [
      'a token that is guessed',
      `${FINE}http: {token: hunter2}`,
      /^c.yaml:3:15 http.token: is too short, at least 16 characters would be right/,
    ],
    [
      'a token with a blank',
      `${FINE}http: {token: "hunter2 hunter2 hunter2"}`,
      /^c.yaml:3:15 http.token: has blanks or letters that no header carries/,
    ],
    [
      'too few requests a day',
      `${FINE}accounts: {anna: {requests_per_day: 100}}`,
      /^c.yaml:3:37 accounts.anna.requests_per_day: is too few, 0 for none or at least 500 would be right/,
    ],
    [
      'too many renewals',
      `${FINE}pairing: {renewals: 101}`,
      /^c.yaml:3:21 pairing.renewals: is 101, a whole number from 0 to 100 would be right/,
    ],
    ['a tab', 'mqtt:\n\turl: mqtt://a', 'c.yaml:2:1: is indented with a tab, spaces would be right'],
    [
      'a key twice',
      `${FINE}http: {port: 1}\nhttp: {port: 2}`,
      'c.yaml:4:1 http: is here a second time (the first is in line 3), one of the two would be right',
    ],
    ['an anchor', `${FINE}data: &d /data`, /^c.yaml:3:\d+ data: has an anchor/],
    [
      'an alias',
      'mqtt: {url: mqtt://a, username: me, password: *hunter2 }',
      /^c.yaml:1:47 mqtt.password: is an alias \(\*\), the value/,
    ],
    ['a merge', `${FINE}http:\n  <<: {port: 1}`, /^c.yaml:4:3 http.<<: merges other keys/],
    [
      "Home Assistant's secrets",
      'mqtt: {url: mqtt://a, username: me, password: !secret hunter2}',
      /mqtt.password: has a tag \(!\).*_FILE/,
    ],
    ['an open quote', `${FINE}data: "/data`, /^c.yaml:3:\d+: lacks a character, a closing quote/],
    [
      'a sign of YAML',
      'mqtt: {url: embedded}\ndata: @hunter2',
      /^c.yaml:2:7: begins with a character that YAML keeps/,
    ],
    ['a colon too many', 'mqtt:\n  password: hun: ter2', /^c.yaml:2:13: has a second colon/],
    ['two documents', `${FINE}---\na: b`, /second document/],
  ])('%s', (_, text, expected) => {
    const told = mistakes(text, { SPOTIFY2MQTT_SPOTIFY__CLIENT_ID: 'abc' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(expected);
    expect(told[0]).not.toMatch(/hun.?ter2/);
  });

  it('is a client id that no account finds, or that is none', () => {
    expect(mistakes('mqtt: {url: embedded}\naccounts:\n  a:\n    name: A')).toEqual([
      'c.yaml:3:3 accounts.a: has no client id, accounts.a.client_id or spotify.client_id would be right',
    ]);
    expect(mistakes('mqtt: {url: embedded}\nspotify: {client_id: "a b"}')[0]).toMatch(
      /^c.yaml:2:22 spotify.client_id: is not a client id/,
    );
  });

  it('is told with all the others, in the order of the file, the environment last', () => {
    const text = 'mqtt:\n  usrname: a\nspotify:\nhttp: {port: x}\nreaders: {k: {volume: -1, decimal: no}}\n';
    expect(mistakes(text, { SPOTIFY2MQTT_DATA_: 'x', LOG_LEVEL: 'warning' })).toEqual([
      "c.yaml:1:1 mqtt.url: is missing, the broker's address such as mqtt://homeassistant.local would be right, or embedded to start one here",
      'c.yaml:2:3 mqtt.usrname: is not a key here, did you mean username?',
      'c.yaml:3:1 spotify.client_id: is missing, the client id of your app at developer.spotify.com/dashboard would be right',
      'c.yaml:4:14 http.port: is "x", a whole number from 0 to 65535 would be right',
      'c.yaml:5:23 readers.k.volume: is -1, a whole number from 0 to 100 would be right',
      'c.yaml:5:36 readers.k.decimal: is "no", keep, dec32, dec3x4 or hex would be right',
      'SPOTIFY2MQTT_DATA_: is not a setting, did you mean SPOTIFY2MQTT_DATA?',
      'LOG_LEVEL: is no log level, did you mean warn?',
    ]);
  });

  it('never is anything but a mistake, whatever the text', () => {
    const scrap = fc.constantFrom(
      'mqtt',
      'url',
      'accounts',
      ':',
      ' ',
      '\n',
      '  ',
      '- ',
      '&a',
      '*a',
      '{',
      '}',
      '"',
      '!x',
      '#',
      '? ',
      '|',
      '1',
      '~',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 30 }), (scraps) => {
        expect(mistakes(scraps.join('')).length).toBeGreaterThan(0);
      }),
    );
  });

  it('is a file that is not there, or a folder', () => {
    const from = (code: string) => () =>
      readConfig({
        env: { SPOTIFY2MQTT_CONFIG: 'd.yaml' },
        readFile: () => {
          throw Object.assign(new Error(), { code });
        },
      });
    expect(from('ENOENT')).toThrow('d.yaml: does not exist, the path of an existing file would be right');
    expect(from('EISDIR')).toThrow(/d.yaml: is a folder/);
  });
});

describe('a mistake in the environment', () => {
  it.each<[variable: string, value: string, expected: string | RegExp]>([
    [
      'SPOTIFY2MQTT_MQTT_URL',
      'x',
      'SPOTIFY2MQTT_MQTT_URL: is not a setting, did you mean SPOTIFY2MQTT_MQTT__URL?',
    ],
    ['SPOTIFY2MQTT_MQTT_PASSWORD_FILE', 'x', /did you mean SPOTIFY2MQTT_MQTT__PASSWORD_FILE\?/],
    ['SPOTIFY2MQTT_ACCOUNTS_MUM_CLIENT_ID', 'x', /did you mean SPOTIFY2MQTT_ACCOUNTS__MUM__CLIENT_ID\?/],
    ['SPOTIFY2MQTT_LOG_LEVEL', 'info', /did you mean LOG_LEVEL\?/],
    ['SPOTIFY2MQTT_BANANA', 'x', /is not a setting, SPOTIFY2MQTT_ and the keys of its path/],
    ['SPOTIFY2MQTT_MQTT', 'mqtt://x', /is not a single value, SPOTIFY2MQTT_MQTT__URL and so on/],
    [
      'SPOTIFY2MQTT_HTTP__PORT',
      'abc',
      'SPOTIFY2MQTT_HTTP__PORT: is "abc", a whole number from 0 to 65535 would be right',
    ],
    [
      'SPOTIFY2MQTT_MQTT__URL',
      'broker',
      'SPOTIFY2MQTT_MQTT__URL: has no scheme, mqtt://broker would be right',
    ],
    ['SPOTIFY2MQTT_MQTT__URL_FILE', '/u', /^SPOTIFY2MQTT_MQTT__URL_FILE: names a file that does not exist/],
    [
      'SPOTIFY2MQTT_SPOTIFY__CLIENT_ID_FILE',
      '/empty',
      /^SPOTIFY2MQTT_SPOTIFY__CLIENT_ID_FILE: names a file that is empty/,
    ],
    [
      'SPOTIFY2MQTT_TOKEN_KEY',
      'hunter2',
      /^SPOTIFY2MQTT_TOKEN_KEY: is too short, at least 16 characters would be right \((?!.*hunter2)/,
    ],
    [
      'SPOTIFY2MQTT_TOKEN_KEY_FILE',
      '/none',
      /^SPOTIFY2MQTT_TOKEN_KEY_FILE: names a file that does not exist/,
    ],
    [
      'SPOTIFY2MQTT_ACCOUNTS__READER__NAME',
      'x',
      /^SPOTIFY2MQTT_ACCOUNTS__READER__NAME: is a word that topics use/,
    ],
  ])('%s=%s', (variable, value, expected) => {
    const told = mistakes(`${FINE}accounts: {mum: {}}`, { [variable]: value }, { '/empty': '\n' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(expected);
  });

  it('is a value given twice', () => {
    const both = { SPOTIFY2MQTT_DATA: '/a', SPOTIFY2MQTT_DATA_FILE: '/b' };
    expect(mistakes(FINE, both)).toEqual([
      'SPOTIFY2MQTT_DATA_FILE: is given beside SPOTIFY2MQTT_DATA, one of the two would be right',
    ]);
    const keys = { SPOTIFY2MQTT_TOKEN_KEY: 'sixteen letters!', SPOTIFY2MQTT_TOKEN_KEY_FILE: '/key' };
    expect(mistakes(FINE, keys)).toEqual([
      'SPOTIFY2MQTT_TOKEN_KEY_FILE: is given beside SPOTIFY2MQTT_TOKEN_KEY, one of the two would be right',
    ]);
  });
});

describe('the configuration', () => {
  it('needs a broker and a client id, the rest has defaults', () => {
    expect(read(FINE)).toEqual({
      mqtt: {
        url: 'mqtt://broker',
        clientId: 'spotify2mqtt',
        baseTopic: 'spotify2mqtt',
        discoveryPrefix: 'homeassistant',
        discovery: 'device',
        birthTopic: 'homeassistant/status',
        mediaPlayerDiscovery: false,
        maxPayload: 131_072,
        tls: { rejectUnauthorized: true },
        embedded: { port: 1883, users: {} },
      },
      http: { port: 8099, trustedHosts: [] },
      pairing: { renewals: 3 },
      spotify: {
        accountsUrl: 'https://accounts.spotify.com',
        apiUrl: 'https://api.spotify.com/v1',
        requestsPerDay: 10_000,
      },
      data: './data',
      accounts: [
        {
          key: 'spotify',
          name: 'Spotify',
          clientId: 'abc',
          developer: 'abc',
          requestsPerDay: 0,
          queue: true,
          liked: true,
          rules: NO_RULES,
          loudness: { minVolume: 0, maxVolume: 100 },
          authMethod: 'auto',
        },
      ],
      speakers: USUAL_SPEAKERS,
      readers: [],
      bindings: [],
      tags: { file: 'tags.yaml', learnMs: 60_000 },
      logLevel: 'info',
    });
  });

  it('comes from the environment alone, from files, and over what the file says', () => {
    const env = {
      SPOTIFY2MQTT_MQTT__URL: 'embedded',
      SPOTIFY2MQTT_MQTT__EMBEDDED__USERS__HA: '1234',
      SPOTIFY2MQTT_HTTP__PORT: '0',
      SPOTIFY2MQTT_ACCOUNTS__MY__KID__CLIENT_ID_FILE: '/id',
      SPOTIFY2MQTT_ACCOUNTS__MY__KID__LIKED: 'False',
      SPOTIFY2MQTT_DATA: '',
      SPOTIFY2MQTT_TOKEN_KEY: 'sixteen letters!',
      SPOTIFY2MQTT_PORT_8099_TCP_ADDR: '10.0.0.1',
      LOG_LEVEL: 'debug',
    };
    const config = readConfig({ env, readFile: () => 'abc\r\n' });
    expect(config.mqtt.embedded.users).toEqual({ ha: '1234' });
    expect(config).toMatchObject({
      http: { port: 0 },
      data: './data',
      logLevel: 'debug',
      tokenKey: 'sixteen letters!',
    });
    const keyFile = { SPOTIFY2MQTT_TOKEN_KEY_FILE: '/key' };
    expect(read(FINE, keyFile, { '/key': 'sixteen letters!\n' }).tokenKey).toBe('sixteen letters!');
    expect(config.accounts).toMatchObject([
      { key: 'my__kid', name: 'Spotify My kid', clientId: 'abc', liked: false },
    ]);
    const over = read(`${FINE}readers: {kitchen-Box: {volume: 3}}`, {
      SPOTIFY2MQTT_READERS__KITCHEN_BOX__VOLUME: '30',
    });
    expect(over.readers).toMatchObject([
      { key: 'kitchen-Box', rules: { volume: 30 }, topic: 'spotify2mqtt/reader/kitchen-Box/tag' },
    ]);
  });

  it.each([
    ['mqtt://me:p%40ss@broker:1884', {}, { url: 'mqtt://broker:1884', username: 'me', password: 'p@ss' }],
    [
      'wss://me@broker/mqtt',
      { SPOTIFY2MQTT_MQTT__PASSWORD: 'x' },
      { url: 'wss://broker/mqtt', username: 'me', password: 'x' },
    ],
    ['MQTTS://Broker', {}, { url: 'mqtts://Broker' }],
  ])('takes credentials out of %s', (url, env, expected) => {
    expect(read(`mqtt: {url: "${url}"}\nspotify: {client_id: abc}`, env).mqtt).toMatchObject(expected);
  });

  it('takes texts that YAML would read as numbers as they stand, and empty keys as not given', () => {
    const text =
      'mqtt:\n  url: mqtt://a\n  username: 007\n  password: 1e3\nspotify:\n  client_id: 00112233445566778899001122334455\n  developer:\naccounts:\n  mum:\n';
    const config = read(text);
    expect(config.mqtt).toMatchObject({ username: '007', password: '1e3' });
    expect(config.accounts).toMatchObject([{ key: 'mum', clientId: '00112233445566778899001122334455' }]);
  });

  it('keeps the shared secret for the shared client id', () => {
    const text =
      'mqtt: {url: embedded}\nspotify: {client_id: abc, client_secret: s, developer: me}\naccounts: {a: {}, b: {client_id: own}}';
    const [a, b] = read(text).accounts;
    expect(a).toMatchObject({ clientId: 'abc', clientSecret: 's', developer: 'me' });
    expect(b).toMatchObject({ clientId: 'own', developer: 'me' });
    expect(b).not.toHaveProperty('clientSecret');
  });

  it('reads how loud an account may be', () => {
    const quiet = '{from: "20:00", to: "07:00", max_volume: 25}';
    const text = `${FINE}accounts: {a: {min_volume: 5, max_volume: 60, quiet: ${quiet}}, b: {}}`;
    expect(read(text).accounts.map(({ loudness }) => loudness)).toEqual([
      { minVolume: 5, maxVolume: 60, quiet: { from: 1200, to: 420, maxVolume: 25 } },
      { minVolume: 0, maxVolume: 100 },
    ]);
  });

  it("takes an account's own phones, and none where it says none", () => {
    const accounts = 'accounts: {a: {notify: [notify.mobile_app_a, b]}, b: {notify: []}, c: {}}';
    const settled = read(`${FINE}home_assistant: {token: t, notify: [c]}\n${accounts}`).accounts;
    expect(settled.map(({ notify }) => notify)).toEqual([['mobile_app_a', 'b'], [], undefined]);
  });

  it.each<[text: string, env: Record<string, string>, expected: object | undefined]>([
    ['', {}, undefined],
    ['home_assistant:', {}, undefined],
    [
      'home_assistant: {token: t}',
      {},
      { url: 'http://homeassistant.local:8123', token: 't', supervisor: false, notify: [] },
    ],
    [
      'home_assistant: {url: wss://ha/, notify: [notify.mobile_app_a, b]}',
      { SPOTIFY2MQTT_HOME_ASSISTANT__TOKEN_FILE: '/token' },
      { url: 'wss://ha', token: 'from a file', supervisor: false, notify: ['mobile_app_a', 'b'] },
    ],
    [
      '',
      { SUPERVISOR_TOKEN: 's', SPOTIFY2MQTT_HOME_ASSISTANT__NOTIFY: 'mobile_app_a, b' },
      {
        url: 'ws://supervisor/core/websocket',
        token: 's',
        supervisor: true,
        notify: ['mobile_app_a', 'b'],
      },
    ],
    [
      'home_assistant: {url: http://ha, token: t}',
      { SUPERVISOR_TOKEN: 's' },
      { url: 'http://ha', token: 't', supervisor: false, notify: [] },
    ],
  ])('finds Home Assistant in %j and %j', (text, env, expected) => {
    expect(read(FINE + text, env, { '/token': 'from a file\n' }).homeAssistant).toEqual(expected);
  });

  it('reads the rules of an account', () => {
    const rules =
      '{minutes_per_day: {weekdays: 45, weekend: 90}, explicit: skip, only_cards: true, quiet: {from: "20:00", to: "07:00"}}';
    expect(read(`${FINE}accounts: {kid: ${rules}}`).accounts[0]?.rules).toEqual({
      minutesPerDay: { weekdays: 45, weekend: 90 },
      explicit: 'skip',
      onlyCards: true,
      quiet: { from: 20 * 60, to: 7 * 60 },
    });
  });

  it('reads everything of a reader', () => {
    const text = `${FINE}accounts: {mum: {}, kid: {}}
readers:
  box:
    topic: pn532/+/tag
    removed_topic: pn532/+/gone
    status_topic: pn532/+/status
    presence: true
    decimal: dec32
    id: tag.id
    text: data
    id_pattern: ^(.+)$
    account: kid
    device: Kitchen
    volume: 30
    min_volume: 10
    max_volume: 40
    shuffle: true
    repeat: one
    on_removal: pause
    same_tag: toggle
    interrupt: same_device
    queue: true
    same_tag_window: 1.5
    step_window: 0.25
    removal_grace: 0
    birth_window: 20
    minutes_per_day: 60
    explicit: refuse
    only_cards: true
    quiet: {from: "20:30", to: 07:05, max_volume: 20}
    home_assistant_tags: true
`;
    expect(read(text).readers).toEqual([
      {
        key: 'box',
        name: 'Box',
        topic: 'pn532/+/tag',
        removedTopic: 'pn532/+/gone',
        statusTopic: 'pn532/+/status',
        format: { presence: true, decimal: 'dec32', id: 'tag.id', text: 'data', idPattern: '^(.+)$' },
        rules: {
          account: 'kid',
          device: 'Kitchen',
          volume: 30,
          minVolume: 10,
          maxVolume: 40,
          shuffle: true,
          repeat: 'one',
          onRemoval: 'pause',
          sameTag: 'toggle',
          interrupt: 'same_device',
          queue: true,
          minutesPerDay: { weekdays: 60, weekend: 60 },
          explicit: 'refuse',
          onlyCards: true,
          quiet: { from: 20 * 60 + 30, to: 7 * 60 + 5, maxVolume: 20 },
          windowMs: 1500,
          stepWindowMs: 250,
          graceMs: 0,
          birthMs: 20_000,
          announce: true,
        },
      },
    ]);
  });

  it('reads everything of speakers', () => {
    const text = `${FINE}speakers:
  allow: ["K*", Bath]
  deny: ["*iPhone*"]
  forget_after: 7
  wake_timeout: 0
  devices:
    Living Room:
      name: Wohnzimmer
      via: home-assistant
      entity: media_player.living_room
      media: link
      media_type: album
      wake_timeout: 1.5
      min_volume: 5
      max_volume: 60
      quiet: {from: "20:00", to: "07:00", max_volume: 25}
    0123abcd: {name: Bad}
    Bath:
`;
    const usual = { via: 'spotify', minVolume: 0, maxVolume: 100 };
    expect(read(text).speakers).toEqual({
      allow: ['K*', 'Bath'],
      deny: ['*iPhone*'],
      forgetMs: 7 * 24 * 60 * 60_000,
      wakeMs: 0,
      devices: [
        {
          device: 'Living Room',
          name: 'Wohnzimmer',
          via: 'home_assistant',
          entity: 'media_player.living_room',
          media: 'link',
          mediaType: 'album',
          wakeMs: 1_500,
          minVolume: 5,
          maxVolume: 60,
          quiet: { from: 20 * 60, to: 7 * 60, maxVolume: 25 },
        },
        { ...usual, device: '0123abcd', name: 'Bad' },
        { ...usual, device: 'Bath' },
      ],
    });
    const env = { SPOTIFY2MQTT_SPEAKERS__DENY: '*iPhone*,*iPad*', SPOTIFY2MQTT_SPEAKERS__WAKE_TIMEOUT: '60' };
    expect(read(text, env).speakers).toMatchObject({ deny: ['*iPhone*', '*iPad*'], wakeMs: 60_000 });
  });

  it('gives a reader with nothing behind it what one without an entry has', () => {
    expect(read(`${FINE}readers: {living_room: }`).readers).toEqual([
      usualReader('living_room', 'spotify2mqtt'),
    ]);
    expect(usualReader('living_room', 'base')).toEqual({
      key: 'living_room',
      name: 'Living room',
      topic: 'base/reader/living_room/tag',
      statusTopic: 'base/reader/living_room/status',
      format: USUAL_FORMAT,
      rules: USUAL_RULES,
    });
  });

  it.each<
    [file: string | undefined, text: string, env: Record<string, string>, expected: string | undefined]
  >([
    ['/config/config.yaml', '', {}, '/config/tags.yaml'],
    ['/config/config.yaml', 'tags: {file: cards.yaml}', {}, 'cards.yaml'],
    [undefined, '', {}, undefined],
    [undefined, '', { SPOTIFY2MQTT_TAGS__FILE: '/t.yaml', SPOTIFY2MQTT_TAGS__LEARN: '60' }, '/t.yaml'],
  ])('finds the tags beside %s with %j', (file, text, env, expected) => {
    const found = readConfig({
      ...(file !== undefined && { file }),
      text: FINE + text,
      env,
      readFile: () => '',
    });
    expect(found.tags).toEqual({ ...(expected !== undefined && { file: expected }), learnMs: 60_000 });
  });

  it('takes windows and zones from the environment', () => {
    const config = read(`${FINE}readers: {k: {}}`, {
      SPOTIFY2MQTT_READERS__K__STEP_WINDOW: '0.5',
      SPOTIFY2MQTT_READERS__K__QUIET__FROM: '21:00',
      SPOTIFY2MQTT_READERS__K__QUIET__TO: '06:00',
      SPOTIFY2MQTT_TIMEZONE: 'America/New_York',
    });
    expect(config.timezone).toBe('America/New_York');
    expect(config.readers[0]?.rules).toMatchObject({ stepWindowMs: 500, quiet: { from: 1260, to: 360 } });
  });

  it('does not send the token of the Supervisor elsewhere', () => {
    expect(mistakes(`${FINE}home_assistant: {url: http://ha}`, { SUPERVISOR_TOKEN: 'hunter2' })).toEqual([
      expect.stringContaining('home_assistant.token: is missing'),
    ]);
  });

  it('has names of the pages, a password for them, and renewals', () => {
    const config = read(`${FINE}http: {password: 0815, trusted_hosts: [My.Home, "[fd00::1]", 10.0]}`, {
      SPOTIFY2MQTT_PAIRING__RENEWALS: '0',
    });
    expect(config.http).toEqual({
      port: 8099,
      password: '0815',
      trustedHosts: ['my.home', '[fd00::1]', '10.0'],
    });
    expect(config.pairing).toEqual({ renewals: 0 });
  });

  it('takes the token of the API from a file', () => {
    const env = { SPOTIFY2MQTT_HTTP__TOKEN_FILE: '/run/secrets/token' };
    const config = read(FINE, env, { '/run/secrets/token': '3f1c5a9e0b7d4286\n' });
    expect(config.http.token).toBe('3f1c5a9e0b7d4286');
  });

  it('reads certificates from files, or takes them as they are', () => {
    const pem = '-----BEGIN CERTIFICATE-----';
    const text = 'mqtt: {url: mqtts://a, ca: ca.pem}\nspotify: {client_id: abc}';
    const env = { SPOTIFY2MQTT_MQTT__CERT_FILE: 'cert.pem', SPOTIFY2MQTT_MQTT__KEY: pem };
    const files = { 'ca.pem': pem, 'cert.pem': `${pem}\n` };
    expect(read(text, env, files).mqtt.tls).toEqual({
      ca: pem,
      cert: pem,
      key: pem,
      rejectUnauthorized: true,
    });
  });
});
