import { PlacedBets } from './placed-bets.tsx';
import { PolicyChoice } from './policy-choice.tsx';
import { SlipFooter } from './slip-footer.tsx';
import { SlipLegView } from './slip-leg.tsx';
import { clearLegs } from './slip-model.ts';
import { legViews } from './slip-state.ts';
import { StakePresets } from './stake-presets.tsx';
import { placedBets, slip } from './stored-slip.ts';

/** The slip's content, the same in the rail and in the sheet. */
export function SlipPanel() {
  const views = legViews.value;
  const isEmpty = views.length === 0;
  return (
    <div class="flex min-h-0 flex-1 flex-col" data-testid="slip">
      <div class="relative min-h-0 flex-1 overflow-y-auto">
        <PlacedBets />
        {isEmpty && placedBets.value.length === 0 && <EmptySlip />}
        {!isEmpty && (
          <>
            <div class="flex items-center justify-between gap-2 px-4 pt-2">
              <p class="text-muted text-sm">
                {views.length === 1 ? 'Single' : `${views.length} singles, each its own bet`}
              </p>
              <button
                type="button"
                class="-mr-2 min-h-11 rounded-lg px-2 font-medium text-muted text-sm hover:text-ink"
                onClick={() => {
                  slip.value = clearLegs(slip.peek());
                }}
              >
                Clear all
              </button>
            </div>
            <ul>
              {views.map((view) => (
                <SlipLegView key={view.name} view={view} />
              ))}
            </ul>
            <StakePresets views={views} />
            <div class="px-4 py-3">
              <PolicyChoice />
            </div>
          </>
        )}
      </div>
      {!isEmpty && <SlipFooter />}
    </div>
  );
}

function EmptySlip() {
  return (
    <div class="px-6 py-10 text-center text-muted">
      <p class="font-semibold text-ink">Your slip is empty</p>
      <p class="mt-1 text-sm">Tap a price to add it here. Nothing is placed until you say so.</p>
    </div>
  );
}
