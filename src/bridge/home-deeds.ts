import type { Command, PlayCommand } from '../core/command.ts';
import { type Act, actsOf, mediaAct, plain, seekAct, settingActs } from '../core/home-acts.ts';
import type { HomePlayer } from '../core/home-player.ts';
import { Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import type { Deed } from './deed.ts';
import { mediaOf, toPlay } from './home-media.ts';
import type { Via } from './home-speakers.ts';
import type { Means } from './means.ts';
import { nthBefore } from './recent.ts';

/**
 * The command for a media_player of Home Assistant. `bySpotify` is the same for Spotify:
 * what it claims is claimed where Spotify shows this speaker. Throws Trouble.
 */
export function homeDeed(command: Command, player: HomePlayer, means: Means, bySpotify: () => Deed): Deed {
  const { home } = means;
  const via: Via = { entity: player.entity };
  const does = doing(command, player, means, via);
  const { claims, change }: Pick<Deed, 'claims' | 'change'> = home.isShown(player)
    ? bySpotify()
    : { claims: [] };
  const begins =
    command.ask === 'play' ||
    command.ask === 'recent' ||
    (command.ask === 'device' && isTaken(command, means));
  return {
    claims,
    ...(change && { change }),
    repeatable: false,
    via,
    do: async () => {
      await does();
      return 'done';
    },
    ...(begins && {
      confirm: async () => {
        const note = await home.confirm(player);
        if (note !== undefined) noted(via, note);
      },
    }),
  };
}

type Doing = () => Promise<void>;

function doing(command: Command, player: HomePlayer, means: Means, via: Via): Doing {
  const { home, state, now, spotify } = means;
  const playback = home.isShown(player) ? state.playback : null;
  const acts =
    (list: Act[]): Doing =>
    async () => {
      for (const act of list) await home.perform(player, act);
    };
  switch (command.ask) {
    case 'play':
      return () => play(command, player, means, via);
    case 'play_pause': {
      const status = playback?.status ?? home.seen(player)?.state;
      if (status === undefined) return acts([plain('media_play_pause')]);
      if (status === 'playing') return acts([plain('media_pause')]);
      return () => play({ ask: 'play' }, player, means, via);
    }
    case 'recent':
      return async () => {
        const { uri } = await nthBefore(command.nth, means);
        const { volume } = command;
        await play({ ask: 'play', uri, ...(volume !== undefined && { volume }) }, player, means, via);
      };
    case 'device':
      return () => takeOver(command, player, means, via);
    case 'queue':
      return async () => {
        const media = await mediaOf(command.uri, player, spotify);
        await home.perform(player, mediaAct(player, media, true));
      };
    default:
      return acts(actsOf(command, { entity: player.entity, playback, mutedFrom: state.mutedFrom, now }));
  }
}

/** What must be right when the first note sounds is set before it. Music at the wrong volume is better than none. */
async function play(command: PlayCommand, player: HomePlayer, means: Means, via: Via): Promise<void> {
  const { home } = means;
  const media = await toPlay(command, player, means);
  for (const act of settingActs(command)) await ifItCan(() => home.perform(player, act), via);
  const [first, ...others] = media;
  if (first === undefined) await home.perform(player, plain('media_play'));
  else await home.perform(player, mediaAct(player, first));
  home.chose(player);
  for (const other of others) await home.perform(player, mediaAct(player, other, true));
  if (command.fade) noted(via, 'it begins at its volume: it cannot fade in there');
  if (command.offset !== undefined)
    noted(via, `${player.entity} takes no place to begin at, so it begins at the beginning`);
  else if (command.position)
    await ifItCan(() => home.perform(player, seekAct((command.position ?? 0) * 1000)), via);
}

/** What plays elsewhere begins there, and ends where it was; a speaker is only chosen while nothing plays. */
async function takeOver(
  command: Command & { ask: 'device' },
  player: HomePlayer,
  means: Means,
  via: Via,
): Promise<void> {
  const { home, state, spotify } = means;
  if (home.isShown(player)) {
    if (command.play) await play({ ask: 'play' }, player, means, via);
    return;
  }
  if (!isTaken(command, means)) {
    home.chose(player);
    return;
  }
  const { status, contextUri, item } = state.playback;
  const uri = contextUri ?? item?.uri;
  await play({ ask: 'play', ...(uri && { uri }) }, player, means, via);
  if (status === 'playing')
    await spotify.pause().catch((error: unknown) => {
      // It has gone there with the account, as it does with Sonos.
      if (!(error instanceof Refusal)) throw error;
    });
}

/** Whether a transfer makes music begin. */
function isTaken({ play: wished }: { play?: boolean }, { state }: Means): boolean {
  return wished ?? state.playback.status === 'playing';
}

async function ifItCan(perform: () => Promise<void>, via: Via): Promise<void> {
  try {
    await perform();
  } catch (error) {
    if (!(error instanceof Trouble) || error.problem.kind !== 'restricted') throw error;
    noted(via, error.message);
  }
}

function noted(via: Via, note: string): void {
  via.note = via.note === undefined ? note : `${via.note}; ${note}`;
}
