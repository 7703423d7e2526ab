import pg from 'pg';
import { columnTypes } from '../../database/column-types.ts';

/** An answer that takes longer means that the server, or the way to it, is gone. */
const answerTimeoutMs = 30_000;

/**
 * A connection of its own that holds one consumer's lock and hears the channel. Lock, reads and
 * checkpoints share it, so that losing the lock and losing the right to write are the same event.
 * Null when another connection has the lock. A proxy that pools transactions cannot carry it.
 */
export async function openEventSession(options: {
  readonly connectionString: string;
  readonly lock: string;
  readonly channel: string;
}): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: `winnex ${options.lock}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: answerTimeoutMs,
    keepAlive: true,
    types: columnTypes,
  });
  // A connection that breaks while nobody asks is found by the next question.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [options.lock],
    );
    if (rows[0]?.mine !== true) {
      await client.end();
      return null;
    }
    // A checkpoint that a crash of the server takes back costs a repetition, never an event.
    await client.query(
      `set synchronous_commit = off; listen ${pg.escapeIdentifier(options.channel)}`,
    );
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
