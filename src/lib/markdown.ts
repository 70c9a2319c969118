/** Names that others chose (playlists, people) as text inside Markdown: they show as they are and link nowhere. */
export function escapeMarkdown(name: string): string {
  return (
    name
      .replaceAll(/\s+/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
      // Bare addresses become links by themselves (GitHub's Markdown, "autolinks").
      .replaceAll(/:\/\/|www\.|@/gi, (mark) => `${mark.slice(0, 1)}\u200b${mark.slice(1)}`)
  );
}

/** Markdown as plain text, for screens that show it letter by letter: `[page](url)` becomes `page (url)`. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/(?<!\\)\[([^\]]*)\]\(([^)\s]*)\)/g, (_, text: string, url: string) =>
      text === url ? url : `${text} (${url})`,
    )
    .replaceAll(/(?<!\\)<(https?:[^>\s]+)>/g, '$1')
    .replaceAll(/(?<!\\)(\*\*|`)/g, '')
    .replaceAll(/\\([\\`*_{}[\]()#+!|~>-])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}
