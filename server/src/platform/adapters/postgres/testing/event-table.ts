import type { Pool } from 'pg';
import type { LoggedEvent } from '../../../ports/event-log.ts';

/** A service's event table whose streams may have any name, with all that a source needs. */
export async function makeEventTable(pool: Pool, schema: string): Promise<void> {
  await pool.query(`
    create schema ${schema};
    create table ${schema}.event_log (
      stream_id text, sequence integer, type text, schema_version smallint, payload json,
      recorded_at timestamptz, position bigint generated always as identity,
      horizon bigint not null default greatest(pg_current_xact_id()::text::bigint,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1));
    create index on ${schema}.event_log (horizon, position);
    create table ${schema}.event_consumer (
      name text primary key, horizon bigint not null default 0, position bigint not null default 0,
      held jsonb not null default '[]', saved_at timestamptz not null default now())`);
}

export async function insertEvents(
  pool: Pool,
  schema: string,
  events: readonly LoggedEvent[],
): Promise<void> {
  await pool.query(
    `insert into ${schema}.event_log
       (stream_id, sequence, type, schema_version, payload, recorded_at)
     select * from unnest($1::text[], $2::int[], $3::text[], $4::smallint[], $5::json[],
       $6::timestamptz[])`,
    [
      events.map(({ streamId }) => streamId),
      events.map(({ sequence }) => sequence),
      events.map(({ type }) => type),
      events.map(({ schemaVersion }) => schemaVersion),
      events.map(({ payload }) => payload),
      events.map(({ recordedAtMs }) => new Date(recordedAtMs)),
    ],
  );
}
