/**
 * Home Assistant takes a text with `{{`, `{%` or `{#` in it for a template and runs it. A space without width between the
 * two keeps it a text, and looks the same.
 */
export function harmless(text: string): string {
  return text.replaceAll(/\{(?=[{%#])/g, '{\u200b');
}
