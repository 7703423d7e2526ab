import { useEffect } from 'preact/hooks';
import { api } from '../api/endpoints.ts';
import { ApiProblem } from '../api/problem.ts';
import { forgetFixture, takeFixture } from './board.ts';
import { link } from './start-live.ts';

const watchers = new Map<string, number>();

/** Follows a fixture while somebody needs it. Returns what stops following. */
export function watchFixture(id: string): () => void {
  const count = watchers.get(id) ?? 0;
  watchers.set(id, count + 1);
  if (count === 0) {
    link.subscribe(`fixture:${id}`);
    void readFixture(id);
  }
  return () => {
    const left = (watchers.get(id) ?? 1) - 1;
    watchers.set(id, left);
    if (left > 0) return;
    watchers.delete(id);
    link.unsubscribe(`fixture:${id}`);
    forgetFixture(id);
  };
}

/** The live channel answers sooner; this is for fixtures that have left it, and for when it fails. */
async function readFixture(id: string): Promise<void> {
  try {
    const detail = await api.fixture(id);
    if (watchers.has(id)) takeFixture(id, detail);
  } catch (error) {
    const unknown = error instanceof ApiProblem && error.problem.status === 404;
    if (unknown && watchers.has(id)) takeFixture(id, null);
  }
}

export function useWatchedFixture(id: string): void {
  useEffect(() => watchFixture(id), [id]);
}
