import type { EventLog, EventSubscription } from '../../../platform/ports/event-log.ts';
import type { BetEvent } from '../domain/bet-event.ts';
import { decodeBetEvent } from '../store/event-codec.ts';

export interface RecordedBetEvent {
  readonly betId: string;
  /** 1, 2, 3 ... within the bet; with `betId` it tells an event that comes again. */
  readonly sequence: number;
  readonly event: BetEvent;
}

/**
 * Tells `handler` every committed event of every bet, in the order of each bet, at least once, in
 * the shape that this program knows. An event that it does not know, written by a newer one, waits
 * with its bet until it is.
 */
export function followBets(
  log: EventLog,
  consumer: string,
  handler: (recorded: RecordedBetEvent) => void | Promise<void>,
): EventSubscription {
  return log.subscribe(consumer, (logged) =>
    handler({
      betId: logged.streamId,
      sequence: logged.sequence,
      event: decodeBetEvent(logged),
    }),
  );
}
