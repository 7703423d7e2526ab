import type { LegOutcome } from './bet.ts';

/** One version of a market's result. Later versions correct earlier ones. */
export type MarketResult =
  | {
      readonly kind: 'settled';
      readonly outcomes: readonly (LegOutcome & { readonly id: string })[];
    }
  | { readonly kind: 'rolled-back' }
  | { readonly kind: 'cancelled'; readonly fromMs?: number; readonly untilMs?: number }
  | { readonly kind: 'cancel-rolled-back'; readonly fromMs?: number; readonly untilMs?: number };

/**
 * The word on one outcome for a bet struck at `acceptedAtMs`, after all versions in order.
 * Null: open. A cancellation that covers the bet's time voids it whatever the result says; the
 * cancellation's rollback uncovers the result again. An outcome that a result does not name stays
 * open: it is never guessed to be lost.
 */
export function legOutcomeAfter(
  results: readonly MarketResult[],
  outcomeId: string,
  acceptedAtMs: number,
): LegOutcome | null {
  let settled: LegOutcome | null = null;
  let cancelled = false;
  for (const result of results) {
    switch (result.kind) {
      case 'settled': {
        const found = result.outcomes.find((outcome) => outcome.id === outcomeId);
        settled = found === undefined ? null : withoutId(found);
        break;
      }
      case 'rolled-back':
        settled = null;
        break;
      case 'cancelled':
        if (covers(result, acceptedAtMs)) cancelled = true;
        break;
      case 'cancel-rolled-back':
        if (covers(result, acceptedAtMs)) cancelled = false;
        break;
    }
  }
  return cancelled ? { result: 'void' } : settled;
}

/** The window is half open: from its start up to, not including, its end. */
function covers(
  window: { readonly fromMs?: number; readonly untilMs?: number },
  atMs: number,
): boolean {
  return (
    (window.fromMs === undefined || atMs >= window.fromMs) &&
    (window.untilMs === undefined || atMs < window.untilMs)
  );
}

function withoutId(outcome: LegOutcome): LegOutcome {
  return outcome.deadHeatFactor === undefined
    ? { result: outcome.result }
    : { result: outcome.result, deadHeatFactor: outcome.deadHeatFactor };
}
