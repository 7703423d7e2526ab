import type { Pool } from 'pg';
import { connectionFault, parseDatabaseUrl } from './connection-fault.ts';
import { DatabaseFault } from './fault.ts';

/** PostgreSQL 15, as `server_version_num` writes it: the oldest that Winnex runs on. */
const versionMin = 150_000;

interface ServerRow {
  readonly version: string;
  readonly version_number: number;
  readonly encoding: string;
  readonly is_read_only: boolean;
  readonly may_create: boolean;
  readonly database: string;
  readonly user: string;
}

const unsuitable = (message: string) => new DatabaseFault('server-unsuitable', message);

/**
 * Connects once and checks that Winnex can work there: new enough, UTF-8, writable, and ours to
 * create schemas in.
 * @returns the server's version, for example `18.4`
 * @throws DatabaseFault with one sentence for each thing that can be wrong
 */
export async function checkServer(pool: Pool): Promise<string> {
  const target = parseDatabaseUrl(pool.options.connectionString ?? '');
  const answer = await pool
    .query<ServerRow>(
      `select current_setting('server_version') as version,
              current_setting('server_version_num')::int as version_number,
              current_setting('server_encoding') as encoding,
              current_setting('transaction_read_only') = 'on' as is_read_only,
              has_database_privilege(current_database(), 'CREATE') as may_create,
              current_database() as database, current_user as user`,
    )
    .catch((error: unknown) => {
      throw connectionFault(error, target);
    });
  const server = answer.rows[0]!;
  const place = `The database ${server.database} at ${target.host}`;
  if (server.version_number < versionMin) {
    throw new DatabaseFault(
      'server-too-old',
      `PostgreSQL at ${target.host} is version ${server.version} and Winnex needs 15 or newer: ` +
        'upgrade it, or unset DATABASE_URL to use the one that comes with Winnex.',
    );
  }
  if (server.encoding !== 'UTF8') {
    throw unsuitable(
      `${place} is encoded in ${server.encoding}: ` +
        'make one with UTF8 (createdb -E UTF8 -T template0).',
    );
  }
  if (server.is_read_only) {
    throw unsuitable(`${place} is read-only: let DATABASE_URL name the primary server.`);
  }
  if (!server.may_create) {
    throw unsuitable(
      `${place} lets ${server.user} create no schemas: ` +
        `run GRANT CREATE ON DATABASE "${server.database}" TO "${server.user}".`,
    );
  }
  return server.version;
}
