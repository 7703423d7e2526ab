import { expect, test } from 'vitest';
import { folderFault, outputFault } from './folder-fault.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: sorry`), { code });

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'data-dir-not-writable'],
  ['EACCES', 'data-dir-not-writable'],
])('%s of the file system', (code, fault) => {
  expect(folderFault(systemError(code), '/data')).toMatchObject({ code: fault });
});

test('other errors stay what they are', () => {
  const error = new TypeError('a bug');
  expect(folderFault(error, '/data')).toBe(error);
});

// Lines as PostgreSQL 18 writes them.
test.each([
  [
    'initdb: error: could not write file "/data/PG_VERSION": No space left on device',
    'disk-full',
    'The disk that holds /data is full',
  ],
  [
    'FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
    'disk-full',
    'free some space',
  ],
  [
    'initdb: error: could not change permissions of directory "/data": Permission denied',
    'data-dir-not-writable',
    'change its owner',
  ],
  [
    'initdb: error: could not look up effective user ID 4242: user does not exist',
    'account-missing',
    '/etc/passwd',
  ],
  [
    '2026 [7] LOG:  starting\n2026 [7] FATAL:  could not map memory\n2026 [7] LOG:  bye',
    'start-failed',
    'Starting in /data failed (could not map memory)',
  ],
  ['', 'start-failed', 'it said nothing'],
])('%j', (output, code, sentence) => {
  const fault = outputFault(output, '/data', 'Starting');
  expect(fault.code).toBe(code);
  expect(fault.message).toContain(sentence);
  expect(fault.message).not.toContain('\n');
});
