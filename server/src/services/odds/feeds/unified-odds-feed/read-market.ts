import type { MarketKey } from '../feed.ts';
import type { UofCatalogue } from './catalogue.ts';
import type { DraftMarket } from './draft.ts';
import { canonicalMarket, type UofMarket } from './football-markets.ts';
import { fillTemplate, type NameContext } from './name-template.ts';
import { readSpecifiers } from './specifiers.ts';

export interface ReadMarket extends UofMarket {
  /** How the feed calls it, for reasons: `18 total=2.5`. */
  readonly label: string;
  /** The market's name where Winnex's own catalogue has none. */
  readonly name: string | undefined;
  outcomeName(id: string): string | undefined;
}

const MARKET_ID = /^\d{1,9}$/;
/** Far above any in use; fixture, type and specifiers together stay within a market id's 300. */
const SPECIFIERS_MAX = 150;

/** The market that an element names, or why it names none. */
export function readMarket(
  { attributes }: DraftMarket,
  fixtureId: string,
  catalogue: UofCatalogue,
): ReadMarket | string {
  const id = attributes.id ?? '';
  const specifiers = attributes.specifiers;
  const label = specifiers ? `${id} ${specifiers.slice(0, 100)}` : id;
  if (!MARKET_ID.test(id)) return `market "${id.slice(0, 40)}" has no number as its id`;
  const isTooLong = (specifiers?.length ?? 0) > SPECIFIERS_MAX;
  const pairs = isTooLong ? null : readSpecifiers(specifiers);
  if (!pairs) return `market ${label}: specifiers are not k=v|k=v`;

  const fixture = catalogue.fixture(fixtureId);
  const sport = fixture?.competition.sport;
  const market = canonicalMarket(id, pairs, sport === 'unknown' ? undefined : sport);
  if (market.isMapped) return { ...market, label, name: undefined, outcomeName: () => undefined };
  const description = catalogue.description(id, pairs.get('variant'));
  const names: NameContext = {
    specifiers: withExtended(pairs, attributes),
    competitors: [fixture?.home.name ?? 'Home', fixture?.away.name ?? 'Away'],
    profile: catalogue.profile,
  };
  return {
    ...market,
    label,
    name: description && fillTemplate(description.name, names),
    outcomeName(outcome) {
      const template = description?.outcomes.get(outcome);
      return template === undefined ? catalogue.profile(outcome) : fillTemplate(template, names);
    },
  };
}

/**
 * Extended specifiers say more about a market without being part of its identity (its settlement
 * may come without them), so they only lend their values to names. Some producers misspell them.
 */
function withExtended(
  pairs: ReadonlyMap<string, string>,
  attributes: DraftMarket['attributes'],
): ReadonlyMap<string, string> {
  const text = attributes.extended_specifiers ?? attributes.extended_specifers;
  const extended = text === undefined ? null : readSpecifiers(text.slice(0, SPECIFIERS_MAX));
  return extended ? new Map([...extended, ...pairs]) : pairs;
}

/** The markets that can be read, as keys, and reasons for the others. */
export function readMarketKeys(
  markets: readonly DraftMarket[],
  fixtureId: string,
  catalogue: UofCatalogue,
  rejections: string[],
): readonly MarketKey[] {
  return markets.flatMap((market) => {
    const read = readMarket(market, fixtureId, catalogue);
    if (typeof read !== 'string') return [{ type: read.type, specifiers: read.specifiers }];
    rejections.push(read);
    return [];
  });
}
