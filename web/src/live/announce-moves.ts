import { slip } from '../slip/stored-slip.ts';
import { announce } from '../ui/announcer.tsx';
import { oddsText } from '../ui/odds-text.ts';
import { route } from '../ui/router.ts';
import { showMoves } from '../ui/settings.ts';
import { onPriceMoves } from './board.ts';
import type { PriceChange } from './price-change.ts';

/** How often the moves on an open match are summed up aloud. */
const SUMMARY_MS = 20_000;

/** Tells assistive technology of price moves: picks on the slip by name, the rest as a count. */
export function announceMoves(): void {
  let moved = 0;
  onPriceMoves((fixtureId, changes) => {
    if (showMoves.peek() === 'off') return;
    for (const change of changes) announcePick(change);
    const shown = route.peek();
    if (shown.page === 'fixture' && shown.id === fixtureId) moved += changes.length;
  });
  setInterval(() => {
    if (moved > 0) announce(moved === 1 ? '1 price moved.' : `${moved} prices moved.`);
    moved = 0;
  }, SUMMARY_MS);
}

function announcePick({ marketId, outcomeId, to, direction }: PriceChange): void {
  const pick = slip
    .peek()
    .legs.find((leg) => leg.marketId === marketId && leg.outcomeId === outcomeId);
  if (pick !== undefined) announce(`${pick.outcomeName}: price ${direction}, ${oddsText(to)}.`);
}
