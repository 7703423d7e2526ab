import type { LegResult } from '../bet-calculator/slip.ts';
import { KernelError } from '../error.ts';

/** What a handicap or total can end in: quarter lines in halves, whole lines in a push. */
export type LineResult = Extract<LegResult, 'won' | 'lost' | 'push' | 'half-won' | 'half-lost'>;

/** Goals (points, games) of the two sides. */
export interface Score {
  readonly home: number;
  readonly away: number;
}

/**
 * Reads a line as a whole number of quarters: `-0.75` is -3, `2.25` is 9, `+1.5` is 6. Anything
 * finer than a quarter is refused.
 */
export function parseLine(text: string): number {
  const match = /^([+-]?)(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text);
  const hundredths = Number((match?.[3] ?? '').padEnd(2, '0'));
  if (match === null || hundredths % 25 !== 0) {
    throw new KernelError('HANDICAP_INVALID', 'a line is a multiple of 0.25, such as -0.75');
  }
  const quarters = Number(match[2]) * 4 + hundredths / 25;
  return match[1] === '-' ? 0 - quarters : quarters;
}

/**
 * Grades a side that is ahead by `margin` and is given a line of `quarters`. A quarter line is two
 * equal bets on its neighbours: -0.75 stands half on -0.5 and half on -1.
 */
export function gradeLine(margin: number, quarters: number): LineResult {
  requireWhole(margin, 'a margin');
  requireWhole(quarters, 'a line in quarters');
  const ahead = margin * 4 + quarters;
  if (ahead === 0) return 'push';
  if (ahead === 1) return 'half-won';
  if (ahead === -1) return 'half-lost';
  return ahead > 0 ? 'won' : 'lost';
}

/**
 * Grades an Asian handicap on `side`. Only goals after the bet count: `acceptedAt` is the score at
 * which it was struck, 0-0 before the match.
 */
export function gradeHandicap(
  side: 'home' | 'away',
  quarters: number,
  final: Score,
  acceptedAt: Score = { home: 0, away: 0 },
): LineResult {
  const home = final.home - acceptedAt.home;
  const away = final.away - acceptedAt.away;
  return gradeLine(side === 'home' ? home - away : away - home, quarters);
}

/** Grades over or under a total; the whole match counts, also for a bet struck in play. */
export function gradeTotal(side: 'over' | 'under', quarters: number, total: number): LineResult {
  return side === 'over' ? gradeLine(total, -quarters) : gradeLine(-total, quarters);
}

function requireWhole(value: number, name: string): void {
  if (!Number.isSafeInteger(value)) {
    throw new KernelError('HANDICAP_INVALID', `${name} is a whole number`);
  }
}
