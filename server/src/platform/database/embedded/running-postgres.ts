import { join, resolve } from 'node:path';
import { clusterUrl, passwordOf } from './cluster.ts';
import { folderFault } from './folder-fault.ts';
import { localHolder } from './instance-lock.ts';
import { isPostmasterOf, readPostmaster } from './postmaster.ts';

/**
 * The address of the server that a living Winnex of this host runs on a data folder, for commands
 * that work beside it; null when there is none that is ready, and the folder may be opened instead.
 * @throws DatabaseFault when the folder may not be read, or its password file is missing
 */
export const findRunningPostgres = (dataDir: string): string | null => {
  const owned = resolve(dataDir);
  const folder = join(owned, 'postgres');
  try {
    if (localHolder(owned) === null) return null;
    const server = readPostmaster(folder);
    if (server?.status !== 'ready' || !isPostmasterOf(folder, server.pid)) return null;
    return clusterUrl(server.port, passwordOf(owned, true));
  } catch (error) {
    throw folderFault(error, owned);
  }
};
