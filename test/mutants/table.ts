import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Stryker's report as the table of docs/tests.md: `node test/mutants/table.ts [report …]`, later reports go before earlier. */

const reportShape = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

interface Score {
  noticed: number;
  survived: number;
}

const NOTICED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

function scoresIn(report: string): [file: string, Score][] {
  const { files } = reportShape.parse(JSON.parse(readFileSync(report, 'utf8')));
  return Object.entries(files).map(([file, { mutants }]) => {
    const count = (statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
    return [file, { noticed: count(NOTICED), survived: count(SURVIVED) }];
  });
}

function rowOf(file: string, { noticed, survived }: Score): string {
  const share = ((100 * noticed) / (noticed + survived)).toFixed(1);
  return `| ${file} | ${share} % | ${noticed} | ${survived} |`;
}

const reports = process.argv.slice(2);
const scores = new Map((reports.length > 0 ? reports : ['reports/mutation/mutation.json']).flatMap(scoresIn));
const judged = [...scores].filter(([, { noticed, survived }]) => noticed + survived > 0);
const all = judged.reduce(
  (sum, [, { noticed, survived }]) => ({ noticed: sum.noticed + noticed, survived: sum.survived + survived }),
  { noticed: 0, survived: 0 },
);

console.log('| file | noticed | broken and noticed | survived |\n| --- | --- | --- | --- |');
console.log(rowOf('all of these', all));
for (const [file, score] of judged.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(rowOf(`\`${file.replace('src/', '')}\``, score));
