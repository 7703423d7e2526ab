import type { Clock } from '../../../platform/ports/clock.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import { applyMessage } from '../board/apply-message.ts';
import { holdProducer, releaseProducer } from '../board/producers.ts';
import { requireText, requireTime } from '../board/read-fields.ts';
import type { BoardMessage } from '../board/readable.ts';
import type { Alive, FeedMessage, SnapshotComplete } from '../feeds/feed.ts';
import type { Quarantined } from '../store/quarantine.ts';
import type { Batch } from './batch.ts';
import type { FeedTally } from './feed-counters.ts';
import type { ProducerHealth } from './producer-health.ts';
import type { Recovery } from './recovery.ts';

export interface IntakeOptions {
  readonly feed: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly health: ProducerHealth;
  readonly recovery: Recovery;
  readonly tally: FeedTally;
  /** Called when a producer came up. */
  onUp(): void;
}

/** What one feed's messages and silences do to the board, each in its turn. */
export interface Intake {
  /** Never throws: what cannot be taken is quarantined. */
  take(batch: Batch, message: FeedMessage): void;
  hold(batch: Batch, producers: readonly string[]): void;
  suspendSilent(batch: Batch, silenceMs: number): void;
  quarantine(batch: Batch, entry: Quarantined): void;
  /** The feed is over: nobody speaks for its markets any more. */
  close(batch: Batch): void;
}

export function createIntake(options: IntakeOptions): Intake {
  const { feed, clock, logger, health, recovery, tally } = options;
  const keyOf = (producer: string) => `${feed}/${producer}`;

  function take(batch: Batch, message: FeedMessage): void {
    tally.received(message?.kind);
    try {
      requireText(message.producer, 'the producer', 120);
      requireTime(message.at, 'the time of the message');
      recovery.progress();
      if (message.kind === 'alive') takeAlive(batch, message);
      else if (message.kind === 'snapshot-complete') takeSnapshot(batch, message);
      else takeBoardMessage(batch, message);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      quarantine(batch, { feed, source: sourceOf(message), reason, message });
    }
  }

  function takeAlive(batch: Batch, { producer, at, subscribed }: Alive): void {
    meet(producer, at);
    if (!subscribed) {
      if (health.unsubscribed(producer)) hold(batch, [producer]);
      recovery.uncover(producer);
    } else if (health.alive(producer, at)) {
      batch.alive(feed, producer, at);
    } else {
      recovery.request();
    }
  }

  function takeSnapshot(batch: Batch, { requestId, at }: SnapshotComplete): void {
    // A feed may say it once for itself or once per producer: the state is here with the first.
    if (recovery.isAnswered(requestId)) return;
    const covered = recovery.complete(requestId);
    if (covered === null) {
      tally.add('strangeSnapshots');
      return;
    }
    for (const producer of covered) {
      health.up(producer, at);
      batch.alive(feed, producer, at);
      for (const change of releaseProducer(batch.board, keyOf(producer), at)) {
        batch.add(change, null);
      }
    }
    logger.info({ requestId, producers: covered }, 'a feed has recovered');
    options.onUp();
    recovery.request();
  }

  function takeBoardMessage(batch: Batch, message: BoardMessage): void {
    meet(message.producer, message.at);
    const qualified = { ...message, producer: keyOf(message.producer) };
    const { change, refusals } = applyMessage(batch.board, qualified);
    batch.add(change, message.at);
    const source = sourceOf(message);
    for (const { reason, part } of refusals) {
      quarantine(batch, { feed, source, reason, message: part ?? message });
    }
    const isNews =
      change !== null &&
      (change.fixtureChanged || change.keepMarkets.length > 0 || change.results.length > 0);
    if (!isNews && refusals.length === 0) tally.add('unchanged');
  }

  /** A producer that nobody has heard of is down, as all are in the beginning. */
  function meet(producer: string, atMs: number): void {
    if (!health.meet(producer, atMs)) return;
    recovery.cover(producer);
    recovery.request();
  }

  function hold(batch: Batch, producers: readonly string[]): void {
    for (const producer of producers) {
      for (const change of holdProducer(batch.board, keyOf(producer), clock.now())) {
        batch.add(change, null);
      }
    }
  }

  function quarantine(batch: Batch, entry: Quarantined): void {
    tally.add('quarantined');
    batch.quarantine(entry);
  }

  return {
    take,
    hold,
    quarantine,
    suspendSilent(batch, silenceMs) {
      for (const producer of health.silent(silenceMs)) {
        health.down(producer);
        recovery.uncover(producer);
        tally.add('silences');
        logger.warn({ producer, silenceMs }, 'a producer is silent: its markets are suspended');
        hold(batch, [producer]);
      }
      recovery.request();
    },
    close(batch) {
      const producers = [...health.all()].map(({ name }) => name);
      for (const producer of producers) health.down(producer);
      hold(batch, producers);
    },
  };
}

function sourceOf(message: FeedMessage): string {
  return `${message?.kind} of ${message?.producer} at ${message?.at}`;
}
