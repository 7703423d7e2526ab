import { signal } from '@preact/signals';
import type { StatementLine } from '@winnex/contracts';
import { api } from '../api/endpoints.ts';
import { errorWords } from '../api/problem.ts';

export interface StatementPages {
  readonly lines: readonly StatementLine[];
  readonly nextCursor: string | null;
  readonly loading: boolean;
  readonly error: string | null;
}

const none: StatementPages = { lines: [], nextCursor: null, loading: false, error: null };
export const statement = signal<StatementPages>(none);

export function forgetStatement(): void {
  statement.value = none;
}

/** Reads the newest lines, or with `more` those before what is there. */
export async function loadStatement(more = false): Promise<void> {
  const before = statement.peek();
  statement.value = { ...before, loading: true, error: null };
  try {
    const page = await api.statement(more ? before.nextCursor : null);
    const lines = more ? [...before.lines, ...page.lines] : page.lines;
    statement.value = { lines, nextCursor: page.nextCursor, loading: false, error: null };
  } catch (error) {
    statement.value = { ...before, loading: false, error: errorWords(error) };
  }
}
