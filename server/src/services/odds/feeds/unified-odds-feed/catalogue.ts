import type { CompetitionDescription, FixtureChange, FixtureStatus } from '../feed.ts';

export type Fixture = FixtureChange['fixture'];

/** Names of one market id, or of one variant of it, as templates. */
export interface MarketDescription {
  readonly id: string;
  readonly variant: string | null;
  readonly name: string;
  /** Template by outcome id; empty where outcomes are players. */
  readonly outcomes: ReadonlyMap<string, string>;
}

/** What a REST document of the feed adds to the catalogue. */
export type UofDocument =
  | {
      readonly kind: 'fixture';
      /** When the document was made. */
      readonly at: number;
      /** `competition` is null where the document names no tournament. */
      readonly fixture: Omit<Fixture, 'competition'> & {
        readonly competition: CompetitionDescription | null;
      };
    }
  | { readonly kind: 'market-descriptions'; readonly markets: readonly MarketDescription[] }
  | { readonly kind: 'player-profile'; readonly id: string; readonly name: string };

/** What is known besides the message that is being translated. */
export interface UofCatalogue {
  fixture(id: string): Fixture | undefined;
  /** The description of a variant of the market, or else of the market itself. */
  description(id: string, variant: string | undefined): MarketDescription | undefined;
  /** Name of a player or competitor. */
  profile(id: string): string | undefined;
}

export interface GrowingCatalogue extends UofCatalogue {
  add(document: UofDocument): void;
  fixtures(): readonly Fixture[];
}

/** A catalogue that grows with each document; of two that describe the same, the later counts. */
export function uofCatalogue(): GrowingCatalogue {
  const fixtures = new Map<string, Fixture>();
  const descriptions = new Map<string, MarketDescription>();
  const profiles = new Map<string, string>();
  const keyOf = (id: string, variant: string | null): string => `${id}?${variant ?? ''}`;

  return {
    fixture: (id) => fixtures.get(id),
    fixtures: () => [...fixtures.values()],
    description(id, variant) {
      const special = variant === undefined ? undefined : descriptions.get(keyOf(id, variant));
      return special ?? descriptions.get(keyOf(id, null));
    },
    profile: (id) => profiles.get(id),
    add(document) {
      switch (document.kind) {
        case 'fixture': {
          const { fixture } = document;
          const known = fixtures.get(fixture.id)?.competition;
          const competition = fixture.competition ?? known ?? UNKNOWN_COMPETITION;
          fixtures.set(fixture.id, { ...fixture, competition });
          for (const { id, name } of [fixture.home, fixture.away]) profiles.set(id, name);
          break;
        }
        case 'market-descriptions':
          for (const market of document.markets) {
            descriptions.set(keyOf(market.id, market.variant), market);
          }
          break;
        case 'player-profile':
          profiles.set(document.id, document.name);
      }
    },
  };
}

const UNKNOWN_COMPETITION: CompetitionDescription = {
  id: 'uof:unknown',
  name: 'Unknown competition',
  sport: 'unknown',
  category: 'Unknown',
};

/** A fixture of which only messages are known, so that none of its markets is lost. */
export function undescribedFixture(id: string, startsAt: number, status: FixtureStatus): Fixture {
  return {
    id,
    competition: { ...UNKNOWN_COMPETITION, name: `Match ${id}` },
    home: { id: `${id}:home`, name: 'Home' },
    away: { id: `${id}:away`, name: 'Away' },
    startsAt,
    status,
  };
}
