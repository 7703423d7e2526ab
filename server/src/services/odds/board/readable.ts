import type {
  BetCancel,
  BetSettlement,
  BetStop,
  FixtureChange,
  MarketKey,
  OddsChange,
  RollbackBetCancel,
  RollbackBetSettlement,
} from '../feeds/feed.ts';
import type { SettledOutcome } from './board.ts';

/** The messages that change the board. Signs of life and snapshots concern the runtime alone. */
export type BoardMessage =
  | FixtureChange
  | OddsChange
  | BetStop
  | BetSettlement
  | RollbackBetSettlement
  | BetCancel
  | RollbackBetCancel;

export interface ReadableSettlement extends MarketKey {
  readonly outcomes: readonly SettledOutcome[];
  readonly voidReason?: string;
}

/** A message whose every part was found readable. */
export type ReadableMessage =
  | Exclude<BoardMessage, BetSettlement>
  | (Omit<BetSettlement, 'markets'> & { readonly markets: readonly ReadableSettlement[] });

/** Something in a message that was not taken, and why. */
export interface Refusal {
  readonly reason: string;
  /** The part of the message; absent when it is the whole. */
  readonly part?: unknown;
}

/** What can be taken from a message. */
export interface Reading {
  /** Null when nothing can be. */
  readonly message: ReadableMessage | null;
  readonly refusals: readonly Refusal[];
  /** Markets whose new prices cannot be read: their old ones must not be backed either. */
  readonly unreadable: readonly MarketKey[];
}
