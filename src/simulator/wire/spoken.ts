import type { Audiobook, Chapter, Episode, Show } from '../catalogue/pieces.ts';
import { hasOldFields, images, type Look, links, paging } from './look.ts';

const UNHEARD = { fully_played: false, resume_position_ms: 0 };

export function simpleShow(look: Look, show: Show): object {
  return {
    ...links(look, 'show', show.id),
    copyrights: [],
    description: show.description,
    explicit: false,
    html_description: `<p>${show.description}</p>`,
    images: images(look, 'spoken', show.id),
    is_externally_hosted: false,
    languages: ['en-GB'],
    media_type: 'audio',
    name: show.name,
    total_episodes: show.episodes.length,
    type: 'show',
    uri: show.uri,
    ...(hasOldFields(look) ? { publisher: show.publisher, available_markets: ['GB', 'US'] } : {}),
  };
}

export function fullShow(look: Look, show: Show): object {
  return {
    ...simpleShow(look, show),
    episodes: paging(look, `/shows/${show.id}/episodes`, show.episodes, { limit: 50, offset: 0 }, (episode) =>
      simpleEpisode(look, episode),
    ),
  };
}

export function simpleEpisode(look: Look, episode: Episode): object {
  return {
    ...links(look, 'episode', episode.id),
    audio_preview_url: null,
    description: episode.description,
    duration_ms: episode.durationMs,
    explicit: false,
    html_description: `<p>${episode.description}</p>`,
    images: images(look, 'spoken', episode.show.id),
    is_externally_hosted: false,
    is_playable: true,
    language: 'en-GB',
    languages: ['en-GB'],
    name: episode.name,
    release_date: episode.released,
    release_date_precision: 'day',
    resume_point: UNHEARD,
    type: 'episode',
    uri: episode.uri,
  };
}

export function fullEpisode(look: Look, episode: Episode): object {
  return { ...simpleEpisode(look, episode), show: simpleShow(look, episode.show) };
}

export function simpleAudiobook(look: Look, book: Audiobook): object {
  return {
    ...links(look, 'show', book.id, `audiobooks/${book.id}`),
    authors: book.authors.map((name) => ({ name })),
    copyrights: [{ text: `Attic Audio ${book.released.slice(0, 4)}`, type: 'C' }],
    description: book.description,
    edition: 'Unabridged',
    explicit: false,
    html_description: book.description,
    images: images(look, 'spoken', book.id),
    languages: ['en'],
    media_type: 'audio',
    name: book.name,
    narrators: book.narrators.map((name) => ({ name })),
    total_chapters: book.chapters.length,
    type: 'audiobook',
    uri: book.uri,
    ...(hasOldFields(look) ? { publisher: book.authors.join(', '), available_markets: ['GB', 'US'] } : {}),
  };
}

export function fullAudiobook(look: Look, book: Audiobook): object {
  return {
    ...simpleAudiobook(look, book),
    chapters: paging(
      look,
      `/audiobooks/${book.id}/chapters`,
      book.chapters,
      { limit: 50, offset: 0 },
      (chapter) => simpleChapter(look, chapter),
    ),
  };
}

export function simpleChapter(look: Look, chapter: Chapter): object {
  return {
    ...links(look, 'episode', chapter.id, `chapters/${chapter.id}`),
    audio_preview_url: null,
    chapter_number: chapter.number,
    description: '',
    duration_ms: chapter.durationMs,
    explicit: false,
    html_description: '',
    images: images(look, 'spoken', chapter.audiobook.id),
    is_playable: true,
    languages: ['en'],
    name: chapter.name,
    release_date: chapter.audiobook.released,
    release_date_precision: 'day',
    resume_point: UNHEARD,
    type: 'chapter',
    uri: chapter.uri,
  };
}

export function fullChapter(look: Look, chapter: Chapter): object {
  return { ...simpleChapter(look, chapter), audiobook: simpleAudiobook(look, chapter.audiobook) };
}

/** How a chapter appears where it plays: an episode of a show, without a date or a language (captured 2024-10). */
export function chapterAsEpisode(look: Look, chapter: Chapter): object {
  const book = chapter.audiobook;
  return {
    ...links(look, 'episode', chapter.id),
    audio_preview_url: null,
    description: '',
    duration_ms: chapter.durationMs,
    explicit: false,
    html_description: '',
    images: images(look, 'spoken', book.id),
    is_externally_hosted: false,
    is_playable: true,
    language: '',
    languages: [''],
    name: chapter.name,
    release_date: '0000',
    release_date_precision: 'year',
    resume_point: UNHEARD,
    show: {
      ...links(look, 'show', book.id),
      copyrights: [],
      description: book.description,
      explicit: false,
      html_description: book.description,
      images: images(look, 'spoken', book.id),
      is_externally_hosted: null,
      languages: ['en'],
      media_type: 'audio',
      name: book.name,
      total_episodes: null,
      type: 'show',
      uri: book.uri,
      ...(hasOldFields(look) ? { publisher: book.authors.join(', ') } : {}),
    },
    type: 'episode',
    uri: chapter.uri,
  };
}
