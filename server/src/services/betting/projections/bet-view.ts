import type { Bet, Rejection } from '@winnex/contracts';
import type { BetState, Rejection as DomainRejection, Leg, LegOutcome } from '../domain/bet.ts';
import { formatScaledOdds } from '../odds-text.ts';

/** The bet as the API shows it. */
export function betView(state: BetState): Bet {
  return {
    id: state.betId,
    key: state.key,
    status: state.status,
    type: state.type,
    stakeMinor: state.stakeMinor.toString(),
    currency: state.currency,
    oddsPolicy: state.oddsPolicy,
    legs: state.legs.map((leg, index) => legView(leg, state.legOutcomes[index] ?? null)),
    potentialReturnMinor: state.potentialReturnMinor.toString(),
    ...(state.result === null
      ? {}
      : { payoutMinor: state.paidMinor.toString(), result: state.result }),
    settlementVersion: state.settlementVersion,
    ...(state.rejection === null ? {} : { rejection: rejectionView(state.rejection) }),
    placedAt: new Date(state.placedAtMs).toISOString(),
    ...(state.settledAtMs === null ? {} : { settledAt: new Date(state.settledAtMs).toISOString() }),
  };
}

function legView(leg: Leg, outcome: LegOutcome | null): Bet['legs'][number] {
  const { startsAtMs, odds, ...rest } = leg;
  return {
    ...rest,
    startsAt: new Date(startsAtMs).toISOString(),
    odds: formatScaledOdds(odds),
    ...(outcome === null ? {} : { result: outcome.result }),
  };
}

export function rejectionView(rejection: DomainRejection): Rejection {
  const { odds, stakeMinMinor, stakeMaxMinor, balanceMinor, code, ...rest } = rejection;
  return {
    ...rest,
    code: code as Rejection['code'],
    ...(odds === undefined ? {} : { odds: odds === null ? null : formatScaledOdds(odds) }),
    ...(stakeMinMinor === undefined ? {} : { stakeMinorMin: stakeMinMinor.toString() }),
    ...(stakeMaxMinor === undefined ? {} : { stakeMinorMax: stakeMaxMinor.toString() }),
    ...(balanceMinor === undefined ? {} : { balanceMinor: balanceMinor.toString() }),
  };
}
