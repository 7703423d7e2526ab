import type { PricedType } from './price-columns.ts';
import type { PricedFixture } from './priced-fixture.ts';
import type { FootballDataFile, RejectedRow } from './read-football-data.ts';

/** What became of one file: `ingested + rejected.length` is `rows`. */
export interface FootballDataSummary {
  readonly file: string;
  /** Data rows, the header apart. */
  readonly rows: number;
  readonly ingested: number;
  readonly rejected: readonly RejectedRow[];
  /** Rows that went in although a price in them was passed over. */
  readonly oddities: readonly RejectedRow[];
  readonly fixtures: number;
  readonly markets1x2: number;
  readonly totals: number;
  readonly handicaps: number;
  /** Fixtures with a result; the others wait for theirs. */
  readonly settled: number;
  /** Whose prices were taken how often, such as `1x2 B365` and `totals BbAv`. */
  readonly sources: ReadonlyMap<string, number>;
}

export function summarize(
  { file, rejected }: FootballDataFile,
  fixtures: readonly PricedFixture[],
): FootballDataSummary {
  const count = (type: PricedType): number =>
    fixtures.filter(({ opening }) => opening.some(({ prices }) => prices.type === type)).length;
  return {
    file,
    rows: fixtures.length + rejected.length,
    ingested: fixtures.length,
    rejected,
    oddities: fixtures.flatMap(({ row, oddities }) =>
      oddities.map((reason) => ({ line: row.line, reason })),
    ),
    fixtures: fixtures.length,
    markets1x2: count('1x2'),
    totals: count('totals'),
    handicaps: count('asian-handicap'),
    settled: fixtures.filter(({ row }) => row.score !== null).length,
    sources: countSources(fixtures),
  };
}

function countSources(fixtures: readonly PricedFixture[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { opening, closing } of fixtures) {
    for (const { prices, source } of [...opening, ...closing]) {
      const key = `${prices.type} ${source}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
