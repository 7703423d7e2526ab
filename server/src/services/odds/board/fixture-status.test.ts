import { expect, it } from 'vitest';
import type { FixtureStatus } from '../feeds/feed.ts';
import { FIXTURE_STATUSES, mayBecome } from './fixture-status.ts';

const before = ['not-started', 'postponed'] as const;
const during = ['live', 'ended', 'abandoned'] as const;

const allowed: Readonly<Record<FixtureStatus, readonly FixtureStatus[]>> = {
  'not-started': [...before, ...during, 'cancelled', 'closed'],
  postponed: [...before, ...during, 'cancelled', 'closed'],
  live: [...during, 'cancelled', 'closed'],
  ended: [...during, 'cancelled', 'closed'],
  abandoned: [...during, 'cancelled', 'closed'],
  cancelled: ['cancelled', 'closed'],
  closed: ['closed'],
};

it.each(FIXTURE_STATUSES)('from %s', (from) => {
  const reachable = FIXTURE_STATUSES.filter((to) => mayBecome(from, to));
  expect(reachable.sort()).toEqual([...allowed[from]].sort());
});

it('composes: a message that got lost makes no later one illegal', () => {
  for (const a of FIXTURE_STATUSES) {
    for (const b of allowed[a]) {
      for (const c of allowed[b]) expect(mayBecome(a, c)).toBe(true);
    }
  }
});
