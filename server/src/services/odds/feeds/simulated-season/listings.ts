import {
  decidedOutcomes,
  footballMarkets,
  type Market,
  type MarketType,
  type MatchScore,
  marketAt,
  outcomesOf,
} from '@winnex/kernel';
import type { Score } from '../feed.ts';
import type { Course } from './course.ts';
import { goalsLeft } from './forecast.ts';
import { type Situation, situationAt } from './situation.ts';
import type { Suspension } from './suspensions.ts';

/** A market that is offered on a fixture for some time. */
export interface Listing {
  readonly market: Market;
  readonly from: number;
  /** When it closes for good, to wait for its result. */
  readonly until: number;
}

const rules = (type: string): MarketType => {
  const found = footballMarkets.find((market) => market.type === type);
  if (!found) throw new Error(`the catalogue has no market type ${type}`);
  return found;
};

const [TOTALS, HANDICAP, NEXT_GOAL] = ['totals', 'asian-handicap', 'next-goal'].map(rules);
const WHOLE_MATCH = ['1x2', 'double-chance', 'both-teams-to-score', 'correct-score'].map(rules);
const PRE_MATCH_ONLY = ['draw-no-bet', 'half-time-full-time'].map(rules);
const PRE_MATCH_TOTALS = [0.5, 1.5, 2.5, 3.5, 4.5];
const AROUND = [-0.5, -0.25, 0, 0.25, 0.5];

/**
 * Every market that will be offered on a fixture, and when. Each score opens the goal after it,
 * totals around what is expected from there, and handicaps that count from it; those of the score
 * before close.
 */
export function listingsOf(
  course: Course,
  offeredFrom: number,
  suspensions: readonly Suspension[],
): Listing[] {
  const scores = [offeredFrom, ...standingGoals(course)];
  const listings = new Map<string, Listing>();
  const list = (market: Market, from: number, until: number): void => {
    const key = keyOf(market);
    if (from < until && !listings.has(key)) listings.set(key, { market, from, until });
  };
  for (const type of WHOLE_MATCH) list(marketAt(type), offeredFrom, course.endsAt);
  for (const type of PRE_MATCH_ONLY) list(marketAt(type), offeredFrom, course.startsAt);
  for (const [order, at] of scores.entries()) {
    const from = openAfter(at, suspensions);
    const until = scores[order + 1] ?? course.endsAt;
    const situation = situationAt(course, at);
    for (const line of totalLines(course, situation)) {
      list(marketAt(TOTALS!, line), from, course.endsAt);
    }
    const since = order === 0 ? undefined : situation.score;
    for (const line of handicapLines(course, situation)) {
      list(marketAt(HANDICAP!, line, since), from, until);
    }
    list(marketAt(NEXT_GOAL!, order + 1), from, until);
  }
  return [...listings.values()];
}

/** The identity of a market within its fixture. */
export function keyOf({ type, specifiers }: Market): string {
  return `${type}?${specifiers}`;
}

/** True when no further goal can change any outcome of the market. */
export function isDecided(market: Market, situation: Situation): boolean {
  return decidedOutcomes(market, matchScore(situation)).length === outcomesOf(market).length;
}

/** The score as the kernel grades it. */
export function matchScore({ score, goals, halfTimeScore }: Situation): MatchScore {
  return halfTimeScore ? { ...score, goals, halfTime: halfTimeScore } : { ...score, goals };
}

function standingGoals({ happenings }: Course): number[] {
  return happenings
    .filter(({ kind, disallowedAt }) => kind === 'goal' && disallowedAt === undefined)
    .map(({ at }) => at);
}

function openAfter(at: number, suspensions: readonly Suspension[]): number {
  return suspensions.find(({ from, until }) => from <= at && at < until)?.until ?? at;
}

/** Half lines people know, and whole and quarter lines around the total that is expected. */
function totalLines(course: Course, situation: Situation): number[] {
  const scored = situation.score.home + situation.score.away;
  const left = goalsLeft(course, situation);
  const main = Math.max(0.75, toQuarter(left.home + left.away));
  const known = situation.status === 'live' ? [0.5, 1.5, 2.5] : PRE_MATCH_TOTALS;
  const lines = [...known, ...[-0.25, 0, 0.25].map((step) => main + step)];
  return distinct(lines.map((line) => scored + line));
}

function handicapLines(course: Course, situation: Situation): number[] {
  const left: Score = goalsLeft(course, situation);
  const main = toQuarter(left.away - left.home);
  return distinct([...AROUND.map((step) => main + step), 0]);
}

function toQuarter(value: number): number {
  return Math.round(4 * value) / 4;
}

function distinct(lines: readonly number[]): number[] {
  return [...new Set(lines.map((line) => line + 0))].sort((a, b) => a - b);
}
