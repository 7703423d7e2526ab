import type { MarketStatus } from '@winnex/contracts';
import type {
  CompetitionDescription,
  FeedMarketStatus,
  FixtureStatus,
  MatchPeriod,
  OutcomePrice,
  Score,
} from '../feeds/feed.ts';
import type { BoardPolicy } from './policy.ts';

/**
 * The book's present state: every open fixture with its markets.
 *
 * Fixtures and markets are immutable records; a message replaces them. What a feed said is kept in
 * registers that hold the newest statement by the producer's time (`at`), and what people and the
 * betting service see (`status`) is derived from the registers. This is why the order in which
 * messages arrive, and how often, does not change where the board ends.
 */
export interface Board {
  readonly fixtures: Map<string, BoardFixture>;
  /** Producers whose prices may be backed. Who is not here is down: its markets are suspended. */
  readonly producersUp: Set<string>;
  readonly policy: BoardPolicy;
}

/** A statement and the producer's time at which it was made, ms since the Unix epoch. */
export interface Stamped<Value> {
  readonly at: number;
  readonly value: Value;
}

export interface BoardFixture {
  readonly id: string;
  /** Grows by one with every change that people can see. Changes of markets do not count. */
  readonly version: number;
  readonly description: Stamped<FixtureDescription>;
  readonly status: Stamped<FixtureStatus>;
  readonly play: PlayRegisters;
  /** The newest bet stop on everything: it also holds for markets that are heard of later. */
  readonly stoppedAt: number | null;
  readonly markets: ReadonlyMap<string, BoardMarket>;
}

export interface FixtureDescription {
  readonly competition: CompetitionDescription;
  readonly home: { readonly id: string; readonly name: string };
  readonly away: { readonly id: string; readonly name: string };
  readonly startsAt: number;
}

/** The match in progress, each part with its own time because a message may name only some. */
export interface Play {
  readonly score: Score;
  readonly minute: number;
  readonly period: MatchPeriod;
  readonly halfTimeScore: Score;
  readonly redCards: Score;
}

export type PlayRegisters = { readonly [Part in keyof Play]?: Stamped<Play[Part]> };

export interface BoardMarket {
  readonly id: string;
  readonly fixtureId: string;
  readonly type: string;
  readonly specifiers: string;
  /** Who priced it last, as `feed/producer`. */
  readonly producer: string;
  /** Grows by one with every change that a bettor or the betting service can see; 0: not shown. */
  readonly version: number;
  readonly status: MarketStatus;
  /** Null until prices are heard of: such a market is not shown and takes no bets. */
  readonly offer: Offer | null;
  readonly stop: Stop | null;
  readonly settlement: Settlement | null;
  readonly rolledBackAt: number | null;
  readonly cancellations: readonly Cancellation[];
  /** True since its producer went down, until the producer states the market again. */
  readonly awaiting: boolean;
  readonly resultVersion: number;
  /** What the results sent so far add up to: the next ones are the difference to it. */
  readonly told: ToldResults;
}

export interface Offer {
  readonly at: number;
  readonly status: FeedMarketStatus;
  readonly outcomes: readonly OutcomePrice[];
}

/** `standing` until prices that are as new as the stop come. */
export interface Stop {
  readonly at: number;
  readonly standing: boolean;
}

export interface Settlement {
  readonly at: number;
  readonly certainty: 1 | 2;
  readonly producer: string;
  readonly outcomes: readonly SettledOutcome[];
  readonly voidReason?: string;
  /** False once rolled back. */
  readonly standing: boolean;
}

export interface SettledOutcome {
  readonly id: string;
  readonly result: SettledResult;
  readonly deadHeatFactor?: readonly [numerator: number, denominator: number];
}

/** How an outcome ends: the results of a leg without those that only a bet can have. */
export type SettledResult = 'won' | 'lost' | 'void' | 'push' | 'half-won' | 'half-lost';

/** One per window of bets; without `untilMs` the market itself is cancelled. */
export interface Cancellation {
  readonly at: number;
  readonly producer: string;
  readonly reason: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly standing: boolean;
}

export interface ToldResults {
  readonly settled: readonly SettledOutcome[] | null;
  readonly cancelled: readonly CancelWindow[];
}

export interface CancelWindow {
  readonly fromMs?: number;
  readonly untilMs?: number;
}

export function createBoard(policy: BoardPolicy): Board {
  return { fixtures: new Map(), producersUp: new Set(), policy };
}
