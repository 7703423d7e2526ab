import { isKnownMarketType, KernelError, outcomesOf } from '@winnex/kernel';
import type { MarketKey } from '../feed.ts';
import { plainDecimal, specifierText } from './specifiers.ts';

/** A market of the feed in Winnex's words, with the words for its outcomes. */
export interface UofMarket extends MarketKey {
  /** Whether the type is one of Winnex's, whose names its own catalogue knows. */
  readonly isMapped: boolean;
  /** Every outcome of a mapped market, in its order; empty where Winnex does not know them. */
  readonly outcomeIds: readonly string[];
  /** Winnex's outcome for the feed's outcome id, undefined where the market has no such outcome. */
  outcome(id: string): string | undefined;
}

interface FootballMarket {
  readonly type: string;
  readonly specifier?: readonly [theirs: string, ours: string];
  readonly outcomes: ReadonlyMap<string, string>;
  readonly outcomeIds: readonly string[];
}

/** Correct score numbers 0:0 to 4:4 from 274 in steps of two, home goals running faster. */
const CORRECT_SCORES = Array.from({ length: 25 }, (_, index): readonly [string, string] => [
  String(274 + 2 * index),
  `${index % 5}-${Math.floor(index / 5)}`,
]);

/** Half time / full time numbers from 418 in steps of two. */
const HALF_TIME_FULL_TIME = ['home', 'draw', 'away'].flatMap((half) =>
  ['home', 'draw', 'away'].map((full) => `${half}/${full}`),
);

/**
 * UOF market ids that are the same market as one of Winnex's, with their outcome ids. Source: the
 * feed's market descriptions (`/v1/descriptions/en/markets.xml`). The feed's handicap counts the
 * whole match also when it is offered in play, so it never takes a `score` it starts from.
 */
const FOOTBALL_MARKETS: ReadonlyMap<string, FootballMarket> = new Map([
  [
    '1',
    market('1x2', [
      ['1', 'home'],
      ['2', 'draw'],
      ['3', 'away'],
    ]),
  ],
  [
    '8',
    market(
      'next-goal',
      [
        ['6', 'home'],
        ['7', 'none'],
        ['8', 'away'],
      ],
      ['goalnr', 'goal'],
    ),
  ],
  [
    '10',
    market('double-chance', [
      ['9', 'home-or-draw'],
      ['10', 'home-or-away'],
      ['11', 'draw-or-away'],
    ]),
  ],
  [
    '11',
    market('draw-no-bet', [
      ['4', 'home'],
      ['5', 'away'],
    ]),
  ],
  [
    '16',
    market(
      'asian-handicap',
      [
        ['1714', 'home'],
        ['1715', 'away'],
      ],
      ['hcp', 'handicap'],
    ),
  ],
  [
    '18',
    market(
      'totals',
      [
        ['12', 'over'],
        ['13', 'under'],
      ],
      ['total', 'total'],
    ),
  ],
  [
    '29',
    market('both-teams-to-score', [
      ['74', 'yes'],
      ['76', 'no'],
    ]),
  ],
  ['45', market('correct-score', [...CORRECT_SCORES, ['324', 'other']])],
  [
    '47',
    market(
      'half-time-full-time',
      HALF_TIME_FULL_TIME.map((outcome, index) => [String(418 + 2 * index), outcome]),
    ),
  ],
]);

function market(
  type: string,
  outcomes: readonly (readonly [string, string])[],
  specifier?: readonly [theirs: string, ours: string],
): FootballMarket {
  const outcomeIds = outcomes.map(([, ours]) => ours);
  return { type, outcomes: new Map(outcomes), outcomeIds, ...(specifier ? { specifier } : {}) };
}

/**
 * The market in Winnex's words. What is not one of Winnex's football markets by id and specifiers
 * keeps its own as `uof:<id>`; so does everything of a sport that is known not to be football,
 * because ids such as 1 (1x2) are shared between sports. Outcomes play no part, so that messages
 * which leave them out (rollbacks, cancellations) name the same market.
 */
export function canonicalMarket(
  id: string,
  pairs: ReadonlyMap<string, string>,
  sport: string | undefined,
): UofMarket {
  const isFootball = sport === undefined || sport === 'football';
  const football = isFootball ? FOOTBALL_MARKETS.get(id) : undefined;
  const specifiers = football ? canonicalSpecifiers(football, pairs) : null;
  if (!football || specifiers === null) {
    return {
      type: `uof:${id}`,
      specifiers: specifierText(pairs),
      isMapped: false,
      outcomeIds: [],
      outcome: (outcome) => (isOutcomeId(outcome) ? outcome : undefined),
    };
  }
  const { type, outcomes, outcomeIds } = football;
  return {
    type,
    specifiers,
    isMapped: true,
    outcomeIds,
    outcome: (outcome) => outcomes.get(outcome),
  };
}

const OUTCOME_ID_MAX = 120;

function isOutcomeId(id: string): boolean {
  return id.length > 0 && id.length <= OUTCOME_ID_MAX;
}

const checked = new Map<string, boolean>();
const CHECKED_MAX = 2_000;

function canonicalSpecifiers(
  { type, specifier }: FootballMarket,
  pairs: ReadonlyMap<string, string>,
): string | null {
  if (!specifier) return pairs.size === 0 ? '' : null;
  const [theirs, ours] = specifier;
  const value = pairs.size === 1 ? pairs.get(theirs) : undefined;
  const line = value === undefined ? null : plainDecimal(value);
  if (line === null) return null;
  const specifiers = `${ours}=${line}`;
  const key = `${type}?${specifiers}`;
  let isMarket = checked.get(key);
  if (isMarket === undefined) {
    isMarket = isMarketOfKernel({ type, specifiers });
    if (checked.size < CHECKED_MAX) checked.set(key, isMarket);
  }
  return isMarket ? specifiers : null;
}

function isMarketOfKernel(key: MarketKey): boolean {
  if (!isKnownMarketType(key.type)) return false;
  try {
    return outcomesOf(key).length > 0;
  } catch (error) {
    if (error instanceof KernelError) return false;
    throw error;
  }
}
