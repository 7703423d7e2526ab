import type { MarketPrices, OddsChange, OutcomePrice } from '../feed.ts';
import { readDecimalOdds } from '../recorded/decimal-odds.ts';
import type { UofCatalogue } from './catalogue.ts';
import type { Draft, DraftMarket } from './draft.ts';
import { type ReadMarket, readMarket } from './read-market.ts';
import type { Attributes } from './read-xml.ts';
import { MARKET_STATUSES } from './vocabulary.ts';

/**
 * An odds change. Nothing unreadable stays on sale: an outcome whose price cannot be read is not
 * offered, a market of unknown status is suspended, and each is named in `rejections`.
 */
export function oddsChange(
  draft: Draft,
  catalogue: UofCatalogue,
  rejections: string[],
): OddsChange[] {
  const fixtureId = draft.fixtureId();
  const state = draft.status.state();
  const markets: MarketPrices[] = [];
  for (const element of draft.markets) {
    const market = readMarket(element, fixtureId, catalogue);
    const prices = typeof market === 'string' ? market : marketPrices(market, element, rejections);
    if (typeof prices === 'string') rejections.push(prices);
    else markets.push(prices);
  }
  const { producer, at } = draft;
  const message = { kind: 'odds-change', producer, at, fixtureId } as const;
  return [state ? { ...message, state, markets } : { ...message, markets }];
}

function marketPrices(
  market: ReadMarket,
  { attributes, outcomes }: DraftMarket,
  rejections: string[],
): MarketPrices | string {
  const { type, specifiers, label, name } = market;
  let status = MARKET_STATUSES.get(attributes.status);
  if (status === undefined) {
    rejections.push(`market ${label}: status "${attributes.status}" is not known; suspended`);
    status = 'suspended';
  }
  const prices: OutcomePrice[] = [];
  for (const outcome of outcomes) {
    const price = outcomePrice(market, outcome, rejections);
    if (typeof price === 'string') return price;
    prices.push(price);
  }
  addMissing(prices, market.outcomeIds);
  const key = { type, specifiers, status, outcomes: prices };
  return name === undefined ? key : { ...key, name };
}

/** The feed leaves outcomes out that are not offered; a market that we know names them all. */
function addMissing(prices: OutcomePrice[], outcomeIds: readonly string[]): void {
  if (prices.length === outcomeIds.length) return;
  for (const id of outcomeIds) {
    const isMissing = !prices.some((price) => price.id === id);
    if (isMissing) prices.push({ id, odds: null, active: false });
  }
}

function outcomePrice(
  market: ReadMarket,
  attributes: Attributes,
  rejections: string[],
): OutcomePrice | string {
  const theirs = attributes.id ?? '';
  const id = market.outcome(theirs);
  if (id === undefined) {
    return `market ${market.label}: it has no outcome "${theirs.slice(0, 40)}"`;
  }
  const text = attributes.odds;
  const odds = text === undefined ? null : readDecimalOdds(text);
  if (text !== undefined && odds === null) {
    const what = `market ${market.label}, outcome ${theirs}`;
    rejections.push(`${what}: "${text.slice(0, 40)}" is not a price; not offered`);
  }
  const active = attributes.active !== '0' && odds !== null;
  const name = market.outcomeName(theirs);
  const probability = readProbability(attributes.probabilities);
  const price: { -readonly [Key in keyof OutcomePrice]: OutcomePrice[Key] } = { id, odds, active };
  if (name !== undefined) price.name = name;
  if (probability !== undefined) price.probability = probability;
  return price;
}

/** A probability is advice, no money: a float will do, and one that is none is left out. */
function readProbability(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const probability = Number(text);
  return probability >= 0 && probability <= 1 ? probability : undefined;
}
