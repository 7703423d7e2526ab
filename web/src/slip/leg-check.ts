import type { Market, OddsPolicy, Rejection } from '@winnex/contracts';
import { type Direction, priceDirection } from '../live/price-change.ts';
import type { SlipLeg } from './slip-model.ts';

/** What the board says about a leg now. */
export type LegCheck =
  /** The market's present state is not known yet. */
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly odds: string; readonly version: number }
  | {
      readonly kind: 'moved';
      readonly from: string;
      readonly odds: string;
      readonly version: number;
      readonly direction: Direction;
      /** False when the saved setting takes such a move without asking. */
      readonly mustAccept: boolean;
    }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'closed'; readonly words: string };

export function checkLeg(leg: SlipLeg, market: Market | undefined, policy: OddsPolicy): LegCheck {
  if (market === undefined) return { kind: 'loading' };
  const closed = closedWords(market);
  if (closed !== null) return { kind: 'closed', words: closed };
  if (market.status !== 'active') return { kind: 'suspended' };
  const outcome = market.outcomes.find(({ id }) => id === leg.outcomeId);
  if (outcome === undefined) return { kind: 'closed', words: 'This outcome is no longer offered.' };
  if (outcome.odds === null || !outcome.active) return { kind: 'suspended' };
  const { odds } = outcome;
  const direction = priceDirection(leg.odds, odds);
  if (direction === null) return { kind: 'ready', odds, version: market.version };
  const mustAccept = policy === 'NONE' || (policy === 'BETTER' && direction === 'down');
  return { kind: 'moved', from: leg.odds, odds, version: market.version, direction, mustAccept };
}

function closedWords(market: Market): string | null {
  if (market.status === 'settled') return 'This market is closed: its result is known.';
  if (market.status === 'cancelled') return 'This market was cancelled.';
  if (market.status === 'inactive') return 'This market is no longer offered.';
  return null;
}

/** Whether a bet on this leg could go out now, and at which price. */
export function bettablePrice(check: LegCheck): { odds: string; version: number } | null {
  if (check.kind === 'ready') return check;
  return check.kind === 'moved' && !check.mustAccept ? check : null;
}

/** The newest price known after a rejection: the one it named, or what the board has since said. */
export function priceAfter(
  rejection: Rejection,
  check: LegCheck,
): { odds: string; version: number } | null {
  const known = check.kind === 'ready' || check.kind === 'moved' ? check : null;
  if (rejection.odds == null || rejection.marketVersion === undefined) return known;
  if (known !== null && known.version > rejection.marketVersion) return known;
  return { odds: rejection.odds, version: rejection.marketVersion };
}
