import type { Caller, Quote, QuoteRequest } from '@winnex/contracts';
import type { Pool } from 'pg';
import { judgeLeg } from './domain/decide-placement.ts';
import { type StakeLimits, stakeCeiling } from './domain/stake-limits.ts';
import { formatScaledOdds } from './odds-text.ts';
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
  const legs = request.legs.map((leg) => {
    const gate = gates.get(leg.marketId);
    const outcome = gate?.outcomes.find((candidate) => candidate.id === leg.outcomeId);
    return { leg, gate, odds: outcome?.active === true ? outcome.odds : null };
  });
  const reasons = legs.flatMap(({ leg, odds }, index) => {
    const rejection = judgeLeg({ ...leg, odds: odds ?? 0 }, 'ANY', {
      atMs: dependencies.nowMs,
      gates,
    });
    return rejection === null ? [] : [rejectionView({ ...rejection, leg: index })];
  });
  const limits = dependencies.limits.get(request.currency);
  if (limits === undefined || request.currency !== caller.currency) {
    reasons.push(
      rejectionView({
        code: 'CURRENCY_MISMATCH',
        message: `Bets on this account are in ${caller.currency}.`,
      }),
    );
  }
  const odds = legs[0]?.odds ?? null;
  const bettable = reasons.length === 0 && odds !== null && limits !== undefined;
  return {
    bettable,
    legs: legs.map(({ leg, gate, odds: current }) => ({
      ...leg,
      odds: current === null ? null : formatScaledOdds(current),
      marketVersion: gate?.version ?? 0,
      marketStatus: gate?.status ?? 'inactive',
    })),
    stakeMinorMin: (limits?.stakeMinMinor ?? 0n).toString(),
    stakeMinorMax: (bettable ? stakeCeiling(limits, odds) : 0n).toString(),
    ...(bettable && request.stakeMinor !== undefined
      ? { potentialReturnMinor: returnAt(BigInt(request.stakeMinor), odds).toString() }
      : {}),
    reasons,
  };
}

/** A won single, rounded down: stake x odds. */
function returnAt(stakeMinor: bigint, odds: number): bigint {
  return (stakeMinor * BigInt(odds)) / 10_000n;
}
