import type { Clock } from '../../../platform/ports/clock.ts';
import type { FeedMessage } from '../feeds/feed.ts';
import type { ProducerHealth } from './producer-health.ts';

export interface ProducerCounters {
  readonly producer: string;
  readonly up: boolean;
  /** Since its last sign of life, by our clock. */
  readonly aliveAgeMs: number;
}

export interface FeedCounters {
  readonly messages: Readonly<Record<FeedMessage['kind'], number>>;
  /** Messages that changed nothing: said before, or out of date. */
  readonly unchanged: number;
  readonly quarantined: number;
  /** Reports of what could not be read that were dropped, because there were far too many. */
  readonly reportsDropped: number;
  readonly silences: number;
  readonly recoveries: number;
  /** Snapshots that answer no request under way. */
  readonly strangeSnapshots: number;
  readonly producers: readonly ProducerCounters[];
}

export interface FeedTally {
  received(kind: FeedMessage['kind']): void;
  add(name: 'unchanged' | 'quarantined' | 'reportsDropped' | 'silences' | 'strangeSnapshots'): void;
  counters(recoveries: number): FeedCounters;
}

export function createFeedTally(clock: Clock, health: ProducerHealth): FeedTally {
  const messages: Record<FeedMessage['kind'], number> = {
    'fixture-change': 0,
    'odds-change': 0,
    'bet-stop': 0,
    'bet-settlement': 0,
    'rollback-bet-settlement': 0,
    'bet-cancel': 0,
    'rollback-bet-cancel': 0,
    alive: 0,
    'snapshot-complete': 0,
  };
  const counts = {
    unchanged: 0,
    quarantined: 0,
    reportsDropped: 0,
    silences: 0,
    strangeSnapshots: 0,
  };
  return {
    received(kind) {
      if (Object.hasOwn(messages, kind)) messages[kind] += 1;
    },
    add(name) {
      counts[name] += 1;
    },
    counters: (recoveries) => ({
      messages: { ...messages },
      ...counts,
      recoveries,
      producers: [...health.all()].map(({ name, up, heardAtMs }) => ({
        producer: name,
        up,
        aliveAgeMs: clock.now() - heardAtMs,
      })),
    }),
  };
}
