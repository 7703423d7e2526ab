import type { Caller, Quote, QuoteRequest } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Rejection } from './domain/bet.ts';
import {
  acceptedLeg,
  judgeLeg,
  type PricedLines,
  priceLines,
  type RequestedLeg,
} from './domain/decide-placement.ts';
import type { MarketGate } from './domain/market-gate.ts';
import { type StakeLimits, stakeCeiling } from './domain/stake-limits.ts';
import { formatScaledOdds } from './odds-text.ts';
import { readStakes } from './placement/read-request.ts';
import { rejectionView } from './projections/bet-view.ts';
import { readMarketGates } from './store/market-gates.ts';

/** What a bet would be now: odds, limits, return, or why it cannot be backed. Promises nothing. */
export async function quoteBet(
  dependencies: {
    readonly pool: Pool;
    readonly nowMs: number;
    readonly limits: ReadonlyMap<string, StakeLimits>;
  },
  caller: Caller,
  request: QuoteRequest,
): Promise<Quote> {
  const gates = await readMarketGates(
    dependencies.pool,
    request.legs.map((leg) => leg.marketId),
  );
  const legs = request.legs.map(
    ({ marketId, outcomeId, banker }): RequestedLeg => ({
      marketId,
      outcomeId,
      odds: 0,
      ...(banker === true ? { banker } : {}),
    }),
  );
  const limits = dependencies.limits.get(request.currency);
  const reasons = legs.flatMap((leg, index): Rejection[] => {
    const rejection = judgeLeg(leg, 'ANY', { atMs: dependencies.nowMs, gates });
    return rejection === null ? [] : [{ ...rejection, leg: index }];
  });
  if (limits === undefined || request.currency !== caller.currency) {
    const message = `Bets on this account are in ${caller.currency}.`;
    reasons.push({ code: 'CURRENCY_MISMATCH', message });
  }
  // The stake changes neither lines nor odds: where none is named, any will do to find the limits.
  const named = request.stakeMinor === '0' ? undefined : request.stakeMinor;
  const stakes = readStakes({ ...request, stakeMinor: named ?? '1000' });
  const priced: PricedLines | null =
    reasons.length === 0
      ? priceLines(
          stakes,
          legs.flatMap((leg) => acceptedLeg(leg, gates)),
        )
      : null;
  if (priced?.ok === false) reasons.push(priced.rejection);
  const open = priced?.ok === true ? priced : null;
  return {
    bettable: reasons.length === 0,
    legs: request.legs.map(({ marketId, outcomeId }) =>
      legView(marketId, outcomeId, gates.get(marketId)),
    ),
    lines: open?.open.lines ?? 0,
    stakeMinorMin: (limits?.stakeMinMinor ?? 0n).toString(),
    stakeMinorMax: (open === null || limits === undefined
      ? 0n
      : stakeCeiling(limits, open.bet)
    ).toString(),
    ...(open === null || named === undefined
      ? {}
      : { potentialReturnMinor: open.open.maxPayoutMinor.toString() }),
    reasons: reasons.map(rejectionView),
  };
}

function legView(
  marketId: string,
  outcomeId: string,
  gate: MarketGate | undefined,
): Quote['legs'][number] {
  const outcome = gate?.outcomes.find((candidate) => candidate.id === outcomeId);
  const odds = outcome?.active === true ? outcome.odds : null;
  return {
    marketId,
    outcomeId,
    odds: odds === null ? null : formatScaledOdds(odds),
    marketVersion: gate?.version ?? 0,
    marketStatus: gate?.status ?? 'inactive',
  };
}
