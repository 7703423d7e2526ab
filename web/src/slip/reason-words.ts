import type { ReasonCode, Rejection } from '@winnex/contracts';
import { withLocalTimes } from '../ui/time-text.ts';

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
  EVENT_LIMIT: ({ stakeMinorMax }, _asked, formats) => {
    if (stakeMinorMax === undefined) return null;
    return stakeMinorMax === '0'
      ? 'No more stakes are taken on this at the moment.'
      : `No more than ${formats.money(stakeMinorMax)} is taken on this at the moment.`;
  },
  RG_LIMIT: ({ message }) => `A limit on your account does not allow this bet. ${message}`,
  ACCOUNT_BLOCKED: ({ message }) =>
    `This account cannot place bets now. ${withLocalTimes(message)}`,
  JURISDICTION: ({ message }) => `The rules of your country do not allow this bet. ${message}`,
  RELATED_SELECTIONS: () => 'These picks depend on each other, so they cannot be in one bet.',
  UNSUPPORTED_BET_TYPE: () => 'This kind of bet cannot be made of these picks.',
};
