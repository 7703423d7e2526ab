import type { Fixture, MarketDescription, UofDocument } from './catalogue.ts';
import { type Attributes, refuse } from './read-xml.ts';
import { FIXTURE_STATUSES } from './vocabulary.ts';

/** Gathers the tags of one REST document and says at its end what it holds. */
export interface DocumentReader {
  open(name: string, attributes: Attributes): void;
  document(): UofDocument;
}

/** Readers by the name of the root element; none for elements that are no document. */
export function documentReader(root: string): DocumentReader | null {
  switch (root) {
    case 'fixtures_fixture':
      return fixtureReader();
    case 'market_descriptions':
      return descriptionsReader();
    case 'player_profile':
      return profileReader();
    default:
      return null;
  }
}

function fixtureReader(): DocumentReader {
  const tags = new Map<string, Attributes>();
  const sides = new Map<string | undefined, Attributes>();
  return {
    open(name, attributes) {
      if (name === 'competitor') sides.set(attributes.qualifier, attributes);
      else if (!tags.has(name)) tags.set(name, attributes);
    },
    document() {
      const fixture = tags.get('fixture') ?? refuse('a fixture document without a fixture');
      const status = FIXTURE_STATUSES.get(fixture.status ?? 'not_started');
      if (!status) refuse(`fixture status "${fixture.status}" is not known`);
      const at = Date.parse(tags.get('fixtures_fixture')?.generated_at ?? '');
      const startsAt = Date.parse(fixture.start_time ?? fixture.scheduled ?? '');
      if (Number.isNaN(startsAt)) refuse('a fixture without a start');
      return {
        kind: 'fixture',
        at: Number.isNaN(at) ? startsAt : at,
        fixture: {
          id: fixture.id ?? refuse('a fixture without an id'),
          competition: competitionOf(tags),
          home: teamOf(sides.get('home'), 'home'),
          away: teamOf(sides.get('away'), 'away'),
          startsAt,
          status,
        },
      };
    },
  };
}

function teamOf(side: Attributes | undefined, qualifier: string): Fixture['home'] {
  const { id, name } = side ?? {};
  if (id === undefined || name === undefined)
    return refuse(`a fixture without a ${qualifier} side`);
  return { id, name };
}

function competitionOf(tags: ReadonlyMap<string, Attributes>): Fixture['competition'] | null {
  const { id, name } = tags.get('tournament') ?? {};
  if (id === undefined || name === undefined) return null;
  const sport = tags.get('sport') ?? {};
  const category = tags.get('category')?.name ?? 'Unknown';
  return { id, name, sport: sportName(sport), category };
}

/** `football` for the feed's Soccer; other sports by their own name. */
function sportName({ id, name }: Attributes): string {
  if (id === 'sr:sport:1') return 'football';
  return (name ?? id ?? 'unknown').toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function descriptionsReader(): DocumentReader {
  const markets: (MarketDescription & { outcomes: Map<string, string> })[] = [];
  return {
    open(name, { id, name: template, variant }) {
      if (name === 'market') {
        if (id === undefined || template === undefined) refuse('a market without id or name');
        markets.push({ id, variant: variant ?? null, name: template, outcomes: new Map() });
      } else if (name === 'outcome' && id !== undefined && template !== undefined) {
        markets.at(-1)?.outcomes.set(id, template);
      }
    },
    document: () => ({ kind: 'market-descriptions', markets }),
  };
}

function profileReader(): DocumentReader {
  let player: Attributes = {};
  return {
    open(name, attributes) {
      if (name === 'player') player = attributes;
    },
    document() {
      const { id, name, full_name: fullName } = player;
      const shown = fullName ?? name;
      if (id === undefined || shown === undefined) return refuse('a profile without id or name');
      return { kind: 'player-profile', id, name: shown };
    },
  };
}
