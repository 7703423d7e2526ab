import type { MarketChange } from '@winnex/contracts';
import type { BoardFixture, BoardMarket } from '../board/board.ts';
import { namesOf } from './market-naming.ts';

/** The whole state of a market as betting needs it. */
export function marketChange(fixture: BoardFixture, market: BoardMarket): MarketChange {
  const { competition, home, away, startsAt } = fixture.description.value;
  const names = namesOf(fixture, market);
  const score = fixture.play.score?.value;
  return {
    marketId: market.id,
    fixtureId: fixture.id,
    fixtureName: `${home.name} v ${away.name}`,
    competitionName: competition.name,
    sport: competition.sport,
    startsAtMs: startsAt,
    type: market.type,
    specifiers: market.specifiers,
    name: names.market,
    status: market.status,
    version: market.version,
    inPlay: fixture.status.value === 'live',
    ...(score === undefined ? {} : { score }),
    outcomes: (market.offer?.outcomes ?? []).map(({ id, name, odds, active }) => ({
      id,
      name: names.outcome(id, name),
      odds,
      active,
    })),
  };
}
