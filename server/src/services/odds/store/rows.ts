import type { MarketStatus } from '@winnex/contracts';
import type { BoardFixture, BoardMarket, Offer } from '../board/board.ts';
import type { CompetitionDescription, FixtureStatus } from '../feeds/feed.ts';

/** A fixture as its row holds it: the names of the properties are those of the columns. */
export interface FixtureRow {
  readonly id: string;
  readonly competition_id: string;
  readonly home: { readonly id: string; readonly name: string };
  readonly away: { readonly id: string; readonly name: string };
  readonly starts_at: Date;
  readonly status: FixtureStatus;
  readonly version: number;
  readonly registers: {
    readonly describedAt: number;
    readonly statusAt: number;
    readonly play: BoardFixture['play'];
    readonly stoppedAt: number | null;
  };
}

export interface MarketRow {
  readonly id: string;
  readonly fixture_id: string;
  readonly type: string;
  readonly specifiers: string;
  readonly producer: string;
  readonly status: MarketStatus;
  readonly version: number;
  readonly result_version: number;
  readonly outcomes: Offer['outcomes'] | null;
  readonly registers: Pick<
    BoardMarket,
    'stop' | 'settlement' | 'rolledBackAt' | 'cancellations' | 'told'
  > & { readonly offer: Omit<Offer, 'outcomes'> | null };
}

export function fixtureRow(fixture: BoardFixture): FixtureRow {
  const { description, status, play, stoppedAt } = fixture;
  return {
    id: fixture.id,
    competition_id: description.value.competition.id,
    home: description.value.home,
    away: description.value.away,
    starts_at: new Date(description.value.startsAt),
    status: status.value,
    version: fixture.version,
    registers: { describedAt: description.at, statusAt: status.at, play, stoppedAt },
  };
}

export function marketRow(market: BoardMarket): MarketRow {
  const { offer, stop, settlement, rolledBackAt, cancellations, told } = market;
  return {
    id: market.id,
    fixture_id: market.fixtureId,
    type: market.type,
    specifiers: market.specifiers,
    producer: market.producer,
    status: market.status,
    version: market.version,
    result_version: market.resultVersion,
    outcomes: offer?.outcomes ?? null,
    registers: {
      offer: offer && { at: offer.at, status: offer.status },
      stop,
      settlement,
      rolledBackAt,
      cancellations,
      told,
    },
  };
}

export function fixtureOf(
  row: FixtureRow & { readonly competition: CompetitionDescription },
  markets: readonly BoardMarket[],
): BoardFixture {
  const { registers, competition, home, away } = row;
  const startsAt = row.starts_at.getTime();
  return {
    id: row.id,
    version: row.version,
    description: { at: registers.describedAt, value: { competition, home, away, startsAt } },
    status: { at: registers.statusAt, value: row.status },
    play: registers.play,
    stoppedAt: registers.stoppedAt,
    markets: new Map(markets.map((market) => [market.id, market])),
  };
}

/** Read back, a market awaits its producer: nobody knows what happened in the meantime. */
export function marketOf(row: MarketRow): BoardMarket {
  const { offer, ...registers } = row.registers;
  return {
    id: row.id,
    fixtureId: row.fixture_id,
    type: row.type,
    specifiers: row.specifiers,
    producer: row.producer,
    version: row.version,
    status: row.status,
    offer: offer && row.outcomes && { ...offer, outcomes: row.outcomes },
    ...registers,
    awaiting: true,
    resultVersion: row.result_version,
  };
}
