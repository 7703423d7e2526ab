import type { Pool } from 'pg';
import { checkServer } from '../platform/database/check-server.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.ts';
import { type MigrationState, migrate } from '../platform/database/migrations.ts';
import { createPool } from '../platform/database/pool.ts';
import type { Config } from './config.ts';
import { paths } from './paths.ts';
import { services } from './services.ts';

export interface Database {
  readonly pool: Pool;
  /** `embedded`, `adopted` (it outlived a killed Winnex) or `url`. */
  readonly kind: 'embedded' | 'adopted' | 'url';
  /** Version of the server, such as `18.4`. */
  readonly version: string;
  readonly migrated: readonly MigrationState[];
  close(): Promise<void>;
}

/** Opens the database that the settings name, starting the embedded one if it is that; migrates. */
export async function openDatabase(config: Config): Promise<Database> {
  const url = config.text('database.url');
  const embedded =
    url === '' ? await startEmbeddedPostgres({ dataDir: config.text('data.dir') }) : null;
  const pool = createPool(embedded?.url ?? url, {
    applicationName: 'winnex',
    connectionsMax: config.integer('database.connections_max', { min: 2, max: 500 }),
    statementTimeoutMs: config.integer('database.statement_timeout_ms', {
      min: 100,
      max: 3_600_000,
    }),
  });
  const close = async () => {
    try {
      await pool.end();
    } finally {
      await embedded?.stop();
    }
  };
  try {
    const version = await checkServer(pool);
    const migrated = await migrate({
      pool,
      servicesFolder: paths.services,
      services: services.map(({ name }) => name),
    });
    const kind = embedded === null ? 'url' : embedded.adopted ? 'adopted' : 'embedded';
    return { pool, kind, version, migrated, close };
  } catch (error) {
    await close();
    throw error;
  }
}
