import { signal } from '@preact/signals';
import type { Bet } from '@winnex/contracts';
import { heardBets, takeBets } from '../account/account.ts';
import { api } from '../api/endpoints.ts';
import { errorWords } from '../api/problem.ts';
import { type BetTab, tabOf } from './bet-words.ts';

export interface BetPages {
  readonly tab: BetTab;
  readonly loading: boolean;
  readonly error: string | null;
  readonly nextCursor: string | null;
}

export const betPages = signal<BetPages>({
  tab: 'open',
  loading: false,
  error: null,
  nextCursor: null,
});

/** Reads the first page of a tab, or with `more` the one after what is there. */
export async function loadBets(tab: BetTab, more = false): Promise<void> {
  const cursor = more ? betPages.peek().nextCursor : null;
  betPages.value = { tab, loading: true, error: null, nextCursor: cursor };
  try {
    const page = await api.bets(tab, cursor);
    takeBets(page.bets);
    if (betPages.peek().tab !== tab) return;
    betPages.value = { tab, loading: false, error: null, nextCursor: page.nextCursor };
  } catch (error) {
    if (betPages.peek().tab !== tab) return;
    betPages.value = { tab, loading: false, error: errorWords(error), nextCursor: cursor };
  }
}

/** Every bet known for a tab, the latest first. */
export function betsOf(tab: BetTab): Bet[] {
  return [...heardBets.value.values()]
    .filter((bet) => tabOf(bet) === tab)
    .sort((a, b) => b.placedAt.localeCompare(a.placedAt));
}
