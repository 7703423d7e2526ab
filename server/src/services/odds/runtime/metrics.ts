import type { Board } from '../board/board.ts';
import type { BoardWriter, WriterStatistics } from './board-writer.ts';
import type { FeedCounters } from './feed-counters.ts';
import type { FeedRun } from './feed-run.ts';
import type { Retry } from './retry.ts';

export interface OddsMetrics {
  readonly fixtures: number;
  readonly markets: number;
  readonly producersUp: number;
  readonly writer: WriterStatistics;
  /** Steps that failed and were repeated. */
  readonly failures: number;
  /** By feed. */
  readonly feeds: Readonly<Record<string, FeedCounters>>;
}

export function oddsMetrics(sources: {
  readonly board: Board;
  readonly writer: BoardWriter;
  readonly retry: Retry;
  readonly runs: Iterable<FeedRun>;
}): OddsMetrics {
  let markets = 0;
  for (const fixture of sources.board.fixtures.values()) markets += fixture.markets.size;
  return {
    fixtures: sources.board.fixtures.size,
    markets,
    producersUp: sources.board.producersUp.size,
    writer: sources.writer.statistics(),
    failures: sources.retry.failures(),
    feeds: Object.fromEntries([...sources.runs].map((run) => [run.feed, run.counters()])),
  };
}
