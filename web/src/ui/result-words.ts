const words: Readonly<Record<string, string>> = {
  won: 'Won',
  lost: 'Lost',
  void: 'Void',
  push: 'Stake back',
  'half-won': 'Half won',
  'half-lost': 'Half lost',
};

/** A result as people say it. The API writes it `half-won` on markets and `HALF_WON` on bets. */
export function resultWord(result: string | undefined): string | null {
  if (result === undefined) return null;
  return words[result.toLowerCase().replace('_', '-')] ?? null;
}
