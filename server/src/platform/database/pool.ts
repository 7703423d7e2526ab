import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import { connectionFault, parseDatabaseUrl } from './connection-fault.ts';
import { isConflict, isConnectionLoss } from './database-error.ts';
import { DatabaseFault, errorMessage } from './fault.ts';

export interface PoolOptions {
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly connectionsMax?: number;
  /** Waiting for a free connection counts too. */
  readonly connectTimeoutMs?: number;
  /**
   * The server ends statements that run longer; absent means no limit (PgBouncer refuses these
   * three).
   */
  readonly statementTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
  /** The server ends transactions whose client does nothing, because they hold locks. */
  readonly idleTransactionTimeoutMs?: number;
  /** A connection that nobody used broke; the pool has replaced it already. */
  readonly onIdleError?: (error: Error) => void;
}

/**
 * Opens a pool of connections. None is made before the first query. Values arrive as
 * `column-types.ts` says: int8 as bigint, numeric and date as text, timestamptz as Date.
 * @throws DatabaseFault `database-url-invalid`
 */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  parseDatabaseUrl(url);
  const { statementTimeoutMs, lockTimeoutMs, idleTransactionTimeoutMs } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.applicationName,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: columnTypes,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
    ...(lockTimeoutMs === undefined ? {} : { lock_timeout: lockTimeoutMs }),
    ...(idleTransactionTimeoutMs === undefined
      ? {}
      : { idle_in_transaction_session_timeout: idleTransactionTimeoutMs }),
  });
  // Without a listener a broken idle connection would end the process.
  pool.on('error', options.onIdleError ?? (() => {}));
  return pool;
}

export interface TransactionOptions {
  /** PostgreSQL's default is `read committed`. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /**
   * How often to run the work in all when it conflicts with another transaction (40001, 40P01).
   * More than 1 only when the work may run again: it must do nothing but talk to this connection.
   */
  readonly attemptsMax?: number;
}

const begin = ({ isolation, readOnly }: TransactionOptions): string =>
  `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`;

async function commit(client: pg.PoolClient): Promise<void> {
  let command: string;
  try {
    ({ command } = await client.query('commit'));
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    throw new DatabaseFault(
      'commit-outcome-unknown',
      'The connection was lost while committing, so whether it was written is not known: ' +
        'look it up before doing it again.',
      { cause: error },
    );
  }
  // PostgreSQL answers ROLLBACK, without an error, when a statement had failed and the work went on
  // all the same.
  if (command === 'COMMIT') return;
  throw new DatabaseFault(
    'transaction-aborted',
    'A statement of the transaction had failed and its error was hidden: nothing was written.',
  );
}

async function runOnce<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  options: TransactionOptions,
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw connectionFault(error, parseDatabaseUrl(pool.options.connectionString ?? ''));
  });
  // A connection that breaks between two statements tells it by an event, which must have a
  // listener.
  const ignore = () => {};
  client.on('error', ignore);
  let broken = false;
  try {
    await client.query(begin(options));
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    broken =
      isConnectionLoss(error) ||
      (error instanceof DatabaseFault && error.code === 'commit-outcome-unknown') ||
      (await client.query('rollback').then(
        () => false,
        () => true,
      ));
    if (!isConnectionLoss(error)) throw error;
    throw new DatabaseFault(
      'connection-lost',
      `The connection to the database was lost before the commit (${errorMessage(error)}): ` +
        'nothing was written, it may be done again.',
      { cause: error, retryable: true },
    );
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/**
 * Runs the work in one transaction: committed when it resolves, rolled back when it rejects. It
 * must not commit by itself.
 * @throws what the work throws, unchanged; DatabaseFault `connection-lost` when surely nothing was
 *   written, `commit-outcome-unknown` when it cannot be known, `transaction-aborted` when the work
 *   hid an error
 */
export async function transaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(pool, work, options);
    } catch (error) {
      if (!isConflict(error) || attempt >= (options.attemptsMax ?? 1)) throw error;
      // No jitter: of two that conflict one went through, so there is nobody to fall into step
      // with.
      await sleep(2 ** attempt);
    }
  }
}
