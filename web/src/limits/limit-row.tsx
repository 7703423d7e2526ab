import type { LimitEntry } from '@winnex/contracts';
import { useRef, useState } from 'preact/hooks';
import { LimitForm, type LimitProps } from './limit-form.tsx';
import { LimitWish } from './limit-wish.tsx';
import { kindWords, maxText, ownMax, periodWords } from './limit-words.ts';

export function LimitRow({ path, currency, entry }: LimitProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const name = `${kindWords[path.kind].subject} ${periodWords[path.period]}`;
  return (
    <li
      class="border-line border-t px-4 py-3"
      data-testid={`limit-${path.kind}-${path.period}`}
      data-max={entry?.max}
    >
      <div class="flex items-center justify-between gap-3">
        <div class="min-w-0">
          <p class="text-muted text-sm first-letter:uppercase">{periodWords[path.period]}</p>
          <p class={entry === undefined ? 'text-muted' : 'font-semibold text-lg tabular-nums'}>
            {entry === undefined ? 'No limit' : maxText(path.kind, entry.max, currency)}
          </p>
        </div>
        <button
          ref={button}
          type="button"
          class="button shrink-0"
          aria-expanded={open}
          aria-label={`${buttonText(open, entry)}: ${name}`}
          onClick={() => setOpen(!open)}
        >
          {buttonText(open, entry)}
        </button>
      </div>
      {entry !== undefined && <Use entry={entry} currency={currency} />}
      {entry?.source === 'operator' && <OperatorWords entry={entry} currency={currency} />}
      {entry?.pending && <LimitWish path={path} entry={entry} currency={currency} />}
      {open && (
        <LimitForm
          path={path}
          currency={currency}
          entry={entry}
          onDone={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </li>
  );
}

function buttonText(open: boolean, entry: LimitEntry | undefined): string {
  if (open) return 'Close';
  return ownMax(entry) === null ? 'Set a limit' : 'Change';
}

/** How far a limit is used up, where that is told. */
function Use({ entry, currency }: { entry: LimitEntry; currency: string }) {
  const { kind, max, used, remaining } = entry;
  if (used === undefined || remaining === undefined) return null;
  const whole = BigInt(max);
  const share = whole === 0n ? 100n : (BigInt(used) * 100n) / whole;
  return (
    <div class="mt-1.5">
      <div class="h-1.5 overflow-hidden rounded-full bg-hover" aria-hidden="true">
        <div class="h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
      </div>
      <p class="mt-1 flex justify-between gap-3 text-muted text-sm tabular-nums">
        <span>{maxText(kind, used, currency)} used</span>
        <span>{maxText(kind, remaining, currency)} left</span>
      </p>
    </div>
  );
}

function OperatorWords({ entry, currency }: { entry: LimitEntry; currency: string }) {
  const { kind, ownMax: own } = entry;
  return (
    <p class="mt-1 text-muted text-sm">
      Set by us for your account.{' '}
      {own === undefined
        ? 'Set one of your own, and the lower of the two counts.'
        : `Your own limit is ${maxText(kind, own, currency)}; the lower of the two counts.`}
    </p>
  );
}
