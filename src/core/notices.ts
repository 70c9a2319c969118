import { escapeMarkdown as safe } from '../lib/markdown.ts';
import { endOfGrant } from './lifetime.ts';
import type { Notice } from './ports.ts';
import type { State } from './state.ts';

/** What people are told about an account's pairing, in a notification. Undefined where there is nothing to tell. */
export function pairingNotice(name: string, state: State, now: number): Notice | undefined {
  const { pairing, pairingRest, paired } = state;
  if (pairing) {
    const minutes = minutesLeft(pairing.expiresAt - now);
    const { userCode, verificationUri, verificationUriComplete: link } = pairing;
    const where = /^https?:/.test(link) ? `Open [${verificationUri}](${link})` : `Open ${verificationUri}`;
    const message = `${where} on any phone or computer and enter\n\n**${userCode}**\n\nThe code is good for up to ${minutes} more minutes. Continue only if you want to connect ${safe(name)}.`;
    return { title: `Pair ${name} with Spotify`, message, ...(/^https?:/.test(link) ? { link } : {}) };
  }
  if (pairingRest && !paired) {
    return {
      title: `${name} is not paired with Spotify`,
      message: `${capital(pairingRest.message)}. Press *Pair* at the device ${safe(name)}, or lay a card on its reader.`,
    };
  }
  return undefined;
}

/** After a pairing succeeded: whose account it is now. */
export function pairedNotice(name: string, { profile }: State): Notice {
  const whose = profile?.name ? `the Spotify account of ${safe(profile.name)}` : 'Spotify';
  const poor = profile?.product && profile.product !== 'premium';
  const warning = poor ? ' It has no Premium, so it can be watched but not commanded.' : '';
  return { title: `${name} is paired`, message: `${safe(name)} is connected to ${whose} now.${warning}` };
}

/** The authorization ends soon. */
export function endingNotice(name: string, authorizedAt: number, days: number): Notice {
  const end = new Date(endOfGrant(authorizedAt)).toISOString().slice(0, 10);
  const left = days === 1 ? 'within a day' : `within ${days} days`;
  return {
    title: `Pair ${name} with Spotify again`,
    message: `Spotify ends every connection after six months; that of ${safe(name)} ends ${left}, on ${end}. Press *Pair* at the device ${safe(name)} to renew it. Music plays on meanwhile.`,
  };
}

/** A token without some of the scopes that the features need. */
export function scopeNotice(name: string, missing: readonly string[]): Notice {
  const what = [...new Set(missing.map((scope) => FEATURES[scope] ?? scope))].join(', ');
  return {
    title: `Pair ${name} with Spotify again`,
    message: `The connection of ${safe(name)} was made without some permissions. Until it is paired again these do not work: ${what}.`,
  };
}

const FEATURES: Record<string, string> = {
  'user-read-playback-state': 'seeing what plays',
  'user-modify-playback-state': 'all controls',
  'user-read-currently-playing': 'what comes next',
  'user-read-private': 'the name of the Spotify account',
  'user-read-playback-position': 'podcasts',
  'playlist-read-private': 'the playlists',
  'playlist-read-collaborative': 'shared playlists',
  'playlist-modify-public': 'saving playlists',
  'user-library-read': 'whether a track is liked',
  'user-library-modify': 'liking tracks',
  'user-follow-modify': 'saving shows and playlists',
};

/** In few steps: each new text brings back a notification that somebody dismissed. */
function minutesLeft(ms: number): number {
  const minutes = ms / 60_000;
  return [10, 30].find((step) => minutes <= step) ?? 60;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
