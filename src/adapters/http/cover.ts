/** Where Spotify's covers are; the content security policy lets browsers load pictures from nowhere else outside. */
export const COVERS = 'https://i.scdn.co';

/** The address of a cover that browsers may load; undefined for any other. */
export function coverLink(address: string | null): string | undefined {
  if (address === null || !URL.canParse(address)) return undefined;
  const { origin, href } = new URL(address);
  return origin === COVERS ? href : undefined;
}
