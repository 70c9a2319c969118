/** One line of the table. */
export interface Row {
  what: string;
  /** What we measured of the product, with its unit and spread. */
  value: string;
  /** What it is measured against, with that one's figure from the same run. */
  against: string;
  /** Ours divided by theirs; null where there is nothing to divide by. */
  ratio: number | null;
  /** The most that is allowed, in words; null for what is only printed. */
  goal: string | null;
  met: boolean;
}

/** A ratio that must not exceed `most`. */
export function ratioRow(
  what: string,
  ours: { figure: number; text: string },
  theirs: { name: string; figure: number; text: string },
  most: number | null,
): Row {
  const ratio = ours.figure / theirs.figure;
  return {
    what,
    value: ours.text,
    against: `${theirs.name}: ${theirs.text}`,
    ratio,
    goal: most === null ? null : `≤ ${Number(most.toFixed(3))} ×`,
    met: most === null || ratio <= most,
  };
}

/** A figure that stands alone, with the limit it must keep. */
export function plainRow(what: string, value: string, against: string, goal: string, met: boolean): Row {
  return { what, value, against, ratio: null, goal, met };
}

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, against, ratio, goal, met }) => [
    what,
    value,
    against,
    ratio === null ? '' : `${ratio.toFixed(2)} ×`,
    goal ?? '',
    goal === null ? '' : met ? 'yes' : 'NO',
  ]);
  const heads = ['what', 'value', 'against', 'ratio', 'goal', 'met'];
  const all = [heads, heads.map(() => '---'), ...cells];
  const widths = heads.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

/** The same for programs: one object on one line. */
export function jsonOf(rows: readonly Row[]): string {
  return JSON.stringify({ rows });
}
