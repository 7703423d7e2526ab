import { useRef } from 'preact/hooks';
import { session } from '../account/session.ts';
import { pricesFresh } from '../live/start-live.ts';
import { moneyText } from '../ui/money-text.ts';
import { acceptMoves, placeSlip } from './place.ts';
import { currency, totals } from './slip-state.ts';

/** A second tap this soon was meant for the button that stood there before. */
const GUARD_MS = 600;

/** Totals and the one button that places bets. Never scrolls away. */
export function SlipFooter() {
  const { ready, stakeMinor, returnMinor, mustAccept, waiting, obstacle } = totals.value;
  const acceptedAtMs = useRef(0);
  const fresh = pricesFresh.value;
  const words = fresh ? obstacle : 'Waiting for live prices. Nothing can be placed until then.';
  return (
    <div class="border-line border-t bg-surface px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
      <dl class="grid grid-cols-[1fr_auto] gap-y-0.5 text-sm">
        <dt class="text-muted">Total stake</dt>
        <dd class="text-right font-medium tabular-nums" data-testid="total-stake">
          {moneyText(stakeMinor, currency.value)}
        </dd>
        <dt class="text-muted">Returns if all win</dt>
        <dd class="text-right font-semibold tabular-nums" data-testid="total-return">
          {moneyText(returnMinor, currency.value)}
        </dd>
      </dl>
      <p class="my-2 text-muted text-sm empty:hidden" id="slip-obstacle" role="status">
        {words}
      </p>
      {mustAccept.length > 0 && words === null ? (
        <button
          type="button"
          class="button button-main mt-2 w-full"
          data-testid="accept-prices"
          onClick={() => {
            acceptedAtMs.current = performance.now();
            acceptMoves(mustAccept);
          }}
        >
          {mustAccept.length === 1 ? 'Accept the new price' : 'Accept the new prices'}
        </button>
      ) : (
        <button
          type="button"
          class="button button-main mt-2 w-full"
          data-testid="place-bet"
          aria-describedby="slip-obstacle"
          disabled={!fresh || waiting > 0 || obstacle !== null || ready.length === 0}
          onClick={() => {
            if (performance.now() - acceptedAtMs.current > GUARD_MS) void placeSlip();
          }}
        >
          {buttonText(waiting, ready.length, stakeMinor)}
        </button>
      )}
    </div>
  );
}

function buttonText(waiting: number, bets: number, stakeMinor: bigint): string {
  if (waiting > 0) return 'Placing…';
  const amount = stakeMinor > 0n ? ` · ${moneyText(stakeMinor, currency.value)}` : '';
  if (session.value === null) return `Sign in to place${amount}`;
  return bets > 1 ? `Place ${bets} bets${amount}` : `Place bet${amount}`;
}
