import type { BetState, LegOutcome } from './bet.ts';
import type { BetGraded, BetReopened, BetSettled } from './bet-event.ts';
import { settleBet } from './bet-return.ts';

/**
 * What a bet does when the word on its legs is `legOutcomes` (null: open). Null: nothing changes.
 * Every call with the same word after the first answers null, which makes settlement idempotent.
 * A bet settles as soon as no open leg can change its return: one lost leg ends an accumulator.
 */
export function decideSettlement(
  state: BetState,
  legOutcomes: readonly (LegOutcome | null)[],
  atMs: number,
): BetGraded | BetSettled | BetReopened | null {
  if (state.status === 'REJECTED' || sameOutcomes(state.legOutcomes, legOutcomes)) return null;
  const { result, payoutMinor } = settleBet(state, legOutcomes);
  const wasOpen = state.status === 'ACCEPTED';
  const sameMoney = wasOpen
    ? result === null
    : result === state.result && payoutMinor === state.paidMinor;
  if (sameMoney) return { type: 'bet-graded', legOutcomes, atMs };
  const settlementVersion = state.settlementVersion + 1;
  if (result === null) return { type: 'bet-reopened', settlementVersion, legOutcomes, atMs };
  return { type: 'bet-settled', settlementVersion, legOutcomes, result, payoutMinor, atMs };
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
