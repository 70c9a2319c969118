/** What restricted apps lost in February 2026. All of it answers 403 `Forbidden`, whatever else is asked. */
const REMOVED: [method: RegExp, path: RegExp][] = [
  [/GET/, /^\/browse\//],
  [/GET/, /^\/markets$/],
  [/GET/, /^\/artists\/[^/]+\/(top-tracks|related-artists)$/],
  [/./, /^\/users\//],
  [/PUT|DELETE/, /^\/me\/(tracks|albums|episodes|shows|audiobooks|following)$/],
  [/GET/, /^\/me\/(tracks|albums|episodes|shows|audiobooks|following)\/contains$/],
  [/./, /^\/playlists\/[^/]+\/followers/],
  [/POST|PUT|DELETE/, /^\/playlists\/[^/]+\/tracks$/],
  [/GET/, /^\/(audio-features|audio-analysis|recommendations)/],
  // Reading several at once, `?ids=`.
  [/GET/, /^\/(tracks|albums|artists|episodes|shows|audiobooks|chapters)$/],
];

export function isRemoved(method: string, path: string): boolean {
  return REMOVED.some(([methods, paths]) => methods.test(method) && paths.test(path));
}
