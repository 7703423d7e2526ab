import type { BetState, LegOutcome } from './bet.ts';
import type { BetReopened, BetSettled } from './bet-event.ts';
import { settleBet } from './bet-return.ts';

/**
 * What a bet does when the word on its legs is `legOutcomes` (null: open). Null: nothing changes.
 * Every call with the same word after the first answers null, which makes settlement idempotent.
 */
export function decideSettlement(
  state: BetState,
  legOutcomes: readonly (LegOutcome | null)[],
  atMs: number,
): BetSettled | BetReopened | null {
  if (state.status === 'REJECTED' || sameOutcomes(state.legOutcomes, legOutcomes)) return null;
  const settlementVersion = state.settlementVersion + 1;
  if (legOutcomes.every((outcome) => outcome !== null)) {
    const { payoutMinor, result } = settleBet(state, legOutcomes);
    return { type: 'bet-settled', settlementVersion, legOutcomes, result, payoutMinor, atMs };
  }
  if (state.status === 'ACCEPTED') return null;
  return { type: 'bet-reopened', settlementVersion, legOutcomes, atMs };
}

function sameOutcomes(
  before: readonly (LegOutcome | null)[],
  after: readonly (LegOutcome | null)[],
): boolean {
  return before.every((outcome, index) => sameOutcome(outcome, after[index] ?? null));
}

function sameOutcome(a: LegOutcome | null, b: LegOutcome | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.result === b.result &&
    a.deadHeatFactor?.[0] === b.deadHeatFactor?.[0] &&
    a.deadHeatFactor?.[1] === b.deadHeatFactor?.[1]
  );
}
