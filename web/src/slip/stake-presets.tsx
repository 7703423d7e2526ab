import { setStake } from './slip-model.ts';
import { currency } from './slip-state.ts';
import type { LegView } from './slip-totals.ts';
import { stakePresets } from './stake.ts';
import { slip } from './stored-slip.ts';

/** Usual amounts, for the one pick or for each of several. */
export function StakePresets({ views }: { views: readonly LegView[] }) {
  const open = views.filter(({ leg }) => leg.attempt === null);
  if (open.length === 0) return null;
  return (
    <fieldset class="px-4">
      <legend class="pt-3 pb-1.5 font-medium text-sm">
        {open.length === 1 ? 'Stake' : 'Stake on each'}
      </legend>
      <div class="grid grid-cols-4 gap-1.5">
        {stakePresets.map((amount) => (
          <button
            key={amount}
            type="button"
            class="min-h-11 rounded-lg border border-line font-medium tabular-nums hover:bg-raised"
            onClick={() => {
              slip.value = open.reduce((now, { name }) => setStake(now, name, amount), slip.peek());
            }}
          >
            {amount}
            <span class="sr-only"> {currency.value}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
