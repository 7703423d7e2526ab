import { useEffect } from 'preact/hooks';
import { closeDialog } from '../ui/open-dialog.ts';
import { momentText } from '../ui/time-text.ts';
import { depositRoom, maxText, periodWords } from './limit-words.ts';
import { limits, loadLimits } from './limits-state.ts';

/** What the customer's limits and breaks leave for a deposit. */
export function DepositRoom() {
  useEffect(() => void loadLimits(), []);
  return (
    <p class="text-muted text-sm" data-testid="deposit-room">
      <Room />{' '}
      <a class="quiet-link" href="/limits" onClick={closeDialog}>
        Limits and breaks
      </a>
    </p>
  );
}

function Room() {
  const known = limits.value;
  if (known === null) return null;
  const { timeOutUntil, selfExclusion, currency } = known;
  if (selfExclusion !== undefined) return <>You have excluded yourself: no deposits are taken.</>;
  if (timeOutUntil !== undefined) {
    return <>You are taking a time-out until {momentText(timeOutUntil)}: no deposits are taken.</>;
  }
  const least = depositRoom(known.limits);
  if (least === null) return <>You have no deposit limit.</>;
  const text = (minor = '0') => maxText('deposit', minor, currency);
  return (
    <>
      Your deposit limit of {text(least.max)} {periodWords[least.period]} leaves{' '}
      <span class="font-semibold text-ink tabular-nums">{text(least.remaining)}</span>.
    </>
  );
}
