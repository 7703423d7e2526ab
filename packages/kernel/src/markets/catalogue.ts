import { KernelError } from '../error.ts';
import { asianHandicap } from './football/asian-handicap.ts';
import { bothTeamsToScore } from './football/both-teams-to-score.ts';
import { correctScore } from './football/correct-score.ts';
import { doubleChance } from './football/double-chance.ts';
import { drawNoBet } from './football/draw-no-bet.ts';
import { halfTimeFullTime } from './football/half-time-full-time.ts';
import { oneXTwo } from './football/match-result.ts';
import { nextGoal } from './football/next-goal.ts';
import { totals } from './football/totals.ts';
import type { MarketType } from './market-type.ts';

/** The football markets Winnex offers, in the order in which they are shown. */
export const footballMarkets: readonly MarketType[] = [
  oneXTwo,
  totals,
  asianHandicap,
  bothTeamsToScore,
  doubleChance,
  nextGoal,
  correctScore,
  drawNoBet,
  halfTimeFullTime,
];

const BY_TYPE: ReadonlyMap<string, MarketType> = new Map(
  footballMarkets.map((market) => [market.type, market]),
);

/** A market of a fixture: its type, and its specifiers as canonical text ('' for none). */
export interface Market {
  readonly type: string;
  readonly specifiers: string;
}

/** A market with its rules and the number it is drawn at (0 where it has none). */
export interface MarketRules {
  readonly rules: MarketType;
  readonly line: number;
}

/** True when the kernel knows how to name, price and grade markets of this type. */
export function isKnownMarketType(type: string): boolean {
  return BY_TYPE.has(type);
}

/** The specifier text of a market type at a line: `total=2.5`. */
export function marketAt(rules: MarketType, line = 0): Market {
  const specifiers = rules.line ? `${rules.line.key}=${Object.is(line, -0) ? 0 : line}` : '';
  return { type: rules.type, specifiers };
}

/**
 * The rules of a market. Refuses with `MARKET_INVALID` an unknown type, and specifiers that are not
 * the one canonical spelling of a line the type has (`total=2.50` is not `total=2.5`).
 */
export function rulesOf(market: Market): MarketRules {
  const rules = BY_TYPE.get(market.type);
  if (!rules) {
    throw new KernelError('MARKET_INVALID', `No market type is called "${market.type}".`, 'type');
  }
  if (!rules.line) {
    if (market.specifiers === '') return { rules, line: 0 };
    throw new KernelError('MARKET_INVALID', `${rules.name} takes no specifiers.`, 'specifiers');
  }
  const { key, expects, accepts } = rules.line;
  const line = Number(market.specifiers.slice(key.length + 1));
  if (!accepts(line) || marketAt(rules, line).specifiers !== market.specifiers) {
    throw new KernelError(
      'MARKET_INVALID',
      `${rules.name} needs ${key}= ${expects}.`,
      'specifiers',
    );
  }
  return { rules, line };
}
