import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts';
import { acquireInstanceLock } from '../embedded/instance-lock.ts';
import { readPostmaster, stopPostmaster } from '../embedded/postmaster.ts';
import { errorMessage } from '../fault.ts';
import { servicesWithMigrations } from '../migration-files.ts';
import { migrate } from '../migrations.ts';
import { createPool } from '../pool.ts';

/** What test files need to make databases of their own. */
export interface TestServer {
  readonly adminUrl: string;
  /** A migrated database that nobody connects to; copied for each test file. */
  readonly template: string;
  /** Why the template is not whole; only the tests that need it fail then. */
  readonly templateFault: string | null;
  /** Begins the name of every database of this run. */
  readonly prefix: string;
}

const folderPrefix = 'winnex-test-';
const orphanAgeMsMin = 30_000;
const databaseAgeMsMax = 6 * 3_600_000;

/**
 * Removes the servers of runs that were killed. Those of living runs hold their lock; other
 * people's are not ours.
 */
async function removeOrphans(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name);
    try {
      // A run that is just starting has its folder before it has its lock.
      if (Date.now() - statSync(folder).ctimeMs < orphanAgeMsMin) continue;
      const lock = await acquireInstanceLock(folder);
      const cluster = join(folder, 'postgres');
      const left = readPostmaster(cluster);
      if (left) await stopPostmaster(cluster, left.pid);
      lock.release();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // In use or not ours; either way it stays.
    }
  }
}

async function startThrowaway(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeOrphans();
  const dataDir = mkdtempSync(join(tmpdir(), folderPrefix));
  // Durability is not what these tests are about; the launcher's own tests run a durable server and
  // kill it.
  const server = await startEmbeddedPostgres({ dataDir, durability: 'none' });
  // Ctrl-C ends Vitest without its teardown. The folder goes with the next run's orphans.
  const endWithUs = () => process.kill(server.pid, 'SIGQUIT');
  process.once('exit', endWithUs);
  return {
    url: server.url,
    async stop() {
      process.off('exit', endWithUs);
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const urlOf = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

/**
 * On a server that stays, databases of killed runs stay too; their names tell when they were made.
 */
async function dropDatabases(adminUrl: string, isDoomed: (name: string) => boolean): Promise<void> {
  const admin = createPool(adminUrl, { applicationName: 'winnex-test', connectionsMax: 1 });
  try {
    const found = await admin.query<{ name: string }>(
      `select datname as name from pg_database where datname like 'winnex\\_test\\_%'`,
    );
    for (const { name } of found.rows.filter((row) => isDoomed(row.name))) {
      await admin.query(`alter database ${name} is_template false`);
      await admin.query(`drop database if exists ${name} with (force)`);
    }
  } finally {
    await admin.end();
  }
}

async function makeTemplate(adminUrl: string, name: string, servicesFolder: string): Promise<void> {
  const admin = createPool(adminUrl, { applicationName: 'winnex-test', connectionsMax: 1 });
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const url = urlOf(adminUrl, name);
    const pool = createPool(url, { applicationName: 'winnex-test', connectionsMax: 1 });
    const services = servicesWithMigrations(servicesFolder);
    await migrate({ pool, servicesFolder, services }).finally(() => pool.end());
    // A database can be copied only while nobody is connected to it; so nobody may be.
    await admin.query(`alter database ${name} is_template true allow_connections false`);
  } finally {
    await admin.end();
  }
}

/**
 * Starts one PostgreSQL for a test run, or uses that of `existingUrl`, and makes the migrated
 * template.
 * @returns what test files need, and `stop`, which removes everything that the run made
 */
export async function startTestServer(
  servicesFolder: string,
  existingUrl?: string,
): Promise<TestServer & { stop(): Promise<void> }> {
  const own = existingUrl ? null : await startThrowaway();
  const adminUrl = existingUrl ?? own!.url;
  const madeAt = Date.now().toString(36);
  const prefix = `winnex_test_${madeAt}_${randomBytes(2).toString('hex')}`;
  const template = `${prefix}_template`;
  const stop = async () => {
    if (own) return own.stop();
    await dropDatabases(adminUrl, (name) => name.startsWith(prefix));
  };
  try {
    if (!own) {
      const isOld = (name: string) =>
        Date.now() - Number.parseInt(name.split('_')[2] ?? '', 36) > databaseAgeMsMax;
      await dropDatabases(adminUrl, isOld);
    }
    const templateFault = await makeTemplate(adminUrl, template, servicesFolder).then(
      () => null,
      errorMessage,
    );
    return { adminUrl, template, templateFault, prefix, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
