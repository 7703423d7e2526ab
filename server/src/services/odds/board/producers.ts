import type { Board, BoardMarket } from './board.ts';
import { type BoardChange, conclude } from './conclude.ts';

/**
 * A producer went down, or its state is about to be asked for anew: none of its markets may be
 * backed until it is up *and* has stated the market again. A market that it no longer mentions
 * therefore stays suspended.
 */
export function holdProducer(board: Board, producer: string, atMs: number): BoardChange[] {
  board.producersUp.delete(producer);
  return changeMarketsOf(board, producer, atMs, (market) =>
    market.awaiting ? market : { ...market, awaiting: true },
  );
}

/** The producer's whole state is here: what it stated as active since the hold opens. */
export function releaseProducer(board: Board, producer: string, atMs: number): BoardChange[] {
  if (board.producersUp.has(producer)) return [];
  board.producersUp.add(producer);
  return changeMarketsOf(board, producer, atMs, (market) => market);
}

function changeMarketsOf(
  board: Board,
  producer: string,
  atMs: number,
  edit: (market: BoardMarket) => BoardMarket,
): BoardChange[] {
  const changes: BoardChange[] = [];
  for (const fixture of [...board.fixtures.values()]) {
    const edited = new Map<string, BoardMarket>();
    for (const market of fixture.markets.values()) {
      if (market.producer === producer) edited.set(market.id, edit(market));
    }
    const change = conclude(board, fixture, fixture, edited, atMs);
    if (change !== null && change.markets.length > 0) changes.push(change);
  }
  return changes;
}
