import { KernelError } from '../error.ts';
import type { Score } from '../settlement/asian-line.ts';

export type Side = 'home' | 'away';

/** A score of a football match after normal time (90 minutes and stoppages), or so far. */
export interface MatchScore extends Score {
  /** The score at half time; needed by half-time/full-time. */
  readonly halfTime?: Score;
  /** Who scored, in order; needed by next goal. */
  readonly goals?: readonly Side[];
}

export const nilNil: Score = { home: 0, away: 0 };

const GOALS_MAX = 999;

/** Refuses a score that cannot be: `SCORE_INVALID` with the path of the part. */
export function requireScore(score: MatchScore, path = 'score'): void {
  requireGoals(score, path);
  const { halfTime, goals } = score;
  if (halfTime) {
    requireGoals(halfTime, `${path}.halfTime`);
    if (halfTime.home > score.home || halfTime.away > score.away) {
      throw new KernelError(
        'SCORE_INVALID',
        'a side cannot lose goals after half time',
        `${path}.halfTime`,
      );
    }
  }
  if (!goals) return;
  const home = goals.filter((side) => side === 'home').length;
  const away = goals.filter((side) => side === 'away').length;
  if (home !== score.home || away !== score.away || home + away !== goals.length) {
    throw new KernelError(
      'SCORE_INVALID',
      'the list of goals does not add up to the score',
      `${path}.goals`,
    );
  }
}

function requireGoals(goals: Score, path: string): void {
  for (const side of ['home', 'away'] as const) {
    const count = goals[side];
    if (Number.isInteger(count) && count >= 0 && count <= GOALS_MAX) continue;
    throw new KernelError(
      'SCORE_INVALID',
      `goals must be a whole number of 0..${GOALS_MAX}`,
      `${path}.${side}`,
    );
  }
}
