/** How a source is followed. Times are milliseconds. */
export interface FollowSettings {
  /** Events read at once. */
  readonly pageSize: number;
  /** How long to go without asking when nobody says that there is more. */
  readonly pollMs: number;
  /** Pause before asking again for what is committed but not readable yet: first and longest. */
  readonly unsettledMs: readonly [first: number, longest: number];
  /** Pause after a failure, doubled each time: first and longest. */
  readonly retryMs: readonly [first: number, longest: number];
  /** How often a node that waits for another's consumer looks whether it is free. */
  readonly takeOverMs: number;
  /** How much work may be done again after a crash. */
  readonly saveEveryMs: number;
  /** Held streams; with more than that the consumer waits as a whole. */
  readonly heldMax: number;
}

export const defaultFollowSettings: FollowSettings = {
  pageSize: 500,
  pollMs: 250,
  unsettledMs: [1, 32],
  retryMs: [100, 60_000],
  takeOverMs: 1_000,
  saveEveryMs: 100,
  heldMax: 1_000,
};

/** The pause after that many failures in a row (>= 1). */
export function pauseMs([first, longest]: readonly [number, number], failures: number): number {
  return Math.min(first * 2 ** Math.min(failures - 1, 30), longest);
}
