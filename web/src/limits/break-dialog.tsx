import type { Limits } from '@winnex/contracts';
import { useRef } from 'preact/hooks';
import { useSubmit } from '../account/use-submit.ts';
import { api } from '../api/endpoints.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Note } from '../ui/note.tsx';
import { momentText } from '../ui/time-text.ts';
import { showToast } from '../ui/toast.tsx';
import { type BreakTerm, breakEndMs, termText } from './break-terms.ts';
import { takeLimits } from './limits-state.ts';

/** Says what a break does, and that it cannot be undone, before it is taken. */
export function BreakDialog(props: { term: BreakTerm; known: Limits; onClose: () => void }) {
  const { term, known, onClose } = props;
  const openedAtMs = useRef(Date.now()).current;
  const endMs = breakEndMs(term, openedAtMs);
  const end = momentText(new Date(endMs).toISOString());
  const isTimeOut = term.kind === 'time-out';
  const running = isTimeOut ? known.timeOutUntil : known.selfExclusion?.until;
  const isShorter = running !== undefined && Date.parse(running) >= endMs;

  const { busy, error, submit } = useSubmit(async () => {
    await takeLimits(
      term.kind === 'time-out'
        ? api.takeTimeOut({ days: term.days })
        : api.selfExclude({ months: term.months }),
    );
    showToast(isTimeOut ? 'Your time-out has begun.' : 'You are excluded from betting.');
    onClose();
    scrollTo(0, 0);
  });
  return (
    <Dialog
      title={isTimeOut ? 'Take a time-out' : 'Exclude myself'}
      onClose={onClose}
      testId="break-dialog"
    >
      <form class="grid gap-4 p-4" onSubmit={submit}>
        {error !== null && (
          <Note tone="error" alert>
            {error}
          </Note>
        )}
        {isShorter ? (
          <p>
            Your break lasts until {momentText(running)} already, and cannot be made shorter. Choose
            a longer one to lengthen it.
          </p>
        ) : (
          <>
            <p>
              For {!isTimeOut && 'at least '}
              {termText(term)}, from now until <strong class="font-semibold">{end}</strong>:
            </p>
            <ul class="grid list-disc gap-1.5 pl-5">
              <li>You cannot place bets and cannot deposit.</li>
              <li>Bets that are open stand, and are paid out as usual.</li>
              <li>You can still sign in and see your bets and your balance.</li>
              {isTimeOut ? (
                <li>It ends by itself.</li>
              ) : (
                <li>
                  It goes on after that until you ask here to return, and ends 24 hours after you
                  ask.
                </li>
              )}
            </ul>
            <Note tone="warn">
              This cannot be undone or made shorter. It can only be made longer.
            </Note>
            <button
              type="submit"
              class="button button-main"
              data-testid="break-confirm"
              disabled={busy}
            >
              {isTimeOut ? 'Start the time-out now' : 'Exclude me now'}
            </button>
          </>
        )}
        <button type="button" class="button" onClick={onClose}>
          {isShorter ? 'Close' : 'Not now'}
        </button>
      </form>
    </Dialog>
  );
}
