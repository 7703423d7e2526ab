import { gradeMarket, type Market } from '@winnex/kernel';
import type { MarketSettlement } from '../feed.ts';
import { type FixtureRun, isCancelled } from './fixture-run.ts';
import { isDecided, matchScore } from './listings.ts';
import { type Situation, situationAt } from './situation.ts';

/** The results of markets in a situation, by the kernel's rules. */
export function graded(markets: readonly Market[], situation: Situation): MarketSettlement[] {
  const score = matchScore(situation);
  return markets.map((market) => ({ ...market, outcomes: gradeMarket(market, score) }));
}

/** The markets that a goal at `at` has decided. */
export function decidedBy(run: FixtureRun, at: number): Market[] {
  const [before, after] = [situationAt(run.course, at - 1), situationAt(run.course, at)];
  return offered(run, at).filter(
    (market) => isDecided(market, after) && !isDecided(market, before),
  );
}

/** The markets that a goal taken back at `at` had decided. */
export function undecidedBy(run: FixtureRun, at: number): Market[] {
  const [before, after] = [situationAt(run.course, at - 1), situationAt(run.course, at)];
  return offered(run, at).filter(
    (market) => isDecided(market, before) && !isDecided(market, after),
  );
}

/** Every market that was offered up to a time and is not cancelled. */
export function offered(run: FixtureRun, at: number): Market[] {
  return run.listings
    .filter(({ market, from }) => from <= at && !isCancelled(run, market, at))
    .map(({ market }) => market);
}

/** What was wrongly taken for the end of the match: one goal too many. */
export function wrongEnding(run: FixtureRun): Situation {
  const situation = situationAt(run.course, run.course.endsAt);
  const { mishap } = run.course;
  if (mishap?.kind !== 'wrong-result') return situation;
  const { side } = mishap;
  return {
    ...situation,
    score: { ...situation.score, [side]: situation.score[side] + 1 },
    goals: [...situation.goals, side],
  };
}

/** The settlements that differ between two gradings of the same markets. */
export function differing(
  wrong: readonly MarketSettlement[],
  right: readonly MarketSettlement[],
): MarketSettlement[] {
  return wrong.filter(({ outcomes }, index) =>
    outcomes.some(({ result }, order) => right[index]?.outcomes[order]?.result !== result),
  );
}
