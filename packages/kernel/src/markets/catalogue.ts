import { KernelError } from '../error.ts';
import type { Score } from '../settlement/asian-line.ts';
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

/** A market with its rules, the number it is drawn at (0 where it has none) and its start. */
export interface MarketRules {
  readonly rules: MarketType;
  readonly line: number;
  /** The score from which goals count, where the specifiers name one (`score=1:0`). */
  readonly since?: Score;
}

/** True when the kernel knows how to name, price and grade markets of this type. */
export function isKnownMarketType(type: string): boolean {
  return BY_TYPE.has(type);
}

/**
 * The market of a type at a line: `total=2.5`, and, for an Asian handicap offered in play, with the
 * score from which goals count: `handicap=-0.5|score=1:0`.
 */
export function marketAt(rules: MarketType, line = 0, since?: Score): Market {
  const drawn = rules.line ? [`${rules.line.key}=${Object.is(line, -0) ? 0 : line}`] : [];
  const from = since ? [`score=${since.home}:${since.away}`] : [];
  return { type: rules.type, specifiers: [...drawn, ...from].join('|') };
}

/**
 * The rules of a market. Refuses with `MARKET_INVALID` an unknown type, and specifiers that are not
 * the one canonical spelling of a line the type has (`total=2.50` is not `total=2.5`).
 */
export function rulesOf(market: Market): MarketRules {
  const rules = BY_TYPE.get(market.type);
  if (!rules) {
    throw new KernelError('MARKET_INVALID', `no market type is called "${market.type}"`, 'type');
  }
  const [drawn = '', from, ...others] = market.specifiers.split('|');
  const line = rules.line ? Number(drawn.slice(rules.line.key.length + 1)) : 0;
  const since = rules.countsFromScore && from !== undefined ? scoreOf(from) : undefined;
  const fits = (rules.line?.accepts(line) ?? true) && others.length === 0;
  if (!fits || marketAt(rules, line, since).specifiers !== market.specifiers) {
    const needs = rules.line ? `needs ${rules.line.key}= ${rules.line.expects}` : 'takes none';
    const message = `"${market.specifiers}" cannot be: ${rules.name} ${needs}.`;
    throw new KernelError('MARKET_INVALID', message, 'specifiers');
  }
  return since ? { rules, line, since } : { rules, line };
}

function scoreOf(specifier: string): Score | undefined {
  const [, home, away] = /^score=(\d{1,3}):(\d{1,3})$/.exec(specifier) ?? [];
  return home === undefined ? undefined : { home: Number(home), away: Number(away) };
}
