import { pricesFresh } from '../live/start-live.ts';
import { Icon } from './icon.tsx';

/** Tells that prices have stopped coming. While it shows, nothing can be picked or placed. */
export function LinkBanner() {
  return (
    <div role="status" class="sticky top-14 z-30" data-testid="link-banner">
      {!pricesFresh.value && (
        <p class="flex items-center justify-center gap-2 bg-warn-tint px-4 py-2.5 text-center font-medium text-sm text-warn">
          <Icon name="info" size={18} />
          Prices have stopped updating and are locked. Reconnecting…
        </p>
      )}
    </div>
  );
}
