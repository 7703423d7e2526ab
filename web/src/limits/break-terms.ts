/** A break as it can be asked for. */
export type BreakTerm =
  | { readonly kind: 'time-out'; readonly days: number }
  | { readonly kind: 'self-exclusion'; readonly months: number };

const DAY_MS = 86_400_000;

/**
 * When a break that is taken now ends, or may at the earliest. A month that has no such day gives
 * the first of the next, as the server counts.
 */
export function breakEndMs(term: BreakTerm, nowMs: number): number {
  if (term.kind === 'time-out') return nowMs + term.days * DAY_MS;
  const end = new Date(nowMs);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + term.months);
  if (end.getUTCDate() !== day) end.setUTCDate(1);
  return end.getTime();
}

/** `1 day`, `3 weeks`, `6 months`, `2 years`. */
export function termText(term: BreakTerm): string {
  if (term.kind === 'time-out') {
    return term.days % 7 === 0 ? count(term.days / 7, 'week') : count(term.days, 'day');
  }
  return term.months % 12 === 0 ? count(term.months / 12, 'year') : count(term.months, 'month');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** Terms that are offered, within what may be asked for: 1 to 42 days, 6 to 60 months. */
export const timeOuts: readonly BreakTerm[] = [1, 2, 3, 5, 7, 14, 21, 28, 35, 42].map((days) => ({
  kind: 'time-out',
  days,
}));
export const selfExclusions: readonly BreakTerm[] = [6, 9, 12, 18, 24, 36, 48, 60].map(
  (months) => ({ kind: 'self-exclusion', months }),
);
