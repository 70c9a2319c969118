import type { PlayCommand } from '../core/command.ts';
import type { HomePlayer } from '../core/home-player.ts';
import type { Spotify } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { parseUri, type Uri } from '../core/uri.ts';
import type { Means } from './means.ts';
import { namedMusic, resolveUri } from './play.ts';

/** Each is an action of its own, which takes a speaker a second or more. */
const MOST_ITEMS = 20;

/** What a play command names, as the media_player takes it; empty where what was playing shall go on. */
export async function toPlay(command: PlayCommand, player: HomePlayer, means: Means): Promise<string[]> {
  const named = command.uris ? undefined : await namedMusic(command, means);
  const all = command.uris ?? (named === undefined ? [] : [named]);
  if (all.length > MOST_ITEMS)
    throw new Trouble(
      'refused',
      `${player.entity} takes one after the other, ${MOST_ITEMS} at most; an album or a playlist would be right`,
    );
  return Promise.all(all.map((one) => mediaOf(one, player, means.spotify)));
}

/** A canonical uri, or the address of a short link, in the form that the media_player takes. Rejects with a Trouble. */
export async function mediaOf(uri: string, { media, entity }: HomePlayer, spotify: Spotify): Promise<string> {
  const resolved = await resolveUri(uri, spotify);
  const parts = parseUri(resolved);
  if (!parts)
    throw new Trouble(
      'refused',
      `${resolved} has no link of its own that ${entity} could play; an album, a playlist or a show would be right`,
    );
  switch (media) {
    case 'uri':
      return resolved;
    case 'link':
      return `https://open.spotify.com/${parts.kind}/${parts.id}`;
    case 'name':
      return phraseFor(parts, spotify);
  }
}

/** What somebody would say to a speaker that finds music by its name: the same in every language. */
async function phraseFor({ kind, id }: Uri, { library }: Spotify): Promise<string> {
  const piece = await library.about(kind, id);
  if (!piece || piece.title === '')
    throw new Trouble(
      'refused',
      `Spotify does not tell the name of spotify:${kind}:${id}, which this speaker needs`,
    );
  // The owner of a playlist and the publisher of a show lead astray.
  const by = kind === 'playlist' || kind === 'show' ? null : piece.by;
  return by === null ? piece.title : `${piece.title} ${by}`;
}
