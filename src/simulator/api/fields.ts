interface Choice {
  [name: string]: Choice | true;
}

/** Applies the `fields` parameter of playlists: `name,owner.id,items(total,items(item(name,uri)))`. Exclusions (`!`) are left alone. */
export function fieldsOf(value: unknown, fields: string | null): unknown {
  if (fields === null || fields === '' || fields.includes('!')) return value;
  return picked(value, choiceIn(fields));
}

function picked(value: unknown, choice: Choice): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => picked(entry, choice));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
      const inner = choice[name];
      if (inner === undefined) return [];
      return [[name, inner === true ? field : picked(field, inner)]];
    }),
  );
}

function choiceIn(text: string): Choice {
  const choice: Choice = {};
  for (const part of topLevelParts(text)) {
    const match = /^([\w]+)(?:\.(.+)|\((.*)\))?$/s.exec(part.trim());
    if (!match) continue;
    const [, name = '', dotted, bracketed] = match;
    const inner = dotted ?? bracketed;
    choice[name] = inner === undefined ? true : choiceIn(inner);
  }
  return choice;
}

function topLevelParts(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts;
}
