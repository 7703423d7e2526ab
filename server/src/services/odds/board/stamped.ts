import { isDeepStrictEqual } from 'node:util';
import type { Stamped } from './board.ts';

/**
 * The newer of what is known and what is said now; the same object when nothing changes. At one
 * and the same time the later arrival wins, because a producer's own order is that of arrival.
 */
export function newer<Value>(
  known: Stamped<Value> | undefined,
  at: number,
  value: Value,
): Stamped<Value> {
  if (known === undefined) return { at, value };
  if (at < known.at) return known;
  if (isDeepStrictEqual(known.value, value)) {
    return at === known.at ? known : { at, value: known.value };
  }
  return { at, value };
}
