import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSource, type SourceFile } from './source-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const notOurs = new Set(['node_modules', 'dist', 'coverage', 'reports', 'test-results']);
const isRead = /\.(tsx?|mjs|js|sql|toml|md|css|html|yml)$/;

/** Every text file that people write, with paths from the repository's root. */
export function readRepository(): SourceFile[] {
  return pathsBelow('').map((path) => readSource(path, readFileSync(`${root}/${path}`, 'utf8')));
}

function pathsBelow(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) {
      const skipped = notOurs.has(entry.name) || entry.name.startsWith('.');
      return skipped ? [] : pathsBelow(`${path}/`);
    }
    return isRead.test(entry.name) ? [path] : [];
  });
}
