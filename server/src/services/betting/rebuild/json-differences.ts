export interface JsonDifference {
  /** `legs.0.odds`; empty for the value itself. */
  readonly path: string;
  /** JSON; null where there is nothing. */
  readonly stored: string | null;
  readonly rebuilt: string | null;
}

/** Where two JSON values differ, leaf by leaf; the order of fields is none. */
export function jsonDifferences(stored: unknown, rebuilt: unknown, path = ''): JsonDifference[] {
  if (isBranch(stored) && isBranch(rebuilt) && Array.isArray(stored) === Array.isArray(rebuilt)) {
    return [...new Set([...Object.keys(stored), ...Object.keys(rebuilt)])].flatMap((key) =>
      jsonDifferences(stored[key], rebuilt[key], path === '' ? key : `${path}.${key}`),
    );
  }
  const [before, after] = [text(stored), text(rebuilt)];
  return before === after ? [] : [{ path, stored: before, rebuilt: after }];
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const text = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);
