import { joinDatabase } from '../composition/open-database.ts';
import { type CommandOptions, readConfig } from '../composition/read-config.ts';

/** `winnex migrate`: brings the database to the schema of this version. */
export async function migrateCommand(options: CommandOptions): Promise<void> {
  const database = await joinDatabase(readConfig(options));
  try {
    for (const { service, number, name } of database.migrated) {
      console.log(`applied ${service}/${String(number).padStart(4, '0')}-${name}`);
    }
    if (database.migrated.length === 0) console.log('The database is up to date.');
  } finally {
    await database.close();
  }
}
