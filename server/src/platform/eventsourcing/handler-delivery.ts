import type { Clock } from '../ports/clock.ts';
import type { EventHandler, LoggedEvent } from '../ports/event-log.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { HeldStream, LogPlace, SourceSession } from './event-source.ts';
import { type FollowSettings, pauseMs } from './follow-settings.ts';
import type { Delivery } from './follow-source.ts';

/** After so many failures of one event a person must look. */
const attemptsUntilError = 10;

interface Held extends HeldStream {
  readonly retryAtMs: number;
}

/**
 * Tells a handler one event after the other. A stream whose event it throws on is held: the others
 * go on, and the held one is read again from that event when its pause is over.
 */
export function handlerDelivery(options: {
  readonly consumer: string;
  readonly session: SourceSession;
  readonly heldBefore: readonly HeldStream[];
  readonly handler: EventHandler;
  readonly isClosing: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: FollowSettings;
}): Delivery {
  const { consumer, session, handler, isClosing, clock, logger, settings } = options;
  const held = new Map<string, Held>(
    options.heldBefore.map((hold) => [hold.streamId, { ...hold, retryAtMs: clock.now() }]),
  );

  /** The reason for which the event was not handled; null when it was. */
  async function tell(event: LoggedEvent): Promise<{ readonly error: unknown } | null> {
    try {
      await handler(event);
      return null;
    } catch (error) {
      return { error };
    }
  }

  function hold({ streamId, sequence }: LoggedEvent, error: unknown): void {
    const before = held.get(streamId);
    const attempts = before?.sequence === sequence ? before.attempts + 1 : 1;
    const retryAtMs = clock.now() + pauseMs(settings.retryMs, attempts);
    held.set(streamId, { streamId, sequence, attempts, reason: reasonOf(error), retryAtMs });
    const fields = { err: error, consumer, streamId, sequence, attempts };
    if (attempts === attemptsUntilError) logger.error(fields, 'an event keeps failing');
    else logger.warn(fields, 'an event failed and will be told again');
  }

  async function tellHeld({ streamId, sequence }: Held, upTo: LogPlace): Promise<void> {
    let from = sequence;
    for (;;) {
      const events = await session.readStream(streamId, from, upTo, settings.pageSize);
      for (const event of events) {
        if (isClosing()) return;
        const failure = await tell(event);
        if (failure !== null) return hold(event, failure.error);
        from = event.sequence + 1;
        held.set(streamId, { streamId, sequence: from, attempts: 0, reason: '', retryAtMs: 0 });
      }
      if (events.length === settings.pageSize) continue;
      held.delete(streamId);
      return;
    }
  }

  return {
    async deliver(page) {
      const startedAtMs = clock.now();
      let reached: LogPlace | null = null;
      for (const { event, place } of page) {
        // A slow handler: let the checkpoint be saved in between.
        const late = reached !== null && clock.now() - startedAtMs >= settings.saveEveryMs;
        if (isClosing() || late) break;
        if (!held.has(event.streamId)) {
          const failure = await tell(event);
          if (failure !== null && held.size >= settings.heldMax) {
            logger.error({ err: failure.error, consumer }, 'a consumer fails on too many streams');
            break;
          }
          if (failure !== null) hold(event, failure.error);
        }
        reached = place;
      }
      return reached;
    },
    async retry(upTo) {
      const nowMs = clock.now();
      const due = [...held.values()].filter(({ retryAtMs }) => retryAtMs <= nowMs);
      for (const hold of due) {
        if (isClosing()) break;
        await tellHeld(hold, upTo);
      }
      return due.length > 0;
    },
    retryInMs() {
      const nextAtMs = Math.min(...[...held.values()].map(({ retryAtMs }) => retryAtMs));
      return Math.max(nextAtMs - clock.now(), 0);
    },
    held: () => [...held.values()].map(({ retryAtMs: _, ...hold }) => hold),
  };
}

/** Short, and free of what a database does not take in JSON. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(0, 500).replaceAll('\0', '').toWellFormed();
}
