/** Text that is markup already. Only `html` makes it, so everything else is escaped on its way into a page. */
export class Html {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static of(strings: TemplateStringsArray, parts: readonly Part[]): Html {
    return new Html(strings.map((string, index) => string + render(parts[index])).join(''));
  }
}

export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Markup with holes: strings are escaped (for text and quoted attributes), lists joined, nothing where there is nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return Html.of(strings, parts);
}

function render(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
}
