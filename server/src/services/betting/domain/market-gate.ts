import type { Score } from './bet.ts';

/** What betting knows of a market at the moment of decision, read under its lock. */
export interface MarketGate {
  readonly marketId: string;
  readonly fixtureId: string;
  readonly fixtureName: string;
  readonly competitionName: string;
  readonly sport: string;
  readonly startsAtMs: number;
  readonly type: string;
  readonly specifiers: string;
  readonly name: string;
  readonly status: string;
  readonly version: number;
  readonly inPlay: boolean;
  readonly score: Score | null;
  readonly outcomes: readonly GateOutcome[];
}

export interface GateOutcome {
  readonly id: string;
  readonly name: string;
  /** Decimal odds x 10,000; null when not offered. */
  readonly odds: number | null;
  readonly active: boolean;
}
