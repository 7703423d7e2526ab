import type { Score } from '../feed.ts';

/** Where a match stands on its own clock: half 0 or 1, and minutes played of that half. */
export interface MatchTime {
  readonly half: 0 | 1;
  readonly minute: number;
}

/** Added minutes of the two halves. */
export type AddedMinutes = readonly [first: number, second: number];

/** Added minutes are drawn between these bounds; before they are shown, the middle is expected. */
export const ADDED_BOUNDS = [
  [1, 4],
  [2, 8],
] as const;
export const EXPECTED_ADDED: AddedMinutes = [2.5, 5];

/** Goals come more often as a match goes on: from 0.82 to 1.18 of the average rate. */
const EARLY = 0.82;
const RISE = 0.36 / 90;

/** How often goals come at a time of the match, against the average of the whole match. */
export function intensity({ half, minute }: MatchTime): number {
  return EARLY + RISE * (45 * half + Math.min(minute, 45));
}

/** The most that `intensity` can be in a half. */
export function intensityMax(half: 0 | 1): number {
  return intensity({ half, minute: 45 });
}

/** Intensity summed up from a time to the end of its half, `added` minutes after the 45th. */
export function intensityLeft({ half, minute }: MatchTime, added: number): number {
  const regular = Math.max(0, 45 - minute);
  const middle = intensity({ half, minute: 45 - regular / 2 });
  const extra = Math.max(0, 45 + added - Math.max(minute, 45));
  return regular * middle + extra * intensityMax(half);
}

/** Intensity of a whole match of expected length. */
export const WHOLE_INTENSITY =
  intensityLeft({ half: 0, minute: 0 }, EXPECTED_ADDED[0]) +
  intensityLeft({ half: 1, minute: 0 }, EXPECTED_ADDED[1]);

/** What changes how a side scores: the score and the players sent off. */
export interface Balance {
  readonly score: Score;
  readonly redCards: Score;
}

/** How much faster than its average each side scores in this state of the match. */
export function scoringFactors({ score, redCards }: Balance): Score {
  const lead = score.home - score.away;
  return {
    home: urgency(lead) * 0.72 ** redCards.home * 1.3 ** redCards.away,
    away: urgency(-lead) * 0.72 ** redCards.away * 1.3 ** redCards.home,
  };
}

/** Sides that trail push on, sides that lead sit back. */
function urgency(lead: number): number {
  if (lead === 0) return 1;
  return lead > 0 ? 0.93 : 1.07;
}
