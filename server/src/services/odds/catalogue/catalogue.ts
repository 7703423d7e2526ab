import type { Competition, FixtureQuery, OddsOperations } from '@winnex/contracts';
import type { BoardFixture } from '../board/board.ts';
import { isOver } from '../board/fixture-status.ts';
import { wireDetail, wireSummary } from './wire.ts';

export interface CatalogueSources {
  /** The fixtures in the lobby, as betting knows them too. */
  onOffer(): Iterable<BoardFixture>;
  /** A fixture in memory, whether or not it is still in the lobby. */
  inMemory(fixtureId: string): BoardFixture | undefined;
  /** A fixture from the database, or null when there never was one. */
  stored(fixtureId: string): Promise<BoardFixture | null>;
}

const FIXTURES_DEFAULT = 100;

/** What is on offer, from memory; fixtures that have left the lobby come from the database. */
export function createCatalogue(sources: CatalogueSources): OddsOperations {
  return {
    async competitions() {
      const competitions = new Map<string, Competition>();
      for (const fixture of sources.onOffer()) {
        const { competition } = fixture.description.value;
        const live = fixture.status.value === 'live' ? 1 : 0;
        const known = competitions.get(competition.id) ?? { ...competition, fixtures: 0, live: 0 };
        const counted = { ...known, fixtures: known.fixtures + 1, live: known.live + live };
        competitions.set(competition.id, counted);
      }
      return { competitions: [...competitions.values()].sort(byCategoryAndName) };
    },

    async fixtures(query) {
      const wanted = [...sources.onOffer()].filter((fixture) => matches(fixture, query));
      wanted.sort(byUrgency);
      return { fixtures: wanted.slice(0, query.limit ?? FIXTURES_DEFAULT).map(wireSummary) };
    },

    async fixture(fixtureId) {
      const fixture = sources.inMemory(fixtureId) ?? (await sources.stored(fixtureId));
      return fixture && wireDetail(fixture);
    },
  };
}

function matches(fixture: BoardFixture, query: FixtureQuery): boolean {
  const { competition } = fixture.description.value;
  if (query.competition !== undefined && query.competition !== competition.id) return false;
  return query.status === undefined || query.status === fixture.status.value;
}

/** Live first, then what is to come, then what is over; each by its start. */
function byUrgency(a: BoardFixture, b: BoardFixture): number {
  return (
    stage(a) - stage(b) ||
    a.description.value.startsAt - b.description.value.startsAt ||
    (a.id < b.id ? -1 : 1)
  );
}

function stage({ status }: BoardFixture): number {
  if (status.value === 'live') return 0;
  return isOver(status.value) ? 2 : 1;
}

function byCategoryAndName(a: Competition, b: Competition): number {
  return (
    a.category.localeCompare(b.category, 'en') ||
    a.name.localeCompare(b.name, 'en') ||
    (a.id < b.id ? -1 : 1)
  );
}
