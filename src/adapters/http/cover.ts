/** Where Spotify's covers are: of albums and shows (i), of playlists (mosaic, …spotifycdn.com); browsers load none from elsewhere. */
const COVERS = ['scdn.co', 'spotifycdn.com'];
const SPOTIFY = 'https://accounts.spotify.com';

/**
 * What browsers may load pictures from, as a content security policy says it. Another program that speaks Spotify's API
 * (`spotify.accounts_url`) may show its own covers.
 */
export function coverSources(spotifyAccountsUrl: string): string[] {
  const { origin } = new URL(spotifyAccountsUrl);
  return [...COVERS.map((domain) => `https://*.${domain}`), ...(origin === SPOTIFY ? [] : [origin])];
}

/** The address of a cover that browsers may load from `sources`; undefined for any other. */
export function coverLink(address: string | null, sources: readonly string[]): string | undefined {
  if (address === null || !URL.canParse(address)) return undefined;
  const { origin, protocol, hostname, href } = new URL(address);
  const isSpotify = protocol === 'https:' && COVERS.some((domain) => hostname.endsWith(`.${domain}`));
  return isSpotify || sources.includes(origin) ? href : undefined;
}
