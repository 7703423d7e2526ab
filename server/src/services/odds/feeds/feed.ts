import type { LegResult } from '@winnex/kernel';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';

/**
 * The one door through which prices, states and results come in: a simulated season, a recorded
 * file and a vendor's live connection all speak these messages. The vocabulary is that of the
 * Unified Odds Feed, which is the most complete public one, with Winnex's own words for the parts.
 *
 * The law every feed keeps:
 * 1. A message describes *state*, not a delta: an odds change carries, for each market it names,
 *    every outcome of that market. A market that it does not name is unchanged.
 * 2. `at` is the producer's own time of the message. Per fixture and market it never decreases
 *    within one session; the runtime drops what is older than what it has.
 * 3. `deliver` is awaited: the next message of one session is offered only after the previous was
 *    taken. That is the back-pressure.
 * 4. After `start`, the feed sends nothing about markets until `recover` is called; it then sends
 *    the full present state of every open fixture and market, and every settlement, cancellation or
 *    rollback since `sinceMs`, and ends with `snapshot-complete` carrying the same request id.
 * 5. A live feed sends `alive` at least every 10 s per producer while its source is well.
 * 6. A market's result is the same for every bet on it. An Asian handicap offered in play counts the
 *    goals *after* the bet, so it names the score it starts from: `handicap=-0.5|score=1:0`. When
 *    the score changes that market closes (suspended, later settled on goals after 1:0) and one with
 *    the new score opens. Before the start there is no `score` specifier.
 * 7. A row or message that cannot be read is never guessed at: it goes to `context.reject` with a
 *    reason, and the rest flows.
 */
export interface SportsFeed {
  /** Name of the feed in settings, logs and the database, such as `simulated-season`. */
  readonly name: string;
  start(context: FeedContext): Promise<FeedSession>;
}

export interface FeedContext {
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the feed asked to remember across restarts (small JSON), or null on the first start. */
  readonly memory: unknown;
  /** Stores what `memory` returns at the next start. */
  remember(memory: unknown): Promise<void>;
  deliver(message: FeedMessage): Promise<void>;
  /** Hands over what could not be read. Never throws. */
  reject(rejection: FeedRejection): void;
}

export interface FeedSession {
  /**
   * Sends the present state, and results since `sinceMs` (null: from the beginning of what the
   * feed knows), then `snapshot-complete`. Live messages follow from then on.
   */
  recover(request: { readonly requestId: string; readonly sinceMs: number | null }): Promise<void>;
  /** Resolves when a finite source (a file) has been delivered whole; never for a live one. */
  readonly finished: Promise<void>;
  /** Ends the session; resolves when nothing more will be delivered. */
  stop(): Promise<void>;
}

export interface FeedRejection {
  /** Where it was: a file and line, or a message's type and number. */
  readonly source: string;
  readonly line?: number;
  readonly reason: string;
}

export type FeedMessage =
  | FixtureChange
  | OddsChange
  | BetStop
  | BetSettlement
  | RollbackBetSettlement
  | BetCancel
  | RollbackBetCancel
  | Alive
  | SnapshotComplete;

interface Envelope {
  /** The source of truth inside the feed, such as `pre-match` or `live`; alive is per producer. */
  readonly producer: string;
  /** Producer's time, milliseconds since the Unix epoch. */
  readonly at: number;
}

export type FixtureStatus =
  | 'not-started'
  | 'live'
  | 'ended'
  | 'closed'
  | 'abandoned'
  | 'postponed'
  | 'cancelled';

export interface CompetitionDescription {
  readonly id: string;
  readonly name: string;
  /** Such as `football`. */
  readonly sport: string;
  /** Country or region, such as `England`. */
  readonly category: string;
}

export interface FixtureChange extends Envelope {
  readonly kind: 'fixture-change';
  readonly fixture: {
    readonly id: string;
    readonly competition: CompetitionDescription;
    readonly home: { readonly id: string; readonly name: string };
    readonly away: { readonly id: string; readonly name: string };
    /** Scheduled start, milliseconds since the Unix epoch. */
    readonly startsAt: number;
    readonly status: FixtureStatus;
  };
}

export interface Score {
  readonly home: number;
  readonly away: number;
}

/** What is known of a match in progress. Absent parts are unchanged. */
export interface FixtureState {
  readonly status: FixtureStatus;
  readonly score?: Score;
  /** Whole minutes of play shown to people, 0..90+; absent before the start. */
  readonly minute?: number;
  /** `first-half`, `half-time`, `second-half`, `full-time`. */
  readonly period?: MatchPeriod;
  readonly halfTimeScore?: Score;
  readonly redCards?: Score;
}

export type MatchPeriod = 'first-half' | 'half-time' | 'second-half' | 'full-time';

/** Market states a feed may send. `handed-over`: closed until the live producer prices it. */
export type FeedMarketStatus = 'active' | 'suspended' | 'inactive' | 'handed-over';

/** A market is named by its type and specifiers (`total=2.5`, sorted `k=v|k=v`, '' for none). */
export interface MarketKey {
  readonly type: string;
  readonly specifiers: string;
}

export interface MarketPrices extends MarketKey {
  /** Name for people where the catalogue has no such market type (feed texts). */
  readonly name?: string;
  readonly status: FeedMarketStatus;
  readonly outcomes: readonly OutcomePrice[];
}

export interface OutcomePrice {
  readonly id: string;
  /** Name for people where the market's catalogue has none (player names, feed texts). */
  readonly name?: string;
  /** Decimal odds x 10,000 (23500 is 2.35), > 10,000; null when not offered. */
  readonly odds: number | null;
  /** Margin-free probability where the producer gives one, 0..1. */
  readonly probability?: number;
  readonly active: boolean;
}

export interface OddsChange extends Envelope {
  readonly kind: 'odds-change';
  readonly fixtureId: string;
  readonly state?: FixtureState;
  readonly markets: readonly MarketPrices[];
}

/** Moves active markets to suspended; `markets` absent means every market of the fixture. */
export interface BetStop extends Envelope {
  readonly kind: 'bet-stop';
  readonly fixtureId: string;
  readonly markets?: readonly MarketKey[];
  readonly reason?: string;
}

export interface OutcomeResult {
  readonly id: string;
  /** Never `open` or `placed` here. */
  readonly result: LegResult;
  /** Share of the stake that stands in a dead heat, as a fraction such as [1, 2]. */
  readonly deadHeatFactor?: readonly [numerator: number, denominator: number];
}

export interface MarketSettlement extends MarketKey {
  readonly outcomes: readonly OutcomeResult[];
  readonly voidReason?: string;
}

export interface BetSettlement extends Envelope {
  readonly kind: 'bet-settlement';
  readonly fixtureId: string;
  /** 1: seen live by a scout. 2: confirmed. */
  readonly certainty: 1 | 2;
  readonly markets: readonly MarketSettlement[];
}

export interface RollbackBetSettlement extends Envelope {
  readonly kind: 'rollback-bet-settlement';
  readonly fixtureId: string;
  readonly markets: readonly MarketKey[];
}

/** Bets struck in the window are void; without a window, all of them. */
export interface BetCancel extends Envelope {
  readonly kind: 'bet-cancel';
  readonly fixtureId: string;
  readonly markets: readonly MarketKey[];
  readonly reason: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
}

export interface RollbackBetCancel extends Envelope {
  readonly kind: 'rollback-bet-cancel';
  readonly fixtureId: string;
  readonly markets: readonly MarketKey[];
  readonly fromMs?: number;
  readonly untilMs?: number;
}

export interface Alive extends Envelope {
  readonly kind: 'alive';
  /** False: the producer lost its own source; its markets close until it recovers. */
  readonly subscribed: boolean;
}

export interface SnapshotComplete extends Envelope {
  readonly kind: 'snapshot-complete';
  readonly requestId: string;
}
