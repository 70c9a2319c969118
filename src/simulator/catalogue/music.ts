import { idOf } from '../uri.ts';
import type { Album, Artist, Track } from './pieces.ts';

interface Sleeve {
  artist: string;
  name: string;
  type?: Album['albumType'];
  released: string;
  label: string;
  /** `m:ss Name`, with `(feat. X)` for a second artist, `[E]` for explicit, `[-]` for not playable, `@X ` for another artist. */
  songs: string[];
}

/** All invented. Long, strange and foreign names are here on purpose: displays, topics and pages must bear them. */
const SLEEVES: Sleeve[] = [
  {
    artist: 'The Tidewater Union',
    name: 'Lanterns at Low Tide',
    released: '2019-09-27',
    label: 'Saltbox Records',
    songs: [
      '3:42 Harbour Lights',
      '4:05 Ferryman, Wait',
      '2:58 Nine Bells',
      '5:11 Lanterns at Low Tide',
      '3:33 The Cartographer’s Daughter (feat. Mira Solveig)',
      '4:27 Gull Song',
      '3:06 Salt in the Sugar',
      '6:18 All the Rooms Face the Sea',
    ],
  },
  {
    artist: 'The Tidewater Union',
    name: 'Postcards from the Breakwater',
    released: '2023-03-10',
    label: 'Saltbox Records',
    songs: [
      '3:15 Postmark',
      '2:49 Deckchair Weather',
      '4:40 Telegram for Nobody',
      '3:58 Slack Water',
      '3:21 Arcade (Closed for Winter)',
      '5:36 Breakwater',
    ],
  },
  {
    artist: 'Mira Solveig',
    name: 'Nordlys',
    released: '2021-11-05',
    label: 'Fjellsang',
    songs: [
      '4:12 Første snø',
      '3:47 Kveldsbris',
      '5:02 Øyene',
      '3:29 Blåtime',
      '4:55 Nordlys',
      '2:38 Vuggevise for en radio',
    ],
  },
  {
    artist: 'DJ Marmalade',
    name: 'Breakfast Club Classics',
    released: '2022-06-17',
    label: 'Toast & Jam',
    songs: [
      '3:01 Butter Side Up',
      '2:52 Espresso Yourself',
      '3:24 Pancake Pandemonium [E]',
      '3:39 Marmalade Skies (feat. Paper Lanterns)',
      '4:08 Second Breakfast',
      '2:44 Crumbs',
      '3:12 Spoon Me [E]',
      '5:47 Sunday Never Ends',
    ],
  },
  {
    artist: 'Paper Lanterns',
    name: 'Small Rooms',
    released: '2017-02-24',
    label: 'Origami Tapes',
    songs: [
      '3:18 Origami',
      '2:56 Corridor',
      '4:31 The Long and Not Entirely Truthful Account of How We Missed the Last Train Home, Slept in the Waiting Room Under a Poster for a Circus That Had Left Town in 1987, and Woke to Find That Somebody Had Tied All Our Shoelaces Together and Left Us a Thermos of Still-Warm Tea',
      '3:03 Skylight',
      '3:50 Small Rooms',
    ],
  },
  {
    artist: 'Quartetto Ombra',
    name: 'Notturni',
    released: '2014-10-01',
    label: 'Camera Oscura',
    songs: [
      '7:24 Notturno I: Adagio',
      '5:38 Notturno II: Andantino',
      '9:12 Notturno III: Largo',
      '4:46 Notturno IV: Presto',
    ],
  },
  {
    artist: 'Bär & Biene',
    name: 'Gute Nacht, Bär',
    released: '2020-05-15',
    label: 'Honigtopf',
    songs: [
      '1:58 Guten Morgen, Biene',
      '2:21 Das Honiglied',
      '2:04 Regentropfen tanzen',
      '1:46 Zähne putzen, eins, zwei, drei',
      '2:35 Der Mond ist ein Pfannkuchen',
      '3:10 Gute Nacht, Bär',
    ],
  },
  {
    artist: 'Night Bus Orchestra',
    name: 'Last Stop',
    type: 'single',
    released: '2026-08-28',
    label: 'Depot',
    songs: ['3:36 Last Stop', '3:36 Last Stop - Instrumental [-]'],
  },
  {
    artist: 'Various Artists',
    name: 'Songs for an Empty Kitchen',
    type: 'compilation',
    released: '2024-12-01',
    label: 'Saltbox Records',
    songs: [
      '3:44 @Night Bus Orchestra Depot at Dawn',
      '2:59 @Paper Lanterns Kettle',
      '4:16 @Mira Solveig Kjøkkenbord',
      '3:27 @DJ Marmalade Leftovers',
      '4:02 @The Tidewater Union Crockery',
    ],
  },
];

/** The shelf of records: artists and their albums, ids derived from names. */
export function pressRecords(): { artists: Artist[]; albums: Album[] } {
  const artists = new Map<string, Artist>();
  const artistNamed = (name: string): Artist => {
    const id = idOf(`artist ${name}`);
    const artist = artists.get(name) ?? { kind: 'artist', id, uri: `spotify:artist:${id}`, name };
    artists.set(name, artist);
    return artist;
  };
  const albums = SLEEVES.map((sleeve) => press(sleeve, artistNamed));
  return { artists: [...artists.values()], albums };
}

function press(sleeve: Sleeve, artistNamed: (name: string) => Artist): Album {
  const id = idOf(`album ${sleeve.artist} ${sleeve.name}`);
  const album: Album = {
    kind: 'album',
    id,
    uri: `spotify:album:${id}`,
    name: sleeve.name,
    albumType: sleeve.type ?? 'album',
    artists: [artistNamed(sleeve.artist)],
    released: sleeve.released,
    label: sleeve.label,
    tracks: [],
  };
  album.tracks = sleeve.songs.map((line, index) => song(line, index + 1, album, artistNamed));
  return album;
}

const SONG =
  /^(\d+):(\d\d) (?:@(Night Bus Orchestra|Paper Lanterns|Mira Solveig|DJ Marmalade|The Tidewater Union) )?(.+?)( \[E\])?( \[-\])?$/;

function song(line: string, number: number, album: Album, artistNamed: (name: string) => Artist): Track {
  const match = SONG.exec(line);
  if (!match) throw new Error(`not a song: ${line}`);
  const [, minutes, seconds, other, name = '', explicit, silent] = match;
  const guest = /\(feat\. (.+)\)$/.exec(name)?.[1];
  const lead = other ? [artistNamed(other)] : album.artists;
  const id = idOf(`track ${album.id} ${number}`);
  return {
    kind: 'track',
    id,
    uri: `spotify:track:${id}`,
    name,
    artists: guest ? [...lead, artistNamed(guest)] : lead,
    album,
    number,
    // Real durations are not whole seconds.
    durationMs: (Number(minutes) * 60 + Number(seconds)) * 1000 + ((number * 137) % 1000),
    explicit: explicit !== undefined,
    playable: silent === undefined,
  };
}
