/**
 * Event log: what has happened, kept, and told to every consumer in the order of each stream.
 *
 * The law:
 * - **Order.** A consumer is told the events of one stream in the order they were appended, one at
 *   a time, and an event only after it has handled the one before. Streams have no order among
 *   each other.
 * - **Delivery.** Every event appended is told at least once to every consumer, also to one that
 *   subscribes later: a name used for the first time begins with the oldest event kept. An event
 *   may come again, and with it those after it in its stream, after a crash, a lost connection or a
 *   repeated append; consumers know it by stream and sequence. Without any of these it comes once.
 * - **Checkpoints.** A consumer is its name: how far it has come is kept under it, by the engine,
 *   and does not depend on any other consumer. After an orderly close nothing handled comes again.
 * - **Failure.** A handler that throws is told the same event again, later and later, until it
 *   returns; the events after it in its stream wait. Those of other streams go on, unless
 *   `failureHolds` says `partition`: then they may wait with it. Nothing is ever skipped.
 * - **Two nodes.** Under one name several nodes may subscribe: no stream is handled by two of them
 *   at once while the engine can be reached, and when one closes or dies another goes on.
 * - **Lost connection.** A subscription comes back by itself and goes on from its checkpoint.
 * - **Closing.** `close` lets the handler that runs finish, keeps the checkpoint and calls no
 *   handler afterwards. It does not wait for an event that keeps failing: that one comes again to
 *   the next subscriber. Closing twice is harmless; a closed log takes no subscription.
 * - **Limits.** `eventLogLimits`: what goes beyond is refused before anything is written.
 */
export interface EventLog {
  readonly capabilities: EventLogCapabilities;
  /**
   * Tells `handler` every event from the checkpoint of `consumer` on.
   * @param consumer lower-case words with dashes, at most 63 characters
   * @throws Error for a name out of these rules, or on a closed log
   */
  subscribe(consumer: string, handler: EventHandler): EventSubscription;
  /** Closes every subscription. */
  close(): Promise<void>;
}

/** A log that others may write to. One that reads a service's own event table is not. */
export interface AppendableEventLog extends EventLog {
  /**
   * Appends events in the order given; resolves when they are durable. When it rejects some may
   * have been written: the caller appends the same events again. Appending an event again is
   * harmless, it comes twice at most. No events: nothing happens.
   * @throws EventLogRefusal when an event is beyond the limits; then nothing was written
   */
  append(events: readonly LoggedEvent[]): Promise<void>;
}

export interface EventLogCapabilities {
  /** What waits while a handler fails: the stream of that event, or all that share its partition. */
  readonly failureHolds: 'stream' | 'partition';
}

export interface LoggedEvent {
  /** Any text without control characters, separators included. */
  readonly streamId: string;
  /** 1, 2, 3 ... within the stream. */
  readonly sequence: number;
  readonly type: string;
  /** Version of the payload's shape; readers upcast what is older than they know. */
  readonly schemaVersion: number;
  /** JSON, kept to the letter: no number in it is ever parsed on the way. */
  readonly payload: string;
  /** When it was recorded, in milliseconds since the Unix epoch. */
  readonly recordedAtMs: number;
}

export type EventHandler = (event: LoggedEvent) => void | Promise<void>;

export interface EventSubscription {
  close(): Promise<void>;
}

/** Small enough for every engine: a Kafka broker takes messages of 1 MiB unless told otherwise. */
export const eventLogLimits = {
  /** UTF-8 bytes. */
  streamIdBytesMax: 200,
  typeBytesMax: 100,
  payloadBytesMax: 524_288,
} as const;

/** An event that no event log takes; the message says which and why. */
export class EventLogRefusal extends Error {
  override readonly name = 'EventLogRefusal';
}
