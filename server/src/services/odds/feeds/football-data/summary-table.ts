import { textTable } from '../recorded/text-table.ts';
import type { FootballDataSummary } from './football-data-summary.ts';

const HEADER = ['file', 'rows', 'ingested', 'rejected', '1x2', 'totals', 'handicaps', 'settled'];

/** The summaries as a table for a terminal, then every rejected row and every oddity by line. */
export function footballDataTable(summaries: readonly FootballDataSummary[]): string {
  const rows = summaries.map((summary) => [
    summary.file,
    summary.rows,
    summary.ingested,
    summary.rejected.length,
    summary.markets1x2,
    summary.totals,
    summary.handicaps,
    summary.settled,
  ]);
  const total = rows.reduce<(string | number)[]>(
    (sums, row) => sums.map((sum, i) => (typeof sum === 'number' ? sum + Number(row[i]) : sum)),
    ['all files', 0, 0, 0, 0, 0, 0, 0],
  );
  const table = textTable(HEADER, rows.length > 1 ? [...rows, total] : rows);
  return [table, ...section('Prices', sourceLines(summaries)), ...details(summaries)].join('\n');
}

function sourceLines(summaries: readonly FootballDataSummary[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const [source, count] of summaries.flatMap(({ sources }) => [...sources])) {
    counts.set(source, (counts.get(source) ?? 0) + count);
  }
  return [...counts].sort().map(([source, count]) => `${source}: ${count}`);
}

function details(summaries: readonly FootballDataSummary[]): readonly string[] {
  const list = (of: 'rejected' | 'oddities'): readonly string[] =>
    summaries.flatMap((summary) =>
      summary[of].map(({ line, reason }) => `${summary.file}:${line}: ${reason}`),
    );
  return [...section('Rejected', list('rejected')), ...section('Passed over', list('oddities'))];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
