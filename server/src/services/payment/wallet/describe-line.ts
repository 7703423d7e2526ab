/** What a line is, for people, by the transfer's code. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  deposit: 'Deposit',
  stake: 'Stake of a bet',
  payout: 'Payout of a bet',
  'payout-correction': 'Payout after a corrected result',
  'payout-reversal': 'Payout taken back after a corrected result',
  'stake-refund': 'Stake returned: the bet is void',
};

/** A code that is not in the table is shown in words: `cash-out` is `Cash out`. */
export function describeLine(code: string, kind: 'cash' | 'owed'): string {
  const words = code.replaceAll('-', ' ');
  const description = DESCRIPTIONS[code] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return kind === 'owed' ? `${description}: owed, beyond the balance` : description;
}
