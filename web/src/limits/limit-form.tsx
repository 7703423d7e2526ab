import type { LimitEntry, LimitPath } from '@winnex/contracts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSubmit } from '../account/use-submit.ts';
import { api } from '../api/endpoints.ts';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { showToast } from '../ui/toast.tsx';
import { LimitRemoval } from './limit-removal.tsx';
import {
  changeOf,
  changeWords,
  kindWords,
  type LimitChange,
  maxText,
  ownMax,
  periodWords,
} from './limit-words.ts';
import { takeLimits } from './limits-state.ts';
import { readMax } from './read-max.ts';

export interface LimitProps {
  readonly path: LimitPath;
  readonly currency: string;
  /** Undefined where no limit is in force. */
  readonly entry: LimitEntry | undefined;
}

/** Sets one limit, and says before what setting it will do. */
export function LimitForm({ path, currency, entry, onDone }: LimitProps & { onDone: () => void }) {
  const [text, setText] = useState('');
  const [touched, setTouched] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const { kind, period } = path;
  const own = ownMax(entry);
  const read = readMax(kind, text, currency);
  const change = read.kind === 'amount' ? changeOf(own, read.minor) : null;
  const shown = (max: bigint) => maxText(kind, max, currency);

  const { busy, errors, error, submit } = useSubmit(async () => {
    setTouched(true);
    if (read.kind !== 'amount') return;
    await takeLimits(api.setLimit(path, { max: String(read.minor) }));
    if (change === 'now') showToast(`Your limit of ${shown(read.minor)} is in force.`);
    onDone();
  });
  const unread = read.kind === 'invalid' ? read.message : undefined;
  const missing = touched && read.kind === 'empty' ? 'Enter a limit.' : undefined;
  return (
    <div class="mt-3 grid gap-3 rounded-xl bg-raised p-3">
      <form ref={form} class="grid gap-3" onSubmit={submit} noValidate>
        {error !== null && (
          <Note tone="error" alert>
            {error}
          </Note>
        )}
        <Field
          label={`${kindWords[kind].title} ${periodWords[period]}${unit(kind, currency)}`}
          name="max"
          type="text"
          decimal={kind !== 'session'}
          autocomplete="off"
          testId="limit-max"
          value={text}
          error={errors.max ?? unread ?? missing}
          hint={kind === 'session' ? 'Minutes such as 90, or hours such as 1:30.' : undefined}
          onText={setText}
        />
        <p class="text-sm empty:hidden" role="status">
          {change !== null && changeWords(change, own, (max) => maxText(kind, max, currency))}
        </p>
        <button type="submit" class="button button-main" data-testid="limit-save" disabled={busy}>
          {submitText(own, change)}
        </button>
      </form>
      {own !== null && <LimitRemoval path={path} own={shown(own)} onDone={onDone} />}
    </div>
  );
}

const unit = (kind: LimitPath['kind'], currency: string) =>
  kind === 'session' ? '' : `, ${currency}`;

function submitText(own: bigint | null, change: LimitChange | null): string {
  if (change === 'wait') return 'Ask for the higher limit';
  return own === null ? 'Set the limit' : 'Change the limit';
}
