import type { FixtureStatus } from '../feeds/feed.ts';

/**
 * The stages of a fixture's life. A fixture moves freely within a stage and forward, never back: a
 * match that was postponed may be scheduled again and an abandoned one resumed, but what has begun
 * is not unbegun and what is closed stays closed. The rule composes, so a message that got lost
 * or came late never makes the next one illegal.
 */
const STAGES: Readonly<Record<FixtureStatus, number>> = {
  'not-started': 0,
  postponed: 0,
  live: 1,
  ended: 1,
  abandoned: 1,
  cancelled: 2,
  closed: 3,
};

export function mayBecome(from: FixtureStatus, to: FixtureStatus): boolean {
  return STAGES[to] >= STAGES[from];
}

/** Only these take bets: after the end, or while nobody knows when it starts, nothing is open. */
export function takesBets(status: FixtureStatus): boolean {
  return status === 'not-started' || status === 'live';
}

/** Nothing more will be played. */
export function isOver(status: FixtureStatus): boolean {
  return STAGES[status] > 0 && status !== 'live';
}

export const FIXTURE_STATUSES = Object.keys(STAGES) as readonly FixtureStatus[];
