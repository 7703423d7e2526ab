import { session } from '../account/session.ts';
import { moneyText } from '../ui/money-text.ts';
import { Note } from '../ui/note.tsx';
import { oddsText } from '../ui/odds-text.ts';
import { sendAgain } from './place.ts';
import { type Attempt, dropAttempt, type SlipLeg } from './slip-model.ts';
import { placement } from './start-placement.ts';
import { slip } from './stored-slip.ts';

/** A bet on its way, or one whose answer was lost: what is known, and what the customer can do. */
export function LegAttempt({ leg, attempt }: { leg: SlipLeg; attempt: Attempt }) {
  const { request, phase } = attempt;
  const stake = moneyText(request.stakeMinor, request.currency);
  const isTheirs = session.value?.profile.id === attempt.userId;
  return (
    <div class="mt-2 grid gap-2 text-sm" role="status">
      {!isTheirs && (
        <Note tone="warn">
          A bet of {stake} was sent from another account. Sign in there to see what became of it.
        </Note>
      )}
      {isTheirs && phase === 'sending' && <Note>Placing {stake}…</Note>}
      {isTheirs && phase === 'checking' && (
        <Note>The connection was lost. Checking whether your bet of {stake} was placed…</Note>
      )}
      {isTheirs && phase === 'unreachable' && (
        <>
          <Note tone="warn">
            We cannot say yet whether your bet of {stake} was placed. It will not be sent twice.
          </Note>
          <button type="button" class="button" onClick={() => void placement.check(attempt)}>
            Check again
          </button>
        </>
      )}
      {isTheirs && phase === 'not-recorded' && (
        <>
          <Note tone="warn">
            Your bet of {stake} did not reach us, and nothing was taken from your balance.
          </Note>
          <div class="grid grid-cols-2 gap-2">
            <button
              type="button"
              class="button"
              onClick={() => {
                slip.value = dropAttempt(slip.peek(), attempt.key, null);
              }}
            >
              Leave it
            </button>
            <button
              type="button"
              class="button button-main"
              onClick={() => void sendAgain(leg, attempt)}
            >
              Send at {oddsText(request.legs[0]?.odds ?? leg.odds)}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
