import { constants, existsSync, lstatSync } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../fault.ts';

// Only what runs: static libraries and their descriptions are for compiling against PostgreSQL.
const isWanted = (name: string) => !name.endsWith('.a') && name !== 'pkgconfig';

const copyTree = async (from: string, to: string): Promise<void> => {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!isWanted(entry.name) || entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) {
      await copyTree(source, target);
    } else {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      // The install may have been made under a umask that hides it from other accounts.
      await chmod(target, (await lstat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
};

// A program that root starts must not come from a folder that others can fill.
const isOurs = (folder: string): boolean => {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
};

const findCache = async (): Promise<string> => {
  const candidates =
    process.getuid?.() === 0 ? ['/var/cache/winnex'] : [join(homedir(), '.cache', 'winnex')];
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      if (isOurs(folder)) return folder;
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'].includes(errorCode(error)))
        throw error;
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'winnex-binaries-'));
  await chmod(folder, 0o755);
  return folder;
};

/**
 * Copies PostgreSQL to a folder that any account can read and returns it; an earlier complete copy
 * is used again. Complete means renamed into place, so a copy that was killed half way is never
 * run.
 * @param finish adds links to the copied tree; it gets the folder that holds `native`
 */
export const copyBinaries = async (
  native: string,
  name: string,
  finish: (folder: string) => Promise<void>,
  cacheFolder: () => Promise<string> = findCache,
): Promise<string> => {
  const cache = await cacheFolder();
  const place = join(cache, name);
  if (existsSync(place)) return join(place, 'native');
  const partial = await mkdtemp(join(cache, `${name}.partial-`));
  await chmod(partial, 0o755);
  try {
    await copyTree(native, join(partial, 'native'));
    await finish(partial);
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another start was faster and its copy is as good.
    if (!['EEXIST', 'ENOTEMPTY'].includes(errorCode(error))) throw error;
  }
  return join(place, 'native');
};
