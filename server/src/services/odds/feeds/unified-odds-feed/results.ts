import type {
  BetCancel,
  BetSettlement,
  MarketKey,
  MarketSettlement,
  OutcomeResult,
  RollbackBetCancel,
  RollbackBetSettlement,
} from '../feed.ts';
import type { UofCatalogue } from './catalogue.ts';
import { type Draft, type DraftMarket, readTimestamp } from './draft.ts';
import { readMarket, readMarketKeys } from './read-market.ts';
import { refuse } from './read-xml.ts';
import { readOutcomeResult } from './settlement-result.ts';
import { voidReasonText } from './vocabulary.ts';

/** A market settles whole or not at all: one result without a meaning leaves all of it open. */
export function betSettlement(
  draft: Draft,
  catalogue: UofCatalogue,
  rejections: string[],
): BetSettlement[] {
  const fixtureId = draft.fixtureId();
  const certainty = CERTAINTIES.get(draft.root.certainty) ?? refuse('certainty is not 1 or 2');
  const markets: MarketSettlement[] = [];
  for (const element of draft.markets) {
    const settled = marketSettlement(element, fixtureId, catalogue);
    if (typeof settled === 'string') rejections.push(settled);
    else markets.push(settled);
  }
  if (markets.length === 0) return [];
  const { producer, at } = draft;
  return [{ kind: 'bet-settlement', producer, at, fixtureId, certainty, markets }];
}

const CERTAINTIES: ReadonlyMap<string | undefined, 1 | 2> = new Map<string | undefined, 1 | 2>([
  ['1', 1],
  ['2', 2],
]);

function marketSettlement(
  element: DraftMarket,
  fixtureId: string,
  catalogue: UofCatalogue,
): MarketSettlement | string {
  const market = readMarket(element, fixtureId, catalogue);
  if (typeof market === 'string') return market;
  const { type, specifiers, label } = market;
  const outcomes: OutcomeResult[] = [];
  for (const outcome of element.outcomes) {
    const theirs = outcome.id ?? '';
    const id = market.outcome(theirs);
    if (id === undefined) return `market ${label}: it has no outcome "${theirs.slice(0, 40)}"`;
    const { result, void_factor: voidFactor, dead_heat_factor: deadHeat } = outcome;
    const read = readOutcomeResult(id, result, voidFactor, deadHeat);
    if (typeof read === 'string') return `market ${label}: ${read}; left open`;
    outcomes.push(read);
  }
  if (outcomes.length === 0) return `market ${label}: no outcome has a result; left open`;
  const reason = voidReasonOf(element);
  const settlement = { type, specifiers, outcomes };
  return reason === undefined ? settlement : { ...settlement, voidReason: voidReasonText(reason) };
}

/** Markets of one cancellation may have different reasons: one message for each reason. */
export function betCancel(
  draft: Draft,
  catalogue: UofCatalogue,
  rejections: string[],
): BetCancel[] {
  const fixtureId = draft.fixtureId();
  const { producer, at } = draft;
  const window = windowOf(draft);
  const byReason = Map.groupBy(draft.markets, (market) => voidReasonText(voidReasonOf(market)));
  return [...byReason].flatMap(([reason, elements]) => {
    const markets = readMarketKeys(elements, fixtureId, catalogue, rejections);
    if (markets.length === 0) return [];
    return [{ kind: 'bet-cancel', producer, at, fixtureId, markets, reason, ...window }];
  });
}

export function rollbackBetCancel(
  draft: Draft,
  catalogue: UofCatalogue,
  rejections: string[],
): RollbackBetCancel[] {
  const rollback = rollbackOf(draft, catalogue, rejections);
  return rollback ? [{ kind: 'rollback-bet-cancel', ...rollback, ...windowOf(draft) }] : [];
}

export function rollbackBetSettlement(
  draft: Draft,
  catalogue: UofCatalogue,
  rejections: string[],
): RollbackBetSettlement[] {
  const rollback = rollbackOf(draft, catalogue, rejections);
  return rollback ? [{ kind: 'rollback-bet-settlement', ...rollback }] : [];
}

function rollbackOf(draft: Draft, catalogue: UofCatalogue, rejections: string[]) {
  const { producer, at } = draft;
  const fixtureId = draft.fixtureId();
  const markets: readonly MarketKey[] = readMarketKeys(
    draft.markets,
    fixtureId,
    catalogue,
    rejections,
  );
  return markets.length > 0 ? { producer, at, fixtureId, markets } : null;
}

function voidReasonOf({ attributes }: DraftMarket): string | undefined {
  return attributes.void_reason_id ?? attributes.void_reason;
}

/** The window in which bets are void. A bound that cannot be read must not widen it to all bets. */
function windowOf({ root }: Draft): { readonly fromMs?: number; readonly untilMs?: number } {
  const { start_time: from, end_time: until } = root;
  const fromMs = readTimestamp(from);
  const untilMs = readTimestamp(until);
  if (from !== undefined && fromMs === undefined) refuse(`start_time "${from}" is no time`);
  if (until !== undefined && untilMs === undefined) refuse(`end_time "${until}" is no time`);
  return {
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
}
