import type { Bet } from './rest/bets.ts';
import type { FixtureDetail, FixtureSummary, Market } from './rest/catalogue.ts';
import type { Wallet } from './rest/wallet.ts';

/**
 * The live channel at `/socket`: JSON text frames.
 *
 * Topics: `lobby` (every fixture on offer with its main market), `fixture:<id>` (one fixture with
 * all its markets), `account` (own balance and bets; after `authenticate`). Each topic answers with
 * one `snapshot`, then `delta`s whose `seq` grows by one: a client that sees a gap subscribes again.
 * Newest state wins: a slow reader is given the newest snapshot, never a backlog.
 */
export type ClientMessage =
  | { readonly op: 'subscribe'; readonly topics: readonly string[] }
  | { readonly op: 'unsubscribe'; readonly topics: readonly string[] }
  | { readonly op: 'authenticate'; readonly token: string }
  | { readonly op: 'ping' };

export type ServerMessage =
  | {
      readonly op: 'snapshot';
      readonly topic: string;
      readonly seq: number;
      readonly data: unknown;
    }
  | { readonly op: 'delta'; readonly topic: string; readonly seq: number; readonly data: unknown }
  | { readonly op: 'authenticated'; readonly expiresAt: string }
  | { readonly op: 'heartbeat'; readonly at: string }
  | { readonly op: 'pong' }
  | {
      readonly op: 'error';
      readonly code: 'bad-message' | 'unknown-topic' | 'unauthenticated' | 'too-many-topics';
      readonly message: string;
      readonly topic?: string;
    };

export interface LobbySnapshot {
  readonly fixtures: readonly FixtureSummary[];
}

/** Fixtures that are new or changed, whole, and those that left the lobby. */
export interface LobbyDelta {
  readonly changed: readonly FixtureSummary[];
  readonly removed: readonly string[];
}

export interface FixtureSnapshot {
  readonly fixture: FixtureDetail;
}

/** The fixture's own fields (without markets) when they changed, and each changed market, whole. */
export interface FixtureDelta {
  readonly fixture?: Omit<FixtureDetail, 'markets'>;
  readonly markets: readonly Market[];
}

/** Both the snapshot and the delta of `account`: the wallet, and bets that are new or changed. */
export interface AccountUpdate {
  readonly wallet?: Wallet;
  readonly bets: readonly Bet[];
}
