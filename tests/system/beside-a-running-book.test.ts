import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram, temporaryFolder } from './testing/program.ts';
import { postgresPid, type RunningBook, startBook } from './testing/running-book.ts';

const dataDir = temporaryFolder();
let book: RunningBook;

beforeAll(async () => {
  book = await startBook({ dataDir });
});
afterAll(() => book?.stop());

describe('beside a running book on the same data folder', () => {
  test('audit proves the books', async () => {
    const { code, stdout, stderr } = await runProgram(['audit', '--data-dir', dataDir]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('The books hold.');
  });

  test('migrate finds nothing to do', async () => {
    const ended = await runProgram(['migrate', '--data-dir', dataDir]);
    expect(ended).toMatchObject({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
  });

  test('a second book is refused, by folder and by port', async () => {
    const byFolder = await runProgram(['serve', '--port', '0', '--data-dir', dataDir]);
    expect(byFolder.code).toBe(2);
    expect(byFolder.stderr).toMatch(
      /^winnex: The data folder .+ is in use by another Winnex \(process \d+ on .+\): .+\n$/,
    );
    expect(byFolder.stderr).toContain(`process ${book.program.pid} `);
    const other = temporaryFolder();
    const port = new URL(book.url).port;
    const byPort = await runProgram(['serve', '--port', port, '--data-dir', other]);
    expect(byPort.code).toBe(2);
    expect(byPort.stderr).toMatch(/^winnex: Port \d+ is taken by another program: .+\n$/);
    expect(postgresPid(other)).toBeNull();
  });

  test('the book goes on', async () => {
    expect((await book.api.get('/readyz')).status).toBe(200);
  });
});
