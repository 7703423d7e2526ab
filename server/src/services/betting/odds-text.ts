import { formatOdds, oddsFromScaled } from '@winnex/kernel';

/** `23500` as `2.35`: decimal odds for people and for the wire. */
export function formatScaledOdds(scaled: number): string {
  return formatOdds(oddsFromScaled(scaled), 'decimal');
}
