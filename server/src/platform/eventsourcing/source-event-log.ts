import type { Clock } from '../ports/clock.ts';
import type { EventLog, EventSubscription } from '../ports/event-log.ts';
import type { Logger } from '../telemetry/logger.ts';
import { checkConsumerName } from './check-logged-event.ts';
import type { EventSource } from './event-source.ts';
import { defaultFollowSettings, type FollowSettings } from './follow-settings.ts';
import { followSource } from './follow-source.ts';
import { handlerDelivery } from './handler-delivery.ts';

export interface SourceReaderOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings?: Partial<FollowSettings>;
}

/** The event log that a source is by itself: its consumers read it where it is written. */
export function sourceEventLog(source: EventSource, options: SourceReaderOptions): EventLog {
  const settings = { ...defaultFollowSettings, ...options.settings };
  const subscriptions = new Set<EventSubscription>();
  let closed = false;

  return {
    capabilities: { failureHolds: 'stream' },
    subscribe(consumer, handler) {
      if (closed) throw new Error('the event log is closed');
      checkConsumerName(consumer);
      const subscription = followSource({
        ...options,
        source,
        consumer,
        settings,
        startDelivery: (session, heldBefore, isClosing) =>
          handlerDelivery({
            ...options,
            consumer,
            session,
            heldBefore,
            handler,
            isClosing,
            settings,
          }),
      });
      subscriptions.add(subscription);
      return {
        async close() {
          await subscription.close();
          subscriptions.delete(subscription);
        },
      };
    },
    async close() {
      closed = true;
      await Promise.all([...subscriptions].map((subscription) => subscription.close()));
      subscriptions.clear();
    },
  };
}
