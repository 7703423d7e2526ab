import type { BetType } from '@winnex/kernel';
import type { BetLiability } from './liability.ts';

/** How far a bet has come. */
export type BetStatus = 'ACCEPTED' | 'REJECTED' | 'SETTLED' | 'VOIDED';

/** The label of a settled bet that people read. */
export type BetResult = 'WON' | 'LOST' | 'VOID' | 'PUSH' | 'HALF_WON' | 'HALF_LOST' | 'PART_WON';

/** Which price changes the customer accepts between the tap and the decision. */
export type OddsPolicy = 'NONE' | 'BETTER' | 'ANY';

export interface Score {
  readonly home: number;
  readonly away: number;
}

/** The final word on one leg, as the feed's results give it. */
export interface LegOutcome {
  readonly result: 'won' | 'lost' | 'void' | 'push' | 'half-won' | 'half-lost';
  /** Share of the stake that stands in a dead heat, such as [1, 2]. */
  readonly deadHeatFactor?: readonly [numerator: number, denominator: number];
}

/** A pick as it was accepted: everything that decides its payout is frozen here. */
export interface Leg {
  readonly fixtureId: string;
  readonly fixtureName: string;
  readonly competitionName: string;
  readonly startsAtMs: number;
  readonly marketId: string;
  readonly marketName: string;
  readonly outcomeId: string;
  readonly outcomeName: string;
  /** Decimal odds x 10,000. */
  readonly odds: number;
  readonly marketVersion: number;
  readonly inPlay: boolean;
  readonly scoreAtAcceptance?: Score;
  /** Of a system: in every line. */
  readonly banker?: true;
}

export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly leg?: number;
  /** Current odds x 10,000 of that leg; null when it is not offered. */
  readonly odds?: number | null;
  readonly marketVersion?: number;
  readonly marketStatus?: string;
  readonly stakeMinMinor?: bigint;
  readonly stakeMaxMinor?: bigint;
  readonly balanceMinor?: bigint;
}

/** What the customer asked for, the same in an accepted and in a rejected bet. */
export interface BetRequest {
  readonly betId: string;
  readonly customerId: string;
  readonly key: string;
  /** SHA-256 of the request, hex: the same key with another request is a conflict. */
  readonly requestHash: string;
  readonly type: BetType;
  /** Of a system: how many legs its lines have. */
  readonly sizes?: readonly number[];
  /** The whole stake. */
  readonly stakeMinor: bigint;
  /** The stake of each line, where the customer named that; null: the whole stake is spread. */
  readonly lineStakeMinor: bigint | null;
  readonly currency: string;
  readonly oddsPolicy: OddsPolicy;
}

/** The state of one bet: the fold of its events. */
export interface BetState extends BetRequest {
  readonly lines: number;
  /** Number of events folded. */
  readonly sequence: number;
  readonly status: BetStatus;
  readonly legs: readonly Leg[];
  /** One entry a leg; null while it is open. */
  readonly legOutcomes: readonly (LegOutcome | null)[];
  readonly potentialReturnMinor: bigint;
  /** What it counts for in the exposure of its legs while it is open; null when rejected. */
  readonly liability: BetLiability | null;
  /** What has been paid for this bet so far, corrections included. */
  readonly paidMinor: bigint;
  /** 0 until settled; grows with every settlement, correction and reopening. */
  readonly settlementVersion: number;
  readonly result: BetResult | null;
  readonly rejection: Rejection | null;
  /** Version of the house rules that the bet was accepted under. */
  readonly rulesVersion: string;
  readonly placedAtMs: number;
  readonly settledAtMs: number | null;
}
