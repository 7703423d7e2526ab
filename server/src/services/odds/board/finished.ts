import type { BoardFixture } from './board.ts';
import { isOver } from './fixture-status.ts';

/** Over, and no market is left that could be bet on or that waits for a result while shown. */
export function isFinished(fixture: BoardFixture): boolean {
  if (!isOver(fixture.status.value)) return false;
  for (const { offer, status } of fixture.markets.values()) {
    const done = status === 'settled' || status === 'cancelled' || status === 'inactive';
    if (offer !== null && !done) return false;
  }
  return true;
}
