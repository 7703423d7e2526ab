import type { Chances } from '../pricing/chances.ts';
import type { ScoreMatrix } from '../pricing/score-matrix.ts';
import type { Score } from '../settlement/asian-line.ts';
import type { GradedResult } from './graded.ts';
import type { MatchScore } from './match-score.ts';

/** The number a market type is drawn at, such as the 2.5 of `total=2.5`. */
export interface LineRule {
  readonly key: string;
  /** What a value must be, for people. */
  readonly expects: string;
  accepts(line: number): boolean;
}

/** The names to show for the two sides. */
export interface Teams {
  readonly home: string;
  readonly away: string;
}

/** What is known about how a match goes on, from which every market is priced. */
export interface MatchModel {
  readonly matrix: ScoreMatrix;
  /** Expected share of the goals still to come that fall before half time. Default 0. */
  readonly firstHalfShare?: number;
  /** The score at half time, once it is known. */
  readonly halfTime?: Score;
}

/**
 * Everything one market type is: its outcomes and names, and, in the order of its outcomes, how
 * they are graded, priced and decided early. `line` is 0 where the type has none.
 */
export interface MarketType {
  readonly type: string;
  readonly name: string;
  readonly line: LineRule | null;
  /** True where goals count from the bet on, so that a market in play names its starting score. */
  readonly countsFromScore?: boolean;
  /** How many outcomes win together. */
  readonly winners: number;
  outcomes(line: number): readonly string[];
  title(line: number): string;
  outcomeName(outcome: string, line: number, teams: Teams): string;
  /** `since` is the score from which goals count where the rule is "after the bet". */
  grade(score: MatchScore, line: number, since: Score): readonly GradedResult[];
  chances(model: MatchModel, line: number, since: Score): readonly Chances[];
  /** Results that no further goal can change; undefined while open. */
  decided(score: MatchScore, line: number): readonly (GradedResult | undefined)[];
}
