import pg from 'pg';
import { DatabaseFault } from '../../database/fault.ts';
import type {
  Checkpoint,
  EventSource,
  LogPlace,
  PlacedEvent,
  SourceSession,
} from '../../eventsourcing/event-source.ts';
import type { LoggedEvent } from '../../ports/event-log.ts';
import { openEventSession } from './event-session.ts';

export interface PostgresEventSourceOptions {
  /** Its URL is what is needed: each consumer opens a connection of its own. */
  readonly pool: pg.Pool;
  /**
   * The schema with the view `event_log` (stream_id, sequence, type, schema_version, payload,
   * recorded_at, horizon, position) and the table `event_consumer` (name, horizon, position, held).
   *
   * The law of `horizon`: at least the id of the transaction that wrote the row, at least the
   * horizon of the event before it in its stream, and below the next id that the server will give.
   * Then what is below the oldest running transaction is complete, and in the order of
   * (horizon, position) every stream is in its own order.
   */
  readonly schema: string;
}

/** The channel on which a schema's writers say that they have committed. */
export const eventChannel = (schema: string): string => `${schema}_event_log`;

/** Reads the committed events of a service where it keeps them; nothing is copied. */
export function postgresEventSource(options: PostgresEventSourceOptions): EventSource {
  const { schema } = options;
  const connectionString = options.pool.options.connectionString ?? '';
  const sql = statements(pg.escapeIdentifier(schema));

  return {
    async open(consumer) {
      const client = await openEventSession({
        connectionString,
        lock: `event consumer ${schema}/${consumer}`,
        channel: eventChannel(schema),
      });
      if (client === null) return null;
      try {
        await requireOwnNumbers(client, sql.foreign, schema);
      } catch (error) {
        await client.end();
        throw error;
      }
      return session(client, consumer, sql);
    },
  };
}

function session(client: pg.Client, consumer: string, sql: Statements): SourceSession {
  return {
    async load() {
      await client.query(sql.register, [consumer]);
      const { rows } = await client.query<LogPlace & Pick<Checkpoint, 'held'>>(sql.load, [
        consumer,
      ]);
      const { horizon, position, held } = rows[0]!;
      return { place: { horizon, position }, held };
    },
    async save({ place, held }) {
      await client.query({
        name: 'save',
        text: sql.save,
        values: [consumer, place.horizon, place.position, JSON.stringify(held)],
      });
    },
    async read(after, limit) {
      const { rows } = await client.query<PageRow>({
        name: 'read',
        text: sql.read,
        values: [after.horizon, after.position, limit],
      });
      const events = rows.filter((row) => row.stream_id !== null).map(placedEvent);
      return { events, unsettled: rows[0]?.unsettled === true };
    },
    async readStream(streamId, fromSequence, upTo, limit) {
      const { rows } = await client.query<EventRow>(sql.readStream, [
        streamId,
        fromSequence,
        upTo.horizon,
        upTo.position,
        limit,
      ]);
      return rows.map(loggedEvent);
    },
    onAppended(listener) {
      client.on('notification', listener);
    },
    close: () => client.end(),
  };
}

interface EventRow {
  readonly stream_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly schema_version: number;
  readonly payload: string;
  readonly recorded_at: Date;
}

interface PageRow extends EventRow, LogPlace {
  readonly unsettled: boolean;
}

const loggedEvent = (row: EventRow): LoggedEvent => ({
  streamId: row.stream_id,
  sequence: row.sequence,
  type: row.type,
  schemaVersion: row.schema_version,
  payload: row.payload,
  recordedAtMs: row.recorded_at.getTime(),
});

const placedEvent = (row: PageRow): PlacedEvent => ({
  event: loggedEvent(row),
  place: { horizon: row.horizon, position: row.position },
});

type Statements = ReturnType<typeof statements>;

/** Every transaction below this one has ended, and what it wrote is to be seen. */
const oldestRunning = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint';

function statements(schema: string) {
  const columns = `stream_id::text as stream_id, sequence, type, schema_version,
                   payload::text as payload, recorded_at`;
  return {
    register: `insert into ${schema}.event_consumer (name) values ($1) on conflict do nothing`,
    load: `select horizon, position, held from ${schema}.event_consumer where name = $1`,
    save: `update ${schema}.event_consumer
              set horizon = $2, position = $3, held = $4::jsonb, saved_at = now() where name = $1`,
    // One row at least, for the word on what is unsettled; its event is null when there is none.
    read: `select u.unsettled, e.*
             from (select exists (select from ${schema}.event_log
                                   where horizon >= ${oldestRunning}) as unsettled) u
             left join lateral (
               select ${columns}, horizon, position from ${schema}.event_log
                where (horizon, position) > ($1::bigint, $2::bigint) and horizon < ${oldestRunning}
                order by horizon, position limit $3) e on true
            order by e.horizon, e.position`,
    readStream: `select ${columns} from ${schema}.event_log
                  where stream_id = $1 and sequence >= $2
                    and (horizon, position) <= ($3::bigint, $4::bigint)
                  order by sequence limit $5`,
    foreign: `select coalesce(max(horizon), 0)
                     >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint as foreign
                from ${schema}.event_log`,
  };
}

/** Transaction ids of another server mean nothing here: a restored dump must be renumbered. */
async function requireOwnNumbers(client: pg.Client, sql: string, schema: string): Promise<void> {
  const { rows } = await client.query<{ foreign: boolean }>(sql);
  if (rows[0]?.foreign !== true) return;
  throw new DatabaseFault(
    'server-unsuitable',
    `The events of ${schema} were restored from another server and cannot be read in order yet: ` +
      `run "select ${schema}.renumber_event_log()" once.`,
  );
}
