import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createPool } from '../pool.ts';
// For the type of what it provides.
import type {} from './global-setup.ts';

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Closes the pool and removes the database; call it in `afterAll`. */
  drop(): Promise<void>;
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Makes a database for the calling test file: a copy of the template with every service's
 * migrations applied, or `empty`. Copies of several files may be made at once.
 */
export async function createTestDatabase(
  content: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const { adminUrl, template, templateFault, prefix } = inject('testServer');
  if (content === 'migrated' && templateFault !== null) throw new Error(templateFault);
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  const source = content === 'migrated' ? template : 'template0';
  // Measured: copying files takes half the time of the default, which writes each page to the log.
  await asAdmin(adminUrl, `create database ${name} template ${source} strategy file_copy`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const pool = createPool(url.href, { applicationName: 'winnex-test' });
  return {
    url: url.href,
    pool,
    async drop() {
      if (!pool.ended) await pool.end();
      await asAdmin(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}
