import { betReference } from '../bets/bet-words.ts';
import { Icon } from '../ui/icon.tsx';
import { moneyText } from '../ui/money-text.ts';
import { oddsText } from '../ui/odds-text.ts';
import { closeDialog } from '../ui/open-dialog.ts';
import { placedBets } from './stored-slip.ts';

/** The receipt of what was just placed. */
export function PlacedBets() {
  const bets = placedBets.value;
  if (bets.length === 0) return null;
  return (
    <section class="m-3 rounded-xl bg-tint p-3" data-testid="placed" aria-label="Placed bets">
      <p class="flex items-center gap-2 font-semibold text-accent">
        <Icon name="check" />
        {bets.length === 1 ? 'Bet placed' : `${bets.length} bets placed`}
      </p>
      <ul class="mt-1">
        {bets.map((bet) => (
          <li key={bet.id} class="border-line border-b py-2 text-sm last:border-b-0">
            <p class="font-medium">
              {bet.legs[0]?.outcomeName} at {oddsText(bet.legs[0]?.odds ?? '1')}
            </p>
            <p class="text-muted">
              {moneyText(bet.stakeMinor, bet.currency)} returns{' '}
              {moneyText(bet.potentialReturnMinor, bet.currency)} · {betReference(bet.id)}
            </p>
          </li>
        ))}
      </ul>
      <div class="mt-1 grid grid-cols-2 gap-2">
        <a class="button bg-surface" href="/bets" onClick={closeDialog}>
          My bets
        </a>
        <button
          type="button"
          class="button bg-surface"
          onClick={() => {
            placedBets.value = [];
          }}
        >
          Done
        </button>
      </div>
    </section>
  );
}
