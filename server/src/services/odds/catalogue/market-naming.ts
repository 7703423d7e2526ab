import { KernelError, marketName, outcomeName, outcomesOf } from '@winnex/kernel';
import type { BoardFixture, BoardMarket } from '../board/board.ts';

/** The names of a market and its outcomes for people. */
export interface MarketNames {
  readonly market: string;
  outcome(id: string, feedName: string | undefined): string;
}

/**
 * Names come from the catalogue of market types. A market that it does not know keeps what the feed
 * calls its outcomes, and is called by its type: shown plainly rather than not at all.
 */
export function namesOf(fixture: BoardFixture, market: BoardMarket): MarketNames {
  const { home, away } = fixture.description.value;
  const teams = { home: home.name, away: away.name };
  const known = catalogued(market);
  if (known === null) {
    return { market: plainName(market), outcome: (id, feedName) => feedName ?? id };
  }
  const outcomes = new Set(outcomesOf(known.market));
  return {
    market: known.name,
    outcome: (id, feedName) =>
      outcomes.has(id) ? outcomeName(known.market, id, teams) : (feedName ?? id),
  };
}

interface Catalogued {
  readonly market: { readonly type: string; readonly specifiers: string };
  readonly name: string;
}

/** In play a handicap also names the score it counts from, of which the catalogue knows nothing. */
function catalogued({ type, specifiers }: BoardMarket): Catalogued | null {
  const pairs = specifiers === '' ? [] : specifiers.split('|');
  const score = pairs.find((pair) => pair.startsWith('score='));
  const rest = pairs.filter((pair) => pair !== score).join('|');
  try {
    const market = { type, specifiers: rest };
    const name = marketName(market);
    if (score === undefined) return { market, name };
    return { market, name: `${name} (from ${score.slice('score='.length)})` };
  } catch (error) {
    if (error instanceof KernelError) return null;
    throw error;
  }
}

function plainName({ type, specifiers }: BoardMarket): string {
  const words = type.replaceAll('-', ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return specifiers === '' ? name : `${name} (${specifiers.replaceAll('|', ', ')})`;
}
