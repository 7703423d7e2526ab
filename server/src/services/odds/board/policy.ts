/** What the book itself decides about what feeds say. */
export interface BoardPolicy {
  /** Results go to betting from this certainty on: 1 as seen by a scout, 2 when confirmed. */
  readonly settleAtCertainty: 1 | 2;
  /** Exceptions to `settleAtCertainty` by market type. */
  readonly settleAtCertaintyByType: Readonly<Record<string, 1 | 2>>;
  /** A market with more outcomes is refused: one poison market must not slow the others. */
  readonly outcomesMax: number;
  /** A fixture takes no further markets beyond this. */
  readonly marketsMax: number;
}

export const defaultBoardPolicy: BoardPolicy = {
  settleAtCertainty: 2,
  settleAtCertaintyByType: {},
  outcomesMax: 1_000,
  marketsMax: 2_000,
};

export function certaintyFor(policy: BoardPolicy, marketType: string): 1 | 2 {
  const byType = policy.settleAtCertaintyByType;
  const exception = Object.hasOwn(byType, marketType) ? byType[marketType] : undefined;
  return exception ?? policy.settleAtCertainty;
}
