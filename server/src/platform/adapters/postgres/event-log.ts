import { type SourceReaderOptions, sourceEventLog } from '../../eventsourcing/source-event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { type PostgresEventSourceOptions, postgresEventSource } from './event-source.ts';

/**
 * The event log that a service's own event table is: consumers read it behind the commits, woken by
 * NOTIFY and, should that be lost, by their own poll. Nothing appends to it but the service.
 */
export function postgresEventLog(
  options: PostgresEventSourceOptions & SourceReaderOptions,
): EventLog {
  return sourceEventLog(postgresEventSource(options), options);
}
