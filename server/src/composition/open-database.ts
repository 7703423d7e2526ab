import type { Pool } from 'pg';
import { checkServer } from '../platform/database/check-server.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.ts';
import { findRunningPostgres } from '../platform/database/embedded/running-postgres.ts';
import { type MigrationState, migrate } from '../platform/database/migrations.ts';
import { createPool } from '../platform/database/pool.ts';
import type { Config } from './config.ts';
import { paths } from './paths.ts';
import { requireSettings } from './require-settings.ts';
import { databaseSettings } from './service-settings.ts';
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
  requireSettings(config);
  const url = config.text('database.url');
  if (url !== '') return connect(config, url, 'url');
  const embedded = await startEmbeddedPostgres({ dataDir: config.text('data.dir') });
  return connect(config, embedded.url, embedded.adopted ? 'adopted' : 'embedded', embedded.stop);
}

/**
 * Like `openDatabase`, for commands that may work beside a running Winnex: when one has the data
 * folder, its server is used and left running.
 */
export async function joinDatabase(config: Config): Promise<Database> {
  const isOurs = config.text('database.url') === '';
  const running = isOurs ? findRunningPostgres(config.text('data.dir')) : null;
  return running === null ? openDatabase(config) : connect(config, running, 'embedded');
}

async function connect(
  config: Config,
  url: string,
  kind: Database['kind'],
  stop: () => Promise<void> = async () => {},
): Promise<Database> {
  let pool: Pool | undefined;
  const close = async () => {
    await pool?.end();
    await stop();
  };
  try {
    pool = createPool(url, { applicationName: 'winnex', ...databaseSettings(config) });
    const version = await checkServer(pool);
    const migrated = await migrate({
      pool,
      servicesFolder: paths.services,
      services: services.map(({ name }) => name),
    });
    return { pool, kind, version, migrated, close };
  } catch (error) {
    await close();
    throw error;
  }
}
