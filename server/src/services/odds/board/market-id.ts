/** The one identifier of a market: `fixture/type` or `fixture/type/specifiers`. */
export function marketId(fixtureId: string, type: string, specifiers: string): string {
  return specifiers === '' ? `${fixtureId}/${type}` : `${fixtureId}/${type}/${specifiers}`;
}
