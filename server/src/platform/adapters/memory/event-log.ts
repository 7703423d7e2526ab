import { checkLoggedEvents } from '../../eventsourcing/check-logged-event.ts';
import type { Checkpoint, EventSource, SourceSession } from '../../eventsourcing/event-source.ts';
import { logStart } from '../../eventsourcing/event-source.ts';
import { type SourceReaderOptions, sourceEventLog } from '../../eventsourcing/source-event-log.ts';
import type { AppendableEventLog, LoggedEvent } from '../../ports/event-log.ts';

/** Event log within one process, for tests and simulations: it keeps everything it was given. */
export function memoryEventLog(options: SourceReaderOptions): AppendableEventLog {
  const events: LoggedEvent[] = [];
  const listeners = new Set<() => void>();
  const log = sourceEventLog(memorySource(events, listeners), options);
  let closed = false;

  return {
    ...log,
    async append(added) {
      if (closed) throw new Error('the event log is closed');
      checkLoggedEvents(added);
      for (const event of added) events.push({ ...event });
      for (const listener of listeners) listener();
    },
    async close() {
      closed = true;
      await log.close();
    },
  };
}

function memorySource(events: readonly LoggedEvent[], listeners: Set<() => void>): EventSource {
  const checkpoints = new Map<string, Checkpoint>();
  const busy = new Set<string>();

  function session(consumer: string): SourceSession {
    let listener: (() => void) | null = null;
    return {
      load: async () => checkpoints.get(consumer) ?? { place: logStart, held: [] },
      save: async (checkpoint) => void checkpoints.set(consumer, checkpoint),
      async read(after, limit) {
        const start = Number(after.position);
        const page = events.slice(start, start + limit).map((event, index) => ({
          event,
          place: { horizon: 0n, position: BigInt(start + index + 1) },
        }));
        return { events: page, unsettled: false };
      },
      readStream: async (streamId, fromSequence, upTo, limit) =>
        events
          .slice(0, Number(upTo.position))
          .filter((event) => event.streamId === streamId && event.sequence >= fromSequence)
          .slice(0, limit),
      onAppended(added) {
        listener = added;
        listeners.add(added);
      },
      async close() {
        if (listener !== null) listeners.delete(listener);
        busy.delete(consumer);
      },
    };
  }

  return {
    async open(consumer) {
      if (busy.has(consumer)) return null;
      busy.add(consumer);
      return session(consumer);
    },
  };
}
