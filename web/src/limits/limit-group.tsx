import type { LimitPath, Limits } from '@winnex/contracts';
import { limitPeriods } from '@winnex/kernel';
import { useId } from 'preact/hooks';
import { LimitRow } from './limit-row.tsx';
import { kindWords } from './limit-words.ts';

/** All limits of one kind, set or not. */
export function LimitGroup({ kind, known }: { kind: LimitPath['kind']; known: Limits }) {
  const { title, meaning } = kindWords[kind];
  const titleId = useId();
  return (
    <section class="card overflow-hidden" aria-labelledby={titleId}>
      <header class="px-4 pt-3 pb-2.5">
        <h2 id={titleId} class="font-semibold text-lg">
          {title}
        </h2>
        <p class="text-muted text-sm">{meaning}</p>
      </header>
      <ul>
        {limitPeriods[kind].map((period) => (
          <LimitRow
            key={period}
            path={{ kind, period }}
            currency={known.currency}
            entry={known.limits.find((one) => one.kind === kind && one.period === period)}
          />
        ))}
      </ul>
    </section>
  );
}
