import type { AppendableEventLog, EventSubscription } from '../ports/event-log.ts';
import type { EventSource } from './event-source.ts';
import { defaultFollowSettings } from './follow-settings.ts';
import { followSource } from './follow-source.ts';
import type { SourceReaderOptions } from './source-event-log.ts';

/**
 * Publishes a service's committed events to a log elsewhere: every one, in the order of each
 * stream, at least once. One relay of that name runs at a time, on whichever node; what it appended
 * is marked afterwards, so a relay that is killed in between appends the same page again. While
 * the log refuses or is away the relay waits: nothing overtakes.
 */
export function relayEvents(
  source: EventSource,
  log: Pick<AppendableEventLog, 'append'>,
  options: SourceReaderOptions & {
    /** Its checkpoint's name: another one for another log. */
    readonly name: string;
  },
): EventSubscription {
  return followSource({
    ...options,
    source,
    consumer: options.name,
    settings: { ...defaultFollowSettings, ...options.settings },
    startDelivery: () => ({
      async deliver(page) {
        await log.append(page.map(({ event }) => event));
        return page.at(-1)?.place ?? null;
      },
      retry: async () => false,
      retryInMs: () => Infinity,
      held: () => [],
    }),
  });
}
