import { type Leg as KernelLeg, oddsFromScaled, type Slip, settle } from '@winnex/kernel';
import type { BetResult, BetState, Leg, LegOutcome } from './bet.ts';

/** The most that a bet can return, in minor units: every leg won. */
export function maxReturnMinor(
  bet: { readonly stakeMinor: bigint; readonly currency: string },
  legs: readonly Leg[],
): bigint {
  return settle(slipOf(bet, legs, [])).maxPayoutMinor;
}

/** What a bet pays when every leg has its outcome, and the label that people read. */
export function settleBet(
  bet: Pick<BetState, 'stakeMinor' | 'currency' | 'legs'>,
  legOutcomes: readonly (LegOutcome | null)[],
): { readonly payoutMinor: bigint; readonly result: BetResult } {
  const { payoutMinor, state } = settle(slipOf(bet, bet.legs, legOutcomes));
  if (state === 'OPEN' || state === 'PLACED') {
    throw new Error(`a bet with every leg decided cannot be ${state}`);
  }
  return { payoutMinor, result: state };
}

function slipOf(
  bet: { readonly stakeMinor: bigint; readonly currency: string },
  legs: readonly Leg[],
  legOutcomes: readonly (LegOutcome | null)[],
): Slip {
  return {
    type: 'single',
    stake: { minor: bet.stakeMinor, currency: bet.currency },
    stakePer: 'total',
    legs: legs.map((leg, index): KernelLeg => {
      const outcome = legOutcomes[index] ?? null;
      return {
        odds: oddsFromScaled(leg.odds),
        result: outcome?.result ?? 'open',
        ...(outcome?.deadHeatFactor === undefined
          ? {}
          : { deadHeatFactor: share(outcome.deadHeatFactor) }),
      };
    }),
  };
}

function share([num, den]: readonly [number, number]): { num: number; den: number } {
  return { num, den };
}
