import type { ClientBase, Pool } from 'pg';
import { DatabaseFault, errorCode, errorMessage } from './fault.ts';
import { type MigrationFile, readMigrations } from './migration-files.ts';
import { transaction } from './pool.ts';

export interface MigrationOptions {
  readonly pool: Pool;
  /** Folder of the services, each with its `migrations` folder. */
  readonly servicesFolder: string;
  /** Which services, in the order to migrate them. */
  readonly services: readonly string[];
}

/** A migration and when it was applied; null while it is pending. */
export interface MigrationState {
  readonly service: string;
  readonly number: number;
  readonly name: string;
  readonly appliedAt: Date | null;
}

interface AppliedRow {
  readonly service: string;
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: Date;
}

const undefinedTable = '42P01';

// Any constant will do as long as all who migrate agree on it: the ASCII of "winnex".
const advisoryKey = 0x77696e6e6578n;

const label = ({
  service,
  number,
  name,
}: Pick<AppliedRow, 'service' | 'number' | 'name'>): string =>
  `${service}/${String(number).padStart(4, '0')}-${name}`;

async function readApplied(queryable: Pool | ClientBase): Promise<AppliedRow[]> {
  try {
    const found = await queryable.query<AppliedRow>(
      `select service, number, name, checksum, applied_at
         from winnex.migration order by service, number`,
    );
    return found.rows;
  } catch (error) {
    if (errorCode(error) === undefinedTable) return [];
    throw error;
  }
}

const isPending = (state: MigrationState) => state.appliedAt === null;

/**
 * Compares what the database had with the files; it must hold a prefix of each service's files,
 * unchanged.
 */
function compare(
  files: readonly MigrationFile[],
  services: readonly string[],
  applied: readonly AppliedRow[],
): MigrationState[] {
  const rows = new Map(applied.map((row) => [`${row.service} ${row.number}`, row]));
  const known = new Set(files.map(({ service, number }) => `${service} ${number}`));
  // A process that runs some services alone leaves the rows of the others to those who know them.
  const strange = applied.find(
    (row) => services.includes(row.service) && !known.has(`${row.service} ${row.number}`),
  );
  if (strange) {
    throw new DatabaseFault(
      'migration-unknown',
      `The database has migration ${label(strange)}, which this Winnex does not know: ` +
        'it was used by a newer version, so start that one.',
    );
  }
  const states = files.map((file) => {
    const row = rows.get(`${file.service} ${file.number}`);
    if (row && row.checksum !== file.checksum) {
      throw new DatabaseFault(
        'migration-edited',
        `The migration ${label(file)} was changed after the database had applied it as ` +
          `${label(row)}: restore the file, and put the change into a new migration.`,
      );
    }
    const { service, number, name } = file;
    return { service, number, name, appliedAt: row?.applied_at ?? null };
  });
  const overtaken = states.find(
    (state, index) =>
      isPending(state) &&
      states[index + 1]?.service === state.service &&
      !isPending(states[index + 1]!),
  );
  if (overtaken) {
    throw new DatabaseFault(
      'migration-file-invalid',
      `The migration ${label(overtaken)} comes before one that the database already has: ` +
        'give it the next free number.',
    );
  }
  return states;
}

const lineOf = (error: unknown, sql: string): string => {
  const position = Number((error as { position?: unknown }).position);
  return position > 0 ? `:${sql.slice(0, position - 1).split('\n').length}` : '';
};

const failed = (file: MigrationFile, reason: string, line = '', cause?: unknown) =>
  new DatabaseFault(
    'migration-failed',
    `The migration ${file.path}${line} failed (${reason}): nothing of it was applied.`,
    { cause },
  );

async function prepare(client: ClientBase): Promise<void> {
  // Held until the transaction ends, so it works through a transaction-pooling proxy as well.
  await client.query('select pg_advisory_xact_lock($1)', [advisoryKey]);
  await client.query('set local statement_timeout = 0');
  // Even "if not exists" writes a notice, and asks for the right to create.
  const found = await client.query(`select to_regclass('winnex.migration') is not null as exists`);
  if (found.rows[0].exists) return;
  await client.query(`
    create schema if not exists winnex;
    create table winnex.migration (
      service text not null,
      number integer not null check (number > 0),
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      primary key (service, number)
    )`);
}

async function apply(client: ClientBase, file: MigrationFile): Promise<MigrationState> {
  const { service, number, name, checksum, sql } = file;
  const transactionId = 'select pg_current_xact_id()::text as id';
  const before = (await client.query(transactionId)).rows[0].id;
  try {
    await client.query(sql);
  } catch (error) {
    throw failed(file, errorMessage(error), lineOf(error, sql), error);
  }
  const after = (await client.query(transactionId)).rows[0].id;
  if (before !== after) throw failed(file, 'it ends its own transaction, which it must not');
  const inserted = await client.query<{ applied_at: Date }>(
    `insert into winnex.migration (service, number, name, checksum) values ($1, $2, $3, $4)
     returning applied_at`,
    [service, number, name, checksum],
  );
  return { service, number, name, appliedAt: inserted.rows[0]!.applied_at };
}

/**
 * Applies what is pending: service by service in the order given, each file in a transaction of its
 * own, under one advisory lock, so that several processes may start at once. When nothing is
 * pending it costs one query.
 * @returns what this call applied
 * @throws DatabaseFault `migration-file-invalid`, `migration-edited`, `migration-unknown`,
 *   `migration-failed`
 */
export async function migrate(options: MigrationOptions): Promise<MigrationState[]> {
  const { pool, servicesFolder, services } = options;
  const files = await readMigrations(servicesFolder, services);
  const before = compare(files, services, await readApplied(pool));
  const pending = files.filter((_, index) => isPending(before[index]!));
  const applied: MigrationState[] = [];
  for (const file of pending) {
    const state = await transaction(pool, async (client) => {
      await prepare(client);
      // Somebody else may have been first while we waited for the lock.
      const now = compare(files, services, await readApplied(client));
      return isPending(now[files.indexOf(file)]!) ? apply(client, file) : null;
    });
    if (state) applied.push(state);
  }
  return applied;
}

/** Each migration of the services and whether the database has it; changes nothing. */
export async function migrationStatus(options: MigrationOptions): Promise<MigrationState[]> {
  const files = await readMigrations(options.servicesFolder, options.services);
  return compare(files, options.services, await readApplied(options.pool));
}
