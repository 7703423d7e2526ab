import type { MarketPrices, MarketSettlement, OutcomePrice } from '../feeds/feed.ts';
import type { SettledResult } from './board.ts';
import type { BoardPolicy } from './policy.ts';
import {
  requireCount,
  requireDistinct,
  requireKey,
  requireList,
  requireText,
  Unreadable,
} from './read-fields.ts';
import type { ReadableSettlement } from './readable.ts';

/** Prices run from above 1.0 to 1000.0: what lies beyond is taken for a fault of the feed. */
const ODDS_MIN_EXCLUSIVE = 10_000;
const ODDS_MAX = 10_000_000;

const STATUSES: ReadonlySet<unknown> = new Set(['active', 'suspended', 'inactive', 'handed-over']);

/** The prices, and nothing else that came along; refuses what cannot be offered. */
export function readPrices(market: MarketPrices, policy: BoardPolicy): MarketPrices {
  requireKey(market);
  const { type, specifiers, status } = market;
  if (!STATUSES.has(status)) throw new Unreadable(`no market status "${status}"`);
  requireOutcomes(market.outcomes, policy);
  return { type, specifiers, status, outcomes: market.outcomes.map(readPrice) };
}

function readPrice({ id, name, odds, probability, active }: OutcomePrice): OutcomePrice {
  if (name !== undefined) requireText(name, `the name of outcome ${id}`, 300);
  if (typeof active !== 'boolean') throw new Unreadable(`outcome ${id} is not active or not`);
  const isPrice = Number.isSafeInteger(odds) && odds! > ODDS_MIN_EXCLUSIVE && odds! <= ODDS_MAX;
  if (odds !== null && !isPrice) {
    throw new Unreadable(`odds ${odds} of outcome ${id} are not above 10000 and up to 10000000`);
  }
  if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
    throw new Unreadable(`probability ${probability} of outcome ${id} is not from 0 to 1`);
  }
  return {
    id,
    ...(name === undefined ? {} : { name }),
    odds,
    ...(probability === undefined ? {} : { probability }),
    active,
  };
}

const RESULTS: Readonly<Record<SettledResult, true>> = {
  won: true,
  lost: true,
  void: true,
  push: true,
  'half-won': true,
  'half-lost': true,
};

export function readSettlement(market: MarketSettlement, policy: BoardPolicy): ReadableSettlement {
  requireKey(market);
  requireOutcomes(market.outcomes, policy);
  const { type, specifiers, voidReason } = market;
  if (voidReason !== undefined) requireText(voidReason, 'the void reason', 300);
  const outcomes = market.outcomes.map(({ id, result, deadHeatFactor }) => {
    if (!isSettledResult(result)) throw new Unreadable(`no result "${result}" (outcome ${id})`);
    if (deadHeatFactor === undefined) return { id, result };
    const [numerator, denominator] = deadHeatFactor;
    requireCount(numerator, `the dead heat factor of outcome ${id}`);
    requireCount(denominator, `the dead heat factor of outcome ${id}`);
    if (numerator < 1 || numerator > denominator) {
      throw new Unreadable(`the dead heat factor of outcome ${id} is not a share of 1`);
    }
    return { id, result, deadHeatFactor };
  });
  return { type, specifiers, outcomes, ...(voidReason === undefined ? {} : { voidReason }) };
}

function isSettledResult(result: string): result is SettledResult {
  return Object.hasOwn(RESULTS, result);
}

function requireOutcomes(outcomes: readonly { readonly id: string }[], policy: BoardPolicy): void {
  requireList(outcomes, 'the outcomes');
  if (outcomes.length > policy.outcomesMax) {
    throw new Unreadable(
      `${outcomes.length} outcomes are more than the ${policy.outcomesMax} a market may have`,
    );
  }
  for (const { id } of outcomes) requireText(id, 'the id of an outcome', 120);
  requireDistinct(
    outcomes.map(({ id }) => id),
    'outcomes',
  );
}
