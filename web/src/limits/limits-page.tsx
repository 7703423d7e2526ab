import type { LimitPath, Limits } from '@winnex/contracts';
import { useEffect } from 'preact/hooks';
import { wallet } from '../account/account.ts';
import { SignedInOnly } from '../account/signed-in-only.tsx';
import { Loading, Note } from '../ui/note.tsx';
import { BreakSection } from './break-section.tsx';
import { BreakStatus } from './break-status.tsx';
import { LimitGroup } from './limit-group.tsx';
import { kindWords } from './limit-words.ts';
import { limits, limitsError, loadLimits } from './limits-state.ts';

export function LimitsPage() {
  return (
    <div class="grid grid-cols-1 gap-4">
      <div>
        <h1 class="font-semibold text-2xl tracking-tight" tabIndex={-1}>
          Limits and breaks
        </h1>
        <p class="mt-1 max-w-prose text-muted">
          Decide here how much money and time betting may take. A first or lower limit takes effect
          now. A higher one waits at least 24 hours for your second word. Limits count the last 24
          hours, 7 days or month up to now.
        </p>
      </div>
      <SignedInOnly what="your limits and breaks">
        <LimitsAndBreaks />
      </SignedInOnly>
    </div>
  );
}

const isOnBreak = ({ timeOutUntil, selfExclusion }: Limits) =>
  timeOutUntil !== undefined || selfExclusion !== undefined;

const kinds = Object.keys(kindWords) as LimitPath['kind'][];

function LimitsAndBreaks() {
  const known = limits.value;
  // What is used up changes with the money.
  const balance = wallet.value?.cashMinor;
  useEffect(() => void loadLimits(), [balance]);
  return (
    <>
      {limitsError.value !== null && (
        <Note tone="error" alert>
          {limitsError.value}{' '}
          <button type="button" class="quiet-link" onClick={() => void loadLimits()}>
            Try again
          </button>
        </Note>
      )}
      {known === null && limitsError.value === null && <Loading rows={4} />}
      {known !== null && (
        <>
          {isOnBreak(known) && <BreakStatus known={known} />}
          <a class="quiet-link justify-self-start py-1" href="#breaks">
            {isOnBreak(known) ? 'Make your break longer' : 'Take a break from betting'}
          </a>
          {kinds.map((kind) => (
            <LimitGroup key={kind} kind={kind} known={known} />
          ))}
          <BreakSection known={known} />
        </>
      )}
    </>
  );
}
