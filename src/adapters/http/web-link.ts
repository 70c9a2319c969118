/** An address that a link may have; anything but http and https (such as javascript:) is none. */
export function webLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** The same, of Spotify's accounts alone: browsers are sent nowhere else. */
export function linkToSpotify(address: string, accountsUrl: string): string | undefined {
  const link = webLink(address);
  return link !== undefined && new URL(link).origin === new URL(accountsUrl).origin ? link : undefined;
}
