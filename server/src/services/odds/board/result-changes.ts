import { isDeepStrictEqual } from 'node:util';
import type { MarketResultChange } from '@winnex/contracts';
import type { BoardMarket, Cancellation, CancelWindow, SettledOutcome } from './board.ts';
import { confirmedSettlement, sameWindow } from './market-status.ts';
import type { BoardPolicy } from './policy.ts';

/** A result as it goes to betting, and where it came from for whoever asks later. */
export interface RecordedResult {
  readonly change: MarketResultChange;
  readonly producer: string;
  readonly certainty: 1 | 2 | null;
}

type ResultBody =
  | { readonly kind: 'settled'; readonly outcomes: readonly SettledOutcome[] }
  | { readonly kind: 'rolled-back' }
  | ({ readonly kind: 'cancelled'; readonly reason: string } & CancelWindow)
  | ({ readonly kind: 'cancel-rolled-back' } & CancelWindow);

/**
 * The results that lead from what was told to what now stands, each with the next version of the
 * market's result. The same result again is no news; another result is a new version, whether or
 * not the first was rolled back in between.
 */
export function resultChanges(
  market: BoardMarket,
  policy: BoardPolicy,
  atMs: number,
): { readonly market: BoardMarket; readonly results: readonly RecordedResult[] } {
  if (market.offer === null) return { market, results: [] };
  const { id, fixtureId } = market;
  const results: RecordedResult[] = [];
  const tell = (body: ResultBody, producer: string, certainty: 1 | 2 | null = null) => {
    const resultVersion = market.resultVersion + results.length + 1;
    const change = { marketId: id, fixtureId, resultVersion, atMs, ...body };
    results.push({ change, producer, certainty });
  };

  const settlement = confirmedSettlement(market, policy);
  let { settled } = market.told;
  if (settlement === null && settled !== null) {
    tell({ kind: 'rolled-back' }, market.producer);
    settled = null;
  } else if (settlement !== null && !sameResults(settled, settlement.outcomes)) {
    const { outcomes, producer, certainty } = settlement;
    tell({ kind: 'settled', outcomes }, producer, certainty);
    settled = outcomes;
  }

  let { cancelled } = market.told;
  for (const cancellation of market.cancellations) {
    const { standing, reason, producer } = cancellation;
    if (standing === cancelled.some((told) => sameWindow(told, cancellation))) continue;
    const window = windowOf(cancellation);
    if (standing) {
      tell({ kind: 'cancelled', reason, ...window }, producer);
      cancelled = [...cancelled, window];
    } else {
      tell({ kind: 'cancel-rolled-back', ...window }, producer);
      cancelled = cancelled.filter((told) => !sameWindow(told, window));
    }
  }

  if (results.length === 0) return { market, results };
  const resultVersion = market.resultVersion + results.length;
  return { market: { ...market, resultVersion, told: { settled, cancelled } }, results };
}

function windowOf({ fromMs, untilMs }: Cancellation): CancelWindow {
  return {
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
}

/** The order in which a producer lists the outcomes means nothing. */
function sameResults(
  told: readonly SettledOutcome[] | null,
  outcomes: readonly SettledOutcome[],
): boolean {
  return told !== null && isDeepStrictEqual(byId(told), byId(outcomes));
}

function byId(outcomes: readonly SettledOutcome[]): Map<string, SettledOutcome> {
  return new Map(outcomes.map((outcome) => [outcome.id, outcome]));
}
