import { KernelError } from '../error.ts';
import { type Market, rulesOf } from './catalogue.ts';
import type { Teams } from './market-type.ts';

/** The outcomes of a market, in the order in which they are shown. */
export function outcomesOf(market: Market): readonly string[] {
  const { rules, line } = rulesOf(market);
  return rules.outcomes(line);
}

/** The market's name for people, such as "Total goals 2.5" or "Asian handicap -0.5 (from 1:0)". */
export function marketName(market: Market): string {
  const { rules, line, since } = rulesOf(market);
  const title = rules.title(line);
  return since ? `${title} (from ${since.home}:${since.away})` : title;
}

/** The outcome's name for people, such as "Over 2.5" or "Draw". */
export function outcomeName(
  market: Market,
  outcome: string,
  teams: Teams = { home: 'Home', away: 'Away' },
): string {
  const { rules, line } = rulesOf(market);
  if (!rules.outcomes(line).includes(outcome)) {
    throw new KernelError(
      'MARKET_INVALID',
      `${rules.name} has no outcome "${outcome}".`,
      'outcome',
    );
  }
  return rules.outcomeName(outcome, line, teams);
}
