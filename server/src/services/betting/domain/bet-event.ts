import type { BetRequest, BetResult, Leg, LegOutcome, Rejection } from './bet.ts';
import type { BetLiability } from './liability.ts';

/** Everything that can happen to a bet. Stored for ever: a change of shape is a new version. */
export type BetEvent = BetAccepted | BetRejected | BetGraded | BetSettled | BetReopened;

export interface BetAccepted {
  readonly type: 'bet-accepted';
  readonly request: BetRequest;
  readonly legs: readonly Leg[];
  readonly lines: number;
  readonly potentialReturnMinor: bigint;
  readonly liability: BetLiability;
  readonly rulesVersion: string;
  readonly atMs: number;
}

export interface BetRejected {
  readonly type: 'bet-rejected';
  readonly request: BetRequest;
  /** The legs that could be found on the board, as they were at the decision. */
  readonly legs: readonly Leg[];
  readonly rejection: Rejection;
  readonly rulesVersion: string;
  readonly atMs: number;
}

/** Legs got their word, or another one, and no money moved: the rest of the bet decides. */
export interface BetGraded {
  readonly type: 'bet-graded';
  readonly legOutcomes: readonly (LegOutcome | null)[];
  readonly atMs: number;
}

export interface BetSettled {
  readonly type: 'bet-settled';
  readonly settlementVersion: number;
  readonly legOutcomes: readonly (LegOutcome | null)[];
  readonly result: BetResult;
  /** The whole payout under this version; the ledger books the difference to what was paid. */
  readonly payoutMinor: bigint;
  readonly atMs: number;
}

/** A result was withdrawn: the bet is open again and what was paid is taken back. */
export interface BetReopened {
  readonly type: 'bet-reopened';
  readonly settlementVersion: number;
  readonly legOutcomes: readonly (LegOutcome | null)[];
  readonly atMs: number;
}

/** Version of the stored shape of each event. An older shape is upcast when it is read. */
export const eventSchemaVersion: Record<BetEvent['type'], number> = {
  'bet-accepted': 1,
  'bet-rejected': 1,
  'bet-graded': 1,
  'bet-settled': 1,
  'bet-reopened': 1,
};
