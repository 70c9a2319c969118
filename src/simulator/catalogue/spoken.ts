import { idOf, localPart } from '../uri.ts';
import type { Audiobook, Chapter, Episode, LocalFile, Show } from './pieces.ts';

const EPISODES: [released: string, minutes: number, name: string, description: string][] = [
  [
    '2026-11-15',
    41,
    'The Numbers Station in the Attic',
    'A voice counts in Czech. Nobody in the house speaks Czech.',
  ],
  [
    '2026-11-01',
    36,
    'Long Wave Goodbye',
    'The last transmitter of its kind is switched off, and we were there.',
  ],
  [
    '2026-10-18',
    52,
    'Baby Monitors, Taxis and the Moon',
    'Everything that one kitchen radio has ever heard by mistake.',
  ],
  ['2026-10-04', 29, 'How to Build a Crystal Set', 'A razor blade, a pencil, and patience.'],
  ['2026-09-20', 47, 'Interval Signals', 'The small tunes that stations play so that you can find them.'],
];

const CHAPTERS: [minutes: number, name: string][] = [
  [1, 'Opening Credits'],
  [24, 'Chapter 1: The Lamp'],
  [31, 'Chapter 2: A Visitor by the Wrong Tide'],
  [28, 'Chapter 3: Valves'],
  [35, 'Chapter 4: What the Fog Said'],
  [22, 'Chapter 5: Dry Batteries'],
  [38, 'Chapter 6: The Keeper Answers'],
  [2, 'End Credits'],
];

export function recordShow(): Show {
  const id = idOf('show The Quiet Antenna');
  const show: Show = {
    kind: 'show',
    id,
    uri: `spotify:show:${id}`,
    name: 'The Quiet Antenna',
    publisher: 'Attic Audio',
    description: 'Stories about radio, told softly.',
    episodes: [],
  };
  show.episodes = EPISODES.map(([released, minutes, name, description], index): Episode => {
    const episode = idOf(`episode ${name}`);
    const durationMs = minutes * 60_000 + 12_345 + index;
    return {
      kind: 'episode',
      id: episode,
      uri: `spotify:episode:${episode}`,
      name,
      description,
      released,
      durationMs,
      show,
    };
  });
  return show;
}

export function readAudiobook(): Audiobook {
  const id = idOf('audiobook The Lighthouse Keeper’s Radio');
  const audiobook: Audiobook = {
    kind: 'audiobook',
    id,
    uri: `spotify:show:${id}`,
    name: 'The Lighthouse Keeper’s Radio',
    authors: ['Ingrid Halloran'],
    narrators: ['Tomás Ferreira'],
    description:
      'Author(s): Ingrid Halloran Narrator(s): Tomás Ferreira. A lamp, a fog, and a voice on the wrong frequency.',
    released: '2023-10-12',
    chapters: [],
  };
  audiobook.chapters = CHAPTERS.map(([minutes, name], number): Chapter => {
    const chapter = idOf(`chapter ${name}`);
    const durationMs = minutes * 60_000 + 500 + number;
    return {
      kind: 'chapter',
      id: chapter,
      uri: `spotify:episode:${chapter}`,
      name,
      number,
      durationMs,
      audiobook,
    };
  });
  return audiobook;
}

export function findLocalFile(): LocalFile {
  const artist = 'The Neighbours';
  const name = 'Basement Tape, Side B';
  return {
    kind: 'local',
    // artist, album (often empty, as here), title, seconds
    uri: `spotify:local:${localPart(artist)}::${localPart(name)}:214`,
    name,
    artist,
    durationMs: 214_000,
  };
}
