import { KernelError } from '../error.ts';
import type { Score } from '../settlement/asian-line.ts';
import { type Market, rulesOf } from './catalogue.ts';
import type { GradedResult } from './graded.ts';
import { type MatchScore, nilNil, requireScore } from './match-score.ts';

/** The result of one outcome. */
export interface GradedOutcome {
  readonly id: string;
  readonly result: GradedResult;
}

export interface GradeOptions {
  /**
   * The score when the bet was accepted: an Asian handicap whose specifiers name no score counts
   * goals from there. Default 0-0. Every other market counts the whole match.
   */
  readonly scoreAtAcceptance?: Score;
}

/**
 * The result of every outcome of a market, in the market's order, from the final score.
 *
 * Errors: `MARKET_INVALID`; `SCORE_INVALID` for a score that cannot be; `FIELD_MISSING` when the
 * market needs the half-time score or the order of goals and the score does not say.
 */
export function gradeMarket(
  market: Market,
  score: MatchScore,
  options: GradeOptions = {},
): readonly GradedOutcome[] {
  const { rules, line, since = options.scoreAtAcceptance ?? nilNil } = rulesOf(market);
  requireScore(score);
  requireScore(since, 'scoreAtAcceptance');
  if (since.home > score.home || since.away > score.away) {
    const message = 'goals cannot count from a score that is ahead of the final one';
    throw new KernelError('SCORE_INVALID', message, 'scoreAtAcceptance');
  }
  const results = rules.grade(score, line, since);
  return rules.outcomes(line).map((id, index) => ({ id, result: results[index]! }));
}

/** The result of one outcome of a market; `MARKET_INVALID` when the market has no such outcome. */
export function gradeOutcome(
  market: Market,
  outcome: string,
  score: MatchScore,
  options: GradeOptions = {},
): GradedResult {
  const graded = gradeMarket(market, score, options).find(({ id }) => id === outcome);
  if (graded) return graded.result;
  throw new KernelError('MARKET_INVALID', `the market has no outcome "${outcome}"`, 'outcome');
}

/**
 * The outcomes of a market that no further goal can change, from the score so far: over 1.5 after
 * two goals, a correct score that was passed, a goal that was scored. The others are left out.
 */
export function decidedOutcomes(market: Market, score: MatchScore): readonly GradedOutcome[] {
  const { rules, line } = rulesOf(market);
  requireScore(score);
  const results = rules.decided(score, line);
  return rules.outcomes(line).flatMap((id, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ id, result }];
  });
}
