import type { Limits } from '@winnex/contracts';
import { useSubmit } from '../account/use-submit.ts';
import { api } from '../api/endpoints.ts';
import { Note } from '../ui/note.tsx';
import { momentText, now } from '../ui/time-text.ts';
import { takeLimits } from './limits-state.ts';

/** The breaks that the customer is taking, and what ends them. */
export function BreakStatus({ known }: { known: Limits }) {
  const { timeOutUntil, selfExclusion } = known;
  return (
    <section class="card grid gap-3 p-4" aria-label="Your break" data-testid="break-status">
      <h2 class="font-semibold text-lg">You are on a break</h2>
      {timeOutUntil !== undefined && (
        <p>
          Time-out until <strong class="font-semibold">{momentText(timeOutUntil)}</strong>. It ends
          by itself; until then there are no bets and no deposits.
        </p>
      )}
      {selfExclusion !== undefined && <SelfExclusion exclusion={selfExclusion} />}
      <p class="text-muted text-sm">
        Bets that are open stand, and are paid out as usual. Your limits can still be lowered.
      </p>
    </section>
  );
}

function SelfExclusion({ exclusion }: { exclusion: NonNullable<Limits['selfExclusion']> }) {
  const { until, returnsAt } = exclusion;
  const moment = <strong class="font-semibold">{momentText(returnsAt ?? until)}</strong>;
  if (returnsAt !== undefined) {
    return <p>You asked to return. Your self-exclusion ends on {moment}.</p>;
  }
  if (now.value < Date.parse(until)) {
    return (
      <p>
        Self-exclusion until {moment} at least. It cannot be ended before. It goes on after it until
        you ask here to return, and ends 24 hours after you ask.
      </p>
    );
  }
  return (
    <>
      <p>
        The term of your self-exclusion ended on {moment}. The exclusion goes on for as long as you
        like: it ends only if you ask to return, 24 hours after you ask.
      </p>
      <AskToReturn />
    </>
  );
}

function AskToReturn() {
  const { busy, error, submit } = useSubmit(() => takeLimits(api.requestReturn()));
  return (
    <form class="grid gap-2" onSubmit={submit}>
      {error !== null && (
        <Note tone="error" alert>
          {error}
        </Note>
      )}
      <button type="submit" class="button" data-testid="ask-return" disabled={busy}>
        Ask to return
      </button>
    </form>
  );
}
