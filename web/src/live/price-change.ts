import type { Market } from '@winnex/contracts';

export type Direction = 'up' | 'down';

export interface PriceChange {
  readonly marketId: string;
  readonly outcomeId: string;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
}

/** A price in ten-thousandths: `2.35` is 23500. Exact, and enough to say which of two is higher. */
export function scaledPrice(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.slice(0, 4).padEnd(4, '0'));
}

/** Which way a price went, or null when it is the same price (`2.5` and `2.50` are). */
export function priceDirection(from: string | null, to: string | null): Direction | null {
  if (from === null || to === null || from === to) return null;
  const before = scaledPrice(from);
  const after = scaledPrice(to);
  if (before === after) return null;
  return after > before ? 'up' : 'down';
}

/** The prices that moved between two states of one market. */
export function priceChanges(before: Market | undefined, after: Market): PriceChange[] {
  if (before === undefined || before === after) return [];
  const known = new Map(before.outcomes.map((outcome) => [outcome.id, outcome.odds]));
  return after.outcomes.flatMap((outcome) => {
    const from = known.get(outcome.id) ?? null;
    const direction = priceDirection(from, outcome.odds);
    if (direction === null || from === null || outcome.odds === null) return [];
    return [{ marketId: after.id, outcomeId: outcome.id, from, to: outcome.odds, direction }];
  });
}
