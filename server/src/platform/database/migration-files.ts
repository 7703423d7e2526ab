import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseFault } from './fault.ts';

/** One numbered SQL file of a service. */
export interface MigrationFile {
  readonly service: string;
  /** From 1, without gaps. */
  readonly number: number;
  /** What stands between number and `.sql`. */
  readonly name: string;
  readonly path: string;
  readonly sql: string;
  /**
   * SHA-256 of the text in hexadecimal; line ends are made equal first, because git may change
   * them.
   */
  readonly checksum: string;
}

const invalid = (message: string) => new DatabaseFault('migration-file-invalid', message);

/** The services of a folder that have migrations, in alphabetical order. */
export function servicesWithMigrations(servicesFolder: string): string[] {
  return readdirSync(servicesFolder)
    .filter((service) => existsSync(join(servicesFolder, service, 'migrations')))
    .sort();
}

async function readFolder(service: string, folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (fileName, index) => {
      const path = join(folder, fileName);
      const [, digits, name] = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/.exec(fileName) ?? [];
      if (!digits || !name) {
        throw invalid(`The migration ${path} must be named like 0001-what-it-does.sql.`);
      }
      const number = Number(digits);
      if (number <= index) {
        throw invalid(`Two migrations of ${service} have number ${number}: renumber ${fileName}.`);
      }
      if (number > index + 1) {
        throw invalid(`The migrations of ${service} lack number ${index + 1}, before ${fileName}.`);
      }
      const sql = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { service, number, name, path, sql, checksum };
    }),
  );
}

/**
 * Reads `<servicesFolder>/<service>/migrations/NNNN-name.sql` of the services, in the order given.
 * @throws DatabaseFault `migration-file-invalid` for a bad name, a gap, a number used twice
 */
export async function readMigrations(
  servicesFolder: string,
  services: readonly string[],
): Promise<MigrationFile[]> {
  const folders = services.map((service) => ({
    service,
    folder: join(servicesFolder, service, 'migrations'),
  }));
  const present = folders.filter(({ folder }) => existsSync(folder));
  return (
    await Promise.all(present.map(({ service, folder }) => readFolder(service, folder)))
  ).flat();
}
