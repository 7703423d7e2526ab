import type { Clock } from '../ports/clock.ts';
import type { EventSubscription } from '../ports/event-log.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createAlarm } from './alarm.ts';
import type {
  EventSource,
  HeldStream,
  LogPlace,
  PlacedEvent,
  SourceSession,
} from './event-source.ts';
import { type FollowSettings, pauseMs } from './follow-settings.ts';

/** What is done with the events of a source during one session. */
export interface Delivery {
  /** The place up to which it is done; null when not even the first event is. */
  deliver(page: readonly PlacedEvent[]): Promise<LogPlace | null>;
  /** Tries again what failed and is due; whether anything was tried. */
  retry(upTo: LogPlace): Promise<boolean>;
  /** Milliseconds until something is due again; Infinity when nothing is held. */
  retryInMs(): number;
  held(): readonly HeldStream[];
}

export interface FollowOptions {
  readonly source: EventSource;
  readonly consumer: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: FollowSettings;
  readonly startDelivery: (
    session: SourceSession,
    held: readonly HeldStream[],
    isClosing: () => boolean,
  ) => Delivery;
}

/**
 * Reads a source from a consumer's checkpoint on, for ever: session after session, each until it is
 * lost or the delivery throws. The checkpoint follows the work, so a crash repeats and never skips.
 */
export function followSource(options: FollowOptions): EventSubscription {
  const { source, consumer, clock, logger, settings } = options;
  const alarm = createAlarm(clock);
  let closing = false;
  let failures = 0;

  async function followSession(session: SourceSession): Promise<void> {
    const start = await session.load();
    const delivery = options.startDelivery(session, start.held, () => closing);
    let { place } = start;
    let dirty = false;
    let savedAtMs = clock.now();
    let unsettledFor = 0;
    session.onAppended(alarm.ring);

    const save = async () => {
      await session.save({ place, held: delivery.held() });
      dirty = false;
      savedAtMs = clock.now();
    };

    for (;;) {
      if (await delivery.retry(place)) dirty = true;
      if (closing) break;
      const page = await session.read(place, settings.pageSize);
      const reached = page.events.length === 0 ? null : await delivery.deliver(page.events);
      if (reached !== null) {
        place = reached;
        dirty = true;
        failures = 0;
      }
      const saveInMs = dirty ? savedAtMs + settings.saveEveryMs - clock.now() : Infinity;
      if (saveInMs <= 0) await save();
      if (closing) break;
      const more =
        page.events.length === settings.pageSize || reached !== page.events.at(-1)?.place;
      if (reached !== null && more) continue;
      unsettledFor = page.unsettled && reached === null ? unsettledFor + 1 : 1;
      await alarm.sleep(
        Math.min(
          settings.pollMs,
          delivery.retryInMs(),
          page.unsettled ? pauseMs(settings.unsettledMs, unsettledFor) : Infinity,
          saveInMs <= 0 ? Infinity : saveInMs,
        ),
      );
    }
    if (dirty) await save();
  }

  /** Whether there was a session to follow. */
  async function followOnce(): Promise<boolean> {
    const session = await source.open(consumer);
    if (session === null) return false;
    try {
      await followSession(session);
    } finally {
      await session.close().catch(() => undefined);
    }
    return true;
  }

  async function run(): Promise<void> {
    while (!closing) {
      try {
        if (!(await followOnce())) await alarm.sleep(settings.takeOverMs);
      } catch (error) {
        failures += 1;
        logger.warn({ err: error, consumer, failures }, 'an event consumer was interrupted');
        if (!closing) await alarm.sleep(pauseMs(settings.retryMs, failures));
      }
    }
  }

  const ended = run();
  return {
    close() {
      closing = true;
      alarm.ring();
      return ended;
    },
  };
}
