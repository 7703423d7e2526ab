import type { Bet } from '@winnex/contracts';
import { resultWord } from '../ui/result-words.ts';

export type BetTab = 'open' | 'settled' | 'rejected';

export function tabOf({ status }: Bet): BetTab {
  if (status === 'ACCEPTED') return 'open';
  return status === 'REJECTED' ? 'rejected' : 'settled';
}

/** A short code to read out to customer service: the tail of the id (its head is a time). */
export function betReference(id: string): string {
  const tail = id.replaceAll('-', '').slice(-8).toUpperCase();
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** Where a bet stands, in a word or two. */
export function betState(bet: Bet): string {
  if (bet.status === 'ACCEPTED') return bet.settlementVersion > 0 ? 'Reopened' : 'Open';
  if (bet.status === 'REJECTED') return 'Not placed';
  if (bet.status === 'VOIDED') return 'Void';
  return resultWord(bet.result) ?? 'Settled';
}

/** What the customer has gained or lost over all: payout less stake. Null while open. */
export function netMinor(bet: Bet): bigint | null {
  if (bet.payoutMinor === undefined || tabOf(bet) !== 'settled') return null;
  return BigInt(bet.payoutMinor) - BigInt(bet.stakeMinor);
}

/** What happened to the result after it was first settled; null when nothing did. */
export function correctionWords(bet: Bet): string | null {
  if (bet.status === 'ACCEPTED' && bet.settlementVersion > 0) {
    return 'The result was withdrawn, so this bet is open again.';
  }
  if (tabOf(bet) !== 'settled' || bet.settlementVersion < 2) return null;
  return `The result was corrected. This is settlement number ${bet.settlementVersion}.`;
}
