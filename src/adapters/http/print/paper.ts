/** Sizes to print, all in millimetres. */

export const PAPERS = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } } as const;
export type Paper = keyof typeof PAPERS;

/** A bank card (ID-1 of ISO/IEC 7810), a CD's booklet, and a square that a wooden box takes. */
export const SIZES = {
  card: { width: 85.6, height: 54, gap: 3 },
  square: { width: 65, height: 65, gap: 2 },
  cd: { width: 120, height: 120, gap: 4 },
} as const;
export type Size = keyof typeof SIZES;

/** What printers leave white at each edge, at the least. */
const MARGIN = 4.5;
/** Room for a cut mark where nothing lies beside it. */
const MARK = 3;

export interface Grid {
  columns: number;
  rows: number;
  /** Where the first one begins, so that all of them stand in the middle. */
  left: number;
  top: number;
}

export function gridOf(paper: Paper, size: Size): Grid {
  const { width, height } = PAPERS[paper];
  const item = SIZES[size];
  const fitting = (room: number, each: number) =>
    Math.max(1, Math.floor((room - 2 * MARGIN + item.gap) / (each + item.gap)));
  const columns = fitting(width, item.width);
  const rows = fitting(height, item.height);
  const rest = (room: number, count: number, each: number) =>
    (room - count * each - (count - 1) * item.gap) / 2;
  return {
    columns,
    rows,
    left: rest(width, columns, item.width),
    top: rest(height, rows, item.height),
  };
}

/** The rows of each sheet, filled up with nothing. */
export function leavesOf<Item>(items: readonly Item[], { columns, rows }: Grid): (Item | null)[][][] {
  const each = columns * rows;
  const count = Math.ceil(items.length / each);
  return Array.from({ length: count }, (_, leaf) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => items[leaf * each + row * columns + column] ?? null),
    ),
  );
}

/** The other side of a sheet that a printer turns over its long edge: what was on the left is on the right. */
export function backOf<Item>(leaf: readonly (readonly Item[])[]): Item[][] {
  return leaf.map((row) => row.toReversed());
}

/** An SVG path of the marks at the corners of all that stands on a sheet: where to cut. */
export function cutMarks(leaf: readonly (readonly unknown[])[], paper: Paper, size: Size): string {
  const { width, height, gap } = SIZES[size];
  const { left, top } = gridOf(paper, size);
  const mark = Math.min(MARK, gap);
  const marks: string[] = [];
  leaf.forEach((row, y) => {
    row.forEach((item, x) => {
      if (item === null) return;
      const at = { x: left + x * (width + gap), y: top + y * (height + gap) };
      for (const [cornerX, outX] of [
        [at.x, -mark],
        [at.x + width, mark],
      ] as const) {
        for (const [cornerY, outY] of [
          [at.y, -mark],
          [at.y + height, mark],
        ] as const) {
          const corner = `M${round(cornerX)} ${round(cornerY)}`;
          marks.push(`${corner}h${outX}${corner}v${outY}`);
        }
      }
    });
  });
  return marks.join('');
}

function round(mm: number): number {
  return Math.round(mm * 100) / 100;
}
