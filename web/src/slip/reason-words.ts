import type { ReasonCode, Rejection } from '@winnex/contracts';

interface Formats {
  readonly odds: (decimal: string) => string;
  readonly money: (minor: string) => string;
}

/** Why a bet was not accepted, in one or two sentences. Nothing was taken from the balance. */
export function reasonWords(rejection: Rejection, askedOdds: string, formats: Formats): string {
  const words = wordsFor[rejection.code];
  return words?.(rejection, askedOdds, formats) ?? rejection.message;
}

type Words = (rejection: Rejection, askedOdds: string, formats: Formats) => string | null;

const wordsFor: Partial<Record<ReasonCode, Words>> = {
  ODDS_CHANGED: ({ odds }, asked, formats) =>
    odds == null
      ? 'The price changed, and this outcome is not offered at the moment.'
      : `The price changed from ${formats.odds(asked)} to ${formats.odds(odds)}.`,
  MARKET_SUSPENDED: () => 'Betting on this market is paused at the moment. Try again shortly.',
  MARKET_CLOSED: () => 'This market has closed.',
  EVENT_STARTED: () => 'The match has started, and this market is not offered in play.',
  GAME_STATE_CHANGED: () => 'The match changed while your bet was on its way.',
  STAKE_TOO_LOW: ({ stakeMinorMin }, _asked, formats) =>
    stakeMinorMin ? `The smallest stake here is ${formats.money(stakeMinorMin)}.` : null,
  STAKE_TOO_HIGH: ({ stakeMinorMax }, _asked, formats) =>
    stakeMinorMax ? `The largest stake here is ${formats.money(stakeMinorMax)}.` : null,
  INSUFFICIENT_FUNDS: ({ balanceMinor }, _asked, formats) =>
    balanceMinor
      ? `Your balance of ${formats.money(balanceMinor)} does not cover this stake.`
      : 'Your balance does not cover this stake.',
};
