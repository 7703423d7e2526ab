import type { LoggedEvent } from '../ports/event-log.ts';

/**
 * Where an event stands in a source. `horizon` decides when it may be read: once every transaction
 * that could still write something below it has ended. `position` tells apart what shares one.
 */
export interface LogPlace {
  readonly horizon: bigint;
  readonly position: bigint;
}

export const logStart: LogPlace = { horizon: 0n, position: 0n };

export interface PlacedEvent {
  readonly event: LoggedEvent;
  readonly place: LogPlace;
}

export interface SourcePage {
  readonly events: readonly PlacedEvent[];
  /** Something later is committed but may not be read yet: ask again in a moment. */
  readonly unsettled: boolean;
}

/** A stream that waits because the handler threw on one of its events. */
export interface HeldStream {
  readonly streamId: string;
  /** The event to be told again; those before it are done. */
  readonly sequence: number;
  readonly attempts: number;
  readonly reason: string;
}

/** Everything up to `place` is done, but for the held streams from their events on. */
export interface Checkpoint {
  readonly place: LogPlace;
  readonly held: readonly HeldStream[];
}

/**
 * A consumer's hold on a source: nobody else has one under the same name while it lasts. Reading
 * and saving fail once it is lost, so that whoever lost it cannot overwrite its successor.
 */
export interface SourceSession {
  load(): Promise<Checkpoint>;
  save(checkpoint: Checkpoint): Promise<void>;
  /** The events after a place, in the order of their places, which keeps that of each stream. */
  read(after: LogPlace, limit: number): Promise<SourcePage>;
  /** The events of one stream from a sequence on that stand at `upTo` or before. */
  readStream(
    streamId: string,
    fromSequence: number,
    upTo: LogPlace,
    limit: number,
  ): Promise<LoggedEvent[]>;
  /** Calls `listener` when there may be more to read. A call may be lost: readers also poll. */
  onAppended(listener: () => void): void;
  close(): Promise<void>;
}

/** Committed events of one service, to be read in order. */
export interface EventSource {
  /** Null while another node reads under that name. */
  open(consumer: string): Promise<SourceSession | null>;
}
