/** What to do with a frame of one topic. */
export type Step = 'apply' | 'ignore' | 'resubscribe';

export interface Sequence {
  /** The last frame taken, or null while a snapshot is awaited. */
  readonly seq: number | null;
  readonly step: Step;
}

/**
 * Newest state wins: a snapshot is always taken, also in mid-stream. A delta counts only as the very
 * next frame after the last one; a gap asks for a new snapshot, and what comes before that is old.
 */
export function nextStep(last: number | null, op: 'snapshot' | 'delta', seq: number): Sequence {
  if (op === 'snapshot') return { seq, step: 'apply' };
  if (last === null || seq <= last) return { seq: last, step: 'ignore' };
  if (seq === last + 1) return { seq, step: 'apply' };
  return { seq: null, step: 'resubscribe' };
}
