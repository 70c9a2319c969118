/** One line of the table. */
export interface Row {
  /** What was done to the bridge. */
  what: string;
  /** How often. */
  times: number;
  /** What went wrong, each with what is needed to see it again. Must be empty. */
  faults: readonly string[];
  /** What else was counted: that the trial hit what it aimed at. */
  detail: string;
}

export interface How {
  /** Everything random follows from it. */
  seed: number;
  /** A few of each, within seconds, for tests. */
  short: boolean;
}

export type Trial = (how: How) => Promise<Row[]>;

/** The rows as a Markdown table; the faults follow it in full. */
export function tableOf(rows: readonly Row[]): string {
  const heads = ['what', 'times', 'faults', 'detail'];
  const cells = rows.map(({ what, times, faults, detail }) => [
    what,
    String(times),
    String(faults.length),
    detail,
  ]);
  const all = [heads, heads.map(() => '---'), ...cells];
  const widths = heads.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const table = all.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const faults = rows.flatMap(({ what, faults }) => faults.map((fault) => `${what}: ${fault}`));
  return [...table, ...(faults.length > 0 ? ['', ...faults] : [])].join('\n');
}

/** Runs so many jobs at a time, in order, and resolves with what each came to. */
export async function inLanes<T>(jobs: readonly (() => Promise<T>)[], lanes: number): Promise<T[]> {
  const done: T[] = [];
  const waiting = jobs.entries();
  const lane = async () => {
    for (const [nth, job] of waiting) done[nth] = await job();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}
