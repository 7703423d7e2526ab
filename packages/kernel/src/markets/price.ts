import type { Chances } from '../pricing/chances.ts';
import { type Quote, type QuoteOptions, quoteMarket } from '../pricing/quote.ts';
import type { Score } from '../settlement/asian-line.ts';
import { type Market, rulesOf } from './catalogue.ts';
import type { MatchModel } from './market-type.ts';

/** How likely each result of an outcome is. */
export interface OutcomeChances {
  readonly id: string;
  readonly chances: Chances;
}

export interface PriceOptions {
  /**
   * The score from which an Asian handicap counts whose specifiers name none. Default: the score of
   * the matrix, that is a bet struck now; give a bet's own score at acceptance to value it later.
   */
  readonly scoreAtAcceptance?: Score;
}

/**
 * The chances of every outcome of a market, in the market's order: what `gradeMarket` would give on
 * average over the final scores of the model. `MARKET_INVALID` for a goal already scored.
 */
export function marketChances(
  market: Market,
  model: MatchModel,
  options: PriceOptions = {},
): readonly OutcomeChances[] {
  const { rules, line, since } = rulesOf(market);
  const from = since ?? options.scoreAtAcceptance ?? model.matrix.from;
  const chances = rules.chances(model, line, from);
  return rules.outcomes(line).map((id, index) => ({ id, chances: chances[index]! }));
}

/** A price to offer for an outcome. */
export interface OutcomeQuote extends Quote {
  readonly id: string;
}

/** The odds to offer on every outcome of a market: chances, margin, price ladder. */
export function priceMarket(
  market: Market,
  model: MatchModel,
  options: Omit<QuoteOptions, 'winners'>,
): readonly OutcomeQuote[] {
  const { rules } = rulesOf(market);
  const priced = marketChances(market, model);
  const quotes = quoteMarket(
    priced.map(({ chances }) => chances),
    { ...options, winners: rules.winners },
  );
  return priced.map(({ id }, index) => ({ id, ...quotes[index]! }));
}
