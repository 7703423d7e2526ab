import type pg from 'pg';
import type { Logger } from '../../telemetry/logger.ts';
import { eventChannel } from './event-source.ts';

/** Says that events have been committed. */
export interface EventWaker {
  /** To be called after a commit; returns at once. Calls while one is under way become one. */
  wake(): void;
}

/**
 * Wakes the consumers of a schema's events. It is not part of the writer's transaction because
 * PostgreSQL lets only one transaction that notifies commit at a time, its flush to disk included.
 * A wake that is lost costs a consumer's poll interval.
 */
export function postgresEventWaker(pool: pg.Pool, schema: string, logger: Logger): EventWaker {
  let underWay = false;
  let again = false;

  async function notify(): Promise<void> {
    underWay = true;
    do {
      again = false;
      try {
        await pool.query({
          name: 'wake-event-consumers',
          text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, '')`,
          values: [eventChannel(schema)],
        });
      } catch (error) {
        logger.warn({ err: error, schema }, 'event consumers were not woken; they will poll');
      }
    } while (again);
    underWay = false;
  }

  return {
    wake() {
      if (underWay) again = true;
      else void notify();
    },
  };
}
