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
    ...(state.sizes === undefined ? {} : { sizes: [...state.sizes] }),
    lines: state.lines,
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

/** Field by field: the same bet is the same text, whatever order its stored fields came back in. */
function legView(leg: Leg, outcome: LegOutcome | null): Bet['legs'][number] {
  const score = leg.scoreAtAcceptance;
  return {
    fixtureId: leg.fixtureId,
    fixtureName: leg.fixtureName,
    competitionName: leg.competitionName,
    startsAt: new Date(leg.startsAtMs).toISOString(),
    marketId: leg.marketId,
    marketName: leg.marketName,
    outcomeId: leg.outcomeId,
    outcomeName: leg.outcomeName,
    odds: formatScaledOdds(leg.odds),
    marketVersion: leg.marketVersion,
    inPlay: leg.inPlay,
    ...(leg.banker === true ? { banker: true } : {}),
    ...(score === undefined ? {} : { scoreAtAcceptance: { home: score.home, away: score.away } }),
    ...(outcome === null ? {} : { result: outcome.result }),
  };
}

export function rejectionView(rejection: DomainRejection): Rejection {
  const { odds, stakeMinMinor, stakeMaxMinor, balanceMinor } = rejection;
  return {
    code: rejection.code as Rejection['code'],
    message: rejection.message,
    ...(rejection.leg === undefined ? {} : { leg: rejection.leg }),
    ...(odds === undefined ? {} : { odds: odds === null ? null : formatScaledOdds(odds) }),
    ...(rejection.marketVersion === undefined ? {} : { marketVersion: rejection.marketVersion }),
    ...(rejection.marketStatus === undefined ? {} : { marketStatus: rejection.marketStatus }),
    ...(stakeMinMinor === undefined ? {} : { stakeMinorMin: stakeMinMinor.toString() }),
    ...(stakeMaxMinor === undefined ? {} : { stakeMinorMax: stakeMaxMinor.toString() }),
    ...(balanceMinor === undefined ? {} : { balanceMinor: balanceMinor.toString() }),
  };
}
