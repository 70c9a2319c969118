import { json } from '../answer.ts';
import { savedUris } from '../people.ts';
import { paging } from '../wire/look.ts';
import { fullArtist, fullTrack } from '../wire/music.ts';
import { privateUser } from '../wire/people.ts';
import { pageIn, Refusal, type Route } from './route.ts';

/** The account itself, whom it follows, and what it likes best. */
export const meRoutes: Route[] = [
  {
    method: 'GET',
    path: '/me',
    bucket: 'me',
    scopes: ['user-read-private'],
    answer: (ask) =>
      json(200, privateUser(ask.spotify.settings, ask.user, ask.scopes.includes('user-read-email'))),
  },
  {
    method: 'GET',
    path: '/me/following',
    bucket: 'me',
    scopes: ['user-follow-read'],
    answer(ask) {
      if (ask.query.get('type') !== 'artist') throw new Refusal(400, 'Invalid type');
      const { settings, catalogue } = ask.spotify;
      const followed = savedUris(ask.user, 'spotify:artist:');
      const artists = catalogue.artists.filter((artist) => followed.includes(artist.uri));
      const { limit } = pageIn(ask.query);
      return json(200, {
        artists: {
          href: `${settings.apiUrl}/me/following?type=artist&limit=${limit}`,
          items: artists.slice(0, limit).map((artist) => fullArtist(settings, artist)),
          limit,
          next: null,
          cursors: { after: null },
          total: artists.length,
        },
      });
    },
  },
  {
    method: 'GET',
    path: '/me/top/artists',
    bucket: 'me',
    scopes: ['user-top-read'],
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      return json(
        200,
        paging(settings, '/me/top/artists', catalogue.artists, pageIn(ask.query), (artist) =>
          fullArtist(settings, artist),
        ),
      );
    },
  },
  {
    method: 'GET',
    path: '/me/top/tracks',
    bucket: 'me',
    scopes: ['user-top-read'],
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      return json(
        200,
        paging(settings, '/me/top/tracks', catalogue.tracks, pageIn(ask.query), (track) =>
          fullTrack(settings, track),
        ),
      );
    },
  },
];
