import {
  type Leg as KernelLeg,
  type BetState as KernelState,
  oddsFromScaled,
  type Settlement,
  type Slip,
  settle,
} from '@winnex/kernel';
import type { BetResult, BetState, Leg, LegOutcome } from './bet.ts';

/** What decides a bet's lines and stakes. */
export type Stakes = Pick<
  BetState,
  'type' | 'sizes' | 'stakeMinor' | 'lineStakeMinor' | 'currency'
>;

/** What a bet returns now, where each leg has its word or is open. */
export interface BetReturn {
  /** Null while an open leg can still change it. */
  readonly result: BetResult | null;
  readonly payoutMinor: bigint;
}

/** Settles a bet by the kernel, exactly, rounded down once. */
export function settleBet(
  bet: Stakes & Pick<BetState, 'legs'>,
  legOutcomes: readonly (LegOutcome | null)[],
): BetReturn {
  const { payoutMinor, state } = settle(slipOf(bet, bet.legs, legOutcomes));
  return { payoutMinor, result: state === 'OPEN' ? null : resultOf(state) };
}

/**
 * A bet before any result: its lines, whole stake and most return.
 * Throws a `KernelError` for legs that are related or do not make a bet of that type.
 */
export function openBet(bet: Stakes, legs: readonly Leg[]): Settlement {
  return settle(slipOf(bet, legs, []));
}

/** The kernel's slip of a bet. Two legs of one fixture are related. */
export function slipOf(
  bet: Stakes,
  legs: readonly Leg[],
  legOutcomes: readonly (LegOutcome | null)[],
): Slip {
  const perLine = bet.lineStakeMinor !== null;
  return {
    type: bet.type,
    ...(bet.sizes === undefined ? {} : { sizes: bet.sizes }),
    stake: { minor: bet.lineStakeMinor ?? bet.stakeMinor, currency: bet.currency },
    stakePer: perLine ? 'line' : 'total',
    legs: legs.map((leg, index) => kernelLeg(leg, legOutcomes[index] ?? null)),
  };
}

function kernelLeg(leg: Leg, outcome: LegOutcome | null): KernelLeg {
  return {
    odds: oddsFromScaled(leg.odds),
    result: outcome?.result ?? 'open',
    fixture: leg.fixtureId,
    market: leg.marketId,
    outcome: leg.outcomeId,
    ...(leg.banker === true ? { banker: true } : {}),
    ...(outcome?.deadHeatFactor === undefined
      ? {}
      : { deadHeatFactor: { num: outcome.deadHeatFactor[0], den: outcome.deadHeatFactor[1] } }),
  };
}

function resultOf(state: Exclude<KernelState, 'OPEN'>): BetResult {
  if (state === 'PLACED') throw new Error('a bet without place terms cannot be PLACED');
  return state;
}
