import type { Limits } from '@winnex/contracts';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Choice } from '../ui/field.tsx';
import { BreakDialog } from './break-dialog.tsx';
import { type BreakTerm, selfExclusions, termText, timeOuts } from './break-terms.ts';

/** The two ways to stop for a while. */
export function BreakSection({ known }: { known: Limits }) {
  const isOut = known.timeOutUntil !== undefined;
  const isExcluded = known.selfExclusion !== undefined;
  return (
    <>
      <h2 id="breaks" class="mt-2 font-semibold text-lg">
        Take a break
      </h2>
      <div class="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <BreakCard
          title="Time-out"
          action={isOut ? 'Make it longer…' : 'Take a time-out…'}
          terms={timeOuts}
          known={known}
        >
          No bets and no deposits for one day to six weeks. It ends by itself.
        </BreakCard>
        <BreakCard
          title="Self-exclusion"
          action={isExcluded ? 'Make it longer…' : 'Exclude myself…'}
          terms={selfExclusions}
          known={known}
        >
          No bets and no deposits for six months to five years. It ends only when you ask to return
          after that.
        </BreakCard>
      </div>
    </>
  );
}

function BreakCard(props: {
  title: string;
  action: string;
  terms: readonly BreakTerm[];
  known: Limits;
  children: ComponentChildren;
}) {
  const [index, setIndex] = useState(0);
  const [open, setOpen] = useState(false);
  const term = props.terms[index];
  if (term === undefined) return null;
  return (
    <section class="card flex flex-col gap-3 p-4" aria-label={props.title}>
      <div class="flex-1">
        <h3 class="font-semibold">{props.title}</h3>
        <p class="text-muted text-sm">{props.children}</p>
      </div>
      <Choice
        label="How long, from now"
        name={term.kind}
        value={String(index)}
        options={props.terms.map((one, at) => ({ value: String(at), text: termText(one) }))}
        onChoose={(chosen) => setIndex(Number(chosen))}
      />
      <button
        type="button"
        class="button"
        data-testid={`${term.kind}-open`}
        onClick={() => setOpen(true)}
      >
        {props.action}
      </button>
      {open && <BreakDialog term={term} known={props.known} onClose={() => setOpen(false)} />}
    </section>
  );
}
