import { batch, signal } from '@preact/signals';
import type { AccountUpdate, Bet, Wallet } from '@winnex/contracts';
import { api } from '../api/endpoints.ts';

/** The signed-in user's wallet, null while unknown. */
export const wallet = signal<Wallet | null>(null);

/** Bets heard of since the page was opened, by id; newest state of each. */
export const heardBets = signal<ReadonlyMap<string, Bet>>(new Map());

export function takeAccount(update: AccountUpdate): void {
  batch(() => {
    if (update.wallet !== undefined) wallet.value = update.wallet;
    if (update.bets.length > 0) takeBets(update.bets);
  });
}

export function takeBets(bets: readonly Bet[]): void {
  const next = new Map(heardBets.peek());
  for (const bet of bets) {
    const known = next.get(bet.id);
    if (known === undefined || !isOlder(bet, known)) next.set(bet.id, bet);
  }
  heardBets.value = next;
}

/** A settlement only ever grows in version, and a settled bet reopens with a higher one. */
function isOlder(given: Bet, known: Bet): boolean {
  return given.settlementVersion < known.settlementVersion;
}

export async function loadWallet(): Promise<void> {
  try {
    wallet.value = await api.wallet();
  } catch {
    // The live channel brings it too; until then the balance is shown as unknown.
  }
}

export function clearAccount(): void {
  batch(() => {
    wallet.value = null;
    heardBets.value = new Map();
  });
}
