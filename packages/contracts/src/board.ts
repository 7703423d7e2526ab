import type { Bet } from './rest/bets.ts';
import type { FixtureDetail, FixtureSummary, Market } from './rest/catalogue.ts';

/** Broadcast channel on which the odds service tells what changed on the board. */
export const boardChannel = 'board';

/** One fixture's change. Versions inside order two updates of the same thing. */
export interface BoardUpdate {
  readonly fixtureId: string;
  /** The fixture without its markets, as it is now. */
  readonly fixture: Omit<FixtureDetail, 'markets'>;
  /** The lobby row as it is now, or null when the fixture has left the lobby. */
  readonly summary: FixtureSummary | null;
  /** Markets that changed, whole. */
  readonly markets: readonly Market[];
}

/** Broadcast channel on which betting and payment tell that an account changed. */
export const accountChannel = 'account';

export interface AccountChange {
  readonly userId: string;
  /** True when the balance may have changed: readers fetch the wallet anew. */
  readonly wallet: boolean;
  /** Bets that are new or changed, whole. */
  readonly bets: readonly Bet[];
}
