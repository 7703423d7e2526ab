import type { BoardUpdate, FixtureDetail, FixtureSummary, Market } from '@winnex/contracts';
import { formatOdds, oddsFromScaled } from '@winnex/kernel';
import type { BoardFixture, BoardMarket } from '../board/board.ts';
import { byDisplayOrder, mainMarket } from './display-order.ts';
import { namesOf } from './market-naming.ts';

/** A fixture without its markets, as clients read it. */
export function wireFixture(fixture: BoardFixture): BoardUpdate['fixture'] {
  const { description, status, play } = fixture;
  const { competition, home, away, startsAt } = description.value;
  const { score, minute, period } = play;
  return {
    id: fixture.id,
    competition,
    home: home.name,
    away: away.name,
    startsAt: new Date(startsAt).toISOString(),
    status: status.value,
    ...(score === undefined ? {} : { score: score.value }),
    ...(minute === undefined ? {} : { minute: minute.value }),
    ...(period === undefined ? {} : { period: period.value }),
    version: fixture.version,
  };
}

export function wireMarket(fixture: BoardFixture, market: BoardMarket): Market {
  const names = namesOf(fixture, market);
  const results = new Map(market.told.settled?.map(({ id, result }) => [id, result]));
  return {
    id: market.id,
    fixtureId: market.fixtureId,
    type: market.type,
    specifiers: market.specifiers,
    name: names.market,
    status: market.status,
    version: market.version,
    outcomes: (market.offer?.outcomes ?? []).map(({ id, name, odds, active }) => {
      const result = results.get(id);
      return {
        id,
        name: names.outcome(id, name),
        odds: odds === null ? null : formatOdds(oddsFromScaled(odds), 'decimal'),
        active,
        ...(result === undefined ? {} : { result }),
      };
    }),
  };
}

export function wireDetail(fixture: BoardFixture): FixtureDetail {
  const markets = shownMarkets(fixture).map((market) => wireMarket(fixture, market));
  return { ...wireFixture(fixture), markets };
}

const summaries = new WeakMap<BoardFixture, FixtureSummary>();

/** Made once per record: a fixture that did not change is the same record. */
export function wireSummary(fixture: BoardFixture): FixtureSummary {
  const known = summaries.get(fixture);
  if (known !== undefined) return known;
  const markets = shownMarkets(fixture);
  const main = mainMarket(markets);
  const summary = {
    ...wireFixture(fixture),
    mainMarket: main && wireMarket(fixture, main),
    marketsOpen: markets.filter(({ status }) => status === 'active').length,
  };
  summaries.set(fixture, summary);
  return summary;
}

/** In display order, without those that no prices were heard of yet. */
function shownMarkets(fixture: BoardFixture): BoardMarket[] {
  return [...fixture.markets.values()].filter(({ offer }) => offer !== null).sort(byDisplayOrder);
}
