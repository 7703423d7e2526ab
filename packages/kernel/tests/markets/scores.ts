import fc from 'fast-check';
import { footballMarkets, type Market, marketAt } from '../../src/markets/catalogue.ts';
import type { MatchScore, Side } from '../../src/markets/match-score.ts';

/** A finished match, told goal by goal. */
export interface Story {
  readonly goals: readonly Side[];
  /** How many of the goals fell before half time. */
  readonly beforeHalfTime: number;
}

export const stories: fc.Arbitrary<Story> = fc
  .array(fc.constantFrom<Side>('home', 'away'), { maxLength: 7 })
  .chain((goals) =>
    fc.integer({ min: 0, max: goals.length }).map((beforeHalfTime) => ({ goals, beforeHalfTime })),
  );

/** The score after the first `count` goals of the story. */
export function scoreAfter(story: Story, count = story.goals.length): MatchScore {
  const counted = (goals: readonly Side[]) => ({
    home: goals.filter((side) => side === 'home').length,
    away: goals.filter((side) => side === 'away').length,
  });
  const goals = story.goals.slice(0, count);
  const halfTime = counted(goals.slice(0, story.beforeHalfTime));
  return { ...counted(goals), goals, halfTime };
}

/** Every market type, at every quarter line or goal number near a usual score. */
export const markets: readonly Market[] = footballMarkets.flatMap((rules) => {
  if (!rules.line) return [marketAt(rules)];
  return Array.from({ length: 49 }, (_, index) => (index - 16) / 4)
    .filter((line) => rules.line?.accepts(line))
    .map((line) => marketAt(rules, line));
});

export const anyMarket = fc.constantFrom(...markets);
