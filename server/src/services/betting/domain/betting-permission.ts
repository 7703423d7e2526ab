import {
  type CustomerLimit,
  crossedLimit,
  describeLimit,
  type LimitPeriod,
  type LossFigures,
  lossUsed,
} from '@winnex/kernel';
import type { Rejection } from './bet.ts';

/** What a customer may do now, as the user service says it. */
export interface BettingPermission {
  /** Why he may not bet at all, in a sentence; null when he may. */
  readonly barMessage: string | null;
  /** Market types that the law of his country lets him bet on in play. */
  readonly inPlayMarkets: 'all' | readonly string[];
  /** His limits in force: on stakes, losses and other things. */
  readonly limits: readonly CustomerLimit[];
}

/** A customer's own bets in the window of a period. */
export interface PeriodFigures extends LossFigures {
  /** Stakes of bets placed in it that were not void. */
  readonly staked: bigint;
}

export type LimitFigures = (period: LimitPeriod) => PeriodFigures;

/** Whether a customer may bet at all, and stake this much under his own limits. */
export function judgePermission(
  permission: BettingPermission | null,
  stakeMinor: bigint,
  currency: string,
  figures: LimitFigures,
): Rejection | null {
  if (permission === null || permission.barMessage !== null) {
    const message = permission?.barMessage ?? 'This account may not bet.';
    return { code: 'ACCOUNT_BLOCKED', message };
  }
  const { limits } = permission;
  const crossed =
    crossedLimit(limits, 'stake', stakeMinor, (period) => figures(period).staked) ??
    crossedLimit(limits, 'loss', stakeMinor, (period) => lossUsed(figures(period)));
  if (crossed === null) return null;
  const message = describeLimit(crossed, currency);
  return { code: 'RG_LIMIT', message, stakeMaxMinor: crossed.remaining };
}

/** Whether the law of the customer's country lets him bet on this type of market in play. */
export function inPlayAllowed(permission: BettingPermission | null, marketType: string): boolean {
  const allowed = permission?.inPlayMarkets ?? [];
  return allowed === 'all' || allowed.includes(marketType);
}
