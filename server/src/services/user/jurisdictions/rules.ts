import type { JurisdictionRules } from '@winnex/contracts';

/** Where a country's table has no row. Credit cards are refused unless a law and a licence allow. */
const elsewhere: JurisdictionRules = {
  minimumAge: 18,
  inPlayMarkets: 'all',
  creditCards: false,
  bonuses: true,
};

/**
 * Where the law of a country differs. It is a starting point: the text of the operator's own
 * licence decides, and a regulator's list of permitted bets may be narrower.
 *
 * - AU: no online betting in play (brightlaw.com.au/?p=29851, on the Interactive Gambling Act 2001);
 *   credit cards banned since 11 June 2024 (infrastructure.gov.au, "Credit card ban").
 * - BE: 21 for all gambling and no bonuses since 1 September 2024 (g2g.news/gaming/
 *   belgium-raises-legal-gambling-age-to-21-and-bans-bonuses).
 * - DE: in play only the final result and the next goal (State Treaty on Gambling 2021, section
 *   21(4) sentence 2), read narrowly.
 * - GB: no credit cards since 14 April 2020 (gamblingcommission.gov.uk, licence condition 6.1.2).
 * - GR: 21 (vegasslotsonline.com/news/2024/03/07).
 * - US: 18 or 21 by state, so the higher (oddsindex.com/guides/sports-betting-age-by-state).
 */
const exceptions: Readonly<Record<string, Partial<JurisdictionRules>>> = {
  AU: { inPlayMarkets: [], creditCards: false },
  BE: { minimumAge: 21, bonuses: false },
  DE: { inPlayMarkets: ['1x2', 'double-chance', 'draw-no-bet', 'correct-score', 'next-goal'] },
  GB: { creditCards: false },
  GR: { minimumAge: 21 },
  US: { minimumAge: 21 },
};

const byCountry: ReadonlyMap<string, JurisdictionRules> = new Map(
  Object.entries(exceptions).map(([country, rules]) => [country, { ...elsewhere, ...rules }]),
);

/** What the law lets the book offer to residents of a country (ISO 3166-1 alpha-2). */
export function jurisdictionRules(country: string): JurisdictionRules {
  return byCountry.get(country) ?? elsewhere;
}
