import type { LimitEntry, LimitPath } from '@winnex/contracts';
import { useSubmit } from '../account/use-submit.ts';
import { api } from '../api/endpoints.ts';
import { Note } from '../ui/note.tsx';
import { momentText, now } from '../ui/time-text.ts';
import { showToast } from '../ui/toast.tsx';
import { maxText, ownMax, wishStage } from './limit-words.ts';
import { takeLimits } from './limits-state.ts';

/** A wish to raise or remove a limit: when it can be confirmed, when it lapses, and dropping it. */
export function LimitWish(props: { path: LimitPath; entry: LimitEntry; currency: string }) {
  const { path, entry, currency } = props;
  const { pending } = entry;
  const own = ownMax(entry);
  const confirm = useSubmit(async () => {
    await takeLimits(api.confirmLimit(path));
    showToast(pending?.max == null ? 'The limit is removed.' : 'The higher limit is in force.');
  });
  const keep = useSubmit(async () => {
    // The limit in force, set again, drops the wish.
    if (own !== null) await takeLimits(api.setLimit(path, { max: String(own) }));
    showToast('The limit stays as it is.');
  });
  const stage = pending && wishStage(pending, now.value);
  if (!pending || !stage || own === null) return null;
  const busy = confirm.busy || keep.busy;
  const error = confirm.error ?? keep.error;
  const text = (max: bigint | string) => maxText(path.kind, max, currency);
  return (
    <div class="mt-2 grid gap-2" data-testid="limit-wish" data-stage={stage}>
      <Note>
        You asked on {momentText(pending.requestedAt)} to{' '}
        {pending.max === null ? 'remove this limit' : `raise this limit to ${text(pending.max)}`}.{' '}
        {stage === 'waiting'
          ? `It can be confirmed from ${momentText(pending.confirmFrom)}`
          : 'It can be confirmed now'}{' '}
        and lapses on {momentText(pending.confirmUntil)}. Until you confirm, {text(own)} stays.
      </Note>
      {error !== null && (
        <Note tone="error" alert>
          {error}
        </Note>
      )}
      <div class="flex flex-wrap gap-2">
        <form onSubmit={keep.submit}>
          <button type="submit" class="button" disabled={busy} data-testid="limit-keep">
            Keep {text(own)}
          </button>
        </form>
        {stage === 'ready' && (
          <form onSubmit={confirm.submit}>
            <button type="submit" class="button" disabled={busy} data-testid="limit-confirm">
              {pending.max === null ? 'Confirm the removal' : `Confirm ${text(pending.max)}`}
            </button>
          </form>
        )}
      </div>
    </div>
  );
}
