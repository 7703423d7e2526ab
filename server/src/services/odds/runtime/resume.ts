import type { Pool } from 'pg';
import type { Board } from '../board/board.ts';
import { conclude } from '../board/conclude.ts';
import { marketChange } from '../catalogue/market-change.ts';
import { readOpenFixtures } from '../store/read-board.ts';
import { readUndelivered } from '../store/results.ts';
import { createBatch } from './batch.ts';
import type { BettingDoor, Effects } from './effects.ts';
import type { Lobby } from './lobby.ts';
import type { Retry } from './retry.ts';

const MARKETS_PER_CALL = 500;
const RESULTS_PER_CALL = 500;

export interface ResumeOptions {
  readonly pool: Pool;
  readonly board: Board;
  readonly lobby: Lobby;
  readonly effects: Effects;
  readonly betting: BettingDoor;
  readonly retry: Retry;
  readonly nowMs: number;
}

/**
 * Takes up where the last run ended, however it ended: reads the board, suspends everything until
 * its producers have recovered, and tells betting what it may have missed. Each step may find its
 * work done already.
 */
export async function resume(options: ResumeOptions): Promise<void> {
  const { pool, board, lobby, effects, betting, retry } = options;
  const batch = createBatch(board);
  for (const fixture of await readOpenFixtures(pool)) {
    board.fixtures.set(fixture.id, fixture);
    batch.add(conclude(board, fixture, fixture, fixture.markets, options.nowMs), null);
  }
  await effects.write(batch);
  const fixtures = [...board.fixtures.values()];
  const markets = fixtures.flatMap((fixture) =>
    [...fixture.markets.values()]
      .filter(({ offer }) => offer !== null)
      .map((market) => marketChange(fixture, market)),
  );
  for (let start = 0; start < markets.length; start += MARKETS_PER_CALL) {
    const page = markets.slice(start, start + MARKETS_PER_CALL);
    await retry.run('hand markets to betting', () => betting.applyMarkets(page));
  }
  for (;;) {
    const results = await readUndelivered(pool, RESULTS_PER_CALL);
    if (results.length === 0) break;
    await effects.deliverResults(results);
  }
  for (const fixture of fixtures) lobby.show(fixture);
}
