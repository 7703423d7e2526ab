import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isPostmasterOf, readPostmaster, stopPostmaster } from './postmaster.ts';

const program = fileURLToPath(new URL('../testing/start-embedded.ts', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'winnex-embedded-'));
const cluster = join(dataDir, 'postgres');

const ask = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

/** Another Winnex on the folder, which the test kills without a chance to clean up. */
const startAnother = async (): Promise<{ process: ChildProcess; url: string; pid: number }> => {
  const child = spawn(process.execPath, [program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { process: child, ...JSON.parse(String(line)) };
};

const killed = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

beforeAll(async () => {
  // What a start that was killed in the middle of its work leaves.
  mkdirSync(join(dataDir, 'postgres.partial', 'cluster'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.partial', 'cluster', 'PG_VERSION'), '18\n');
  const server = await startEmbeddedPostgres({ dataDir });
  await ask(server.url, 'create table kept (id int)');
  await server.stop();
});

afterAll(async () => {
  const left = readPostmaster(cluster);
  if (left) await stopPostmaster(cluster, left.pid);
  rmSync(dataDir, { recursive: true });
});

test('a stopped server leaves data and nothing that runs', () => {
  expect(readPostmaster(cluster)).toBeNull();
  expect(existsSync(join(dataDir, 'instance.lock'))).toBe(false);
  expect(existsSync(join(dataDir, 'postgres.partial'))).toBe(false);
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
});

test('is durable, private and out of reach of Ctrl-C', async () => {
  const server = await startEmbeddedPostgres({ dataDir, settings: { work_mem: '3MB' } });
  const [settings] = await ask(
    server.url,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
            current_setting('full_page_writes') as pages, current_setting('data_checksums') as sums,
            current_setting('listen_addresses') as listen, current_setting('work_mem') as own,
            current_setting('server_encoding') as encoding,
            (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as auth`,
  );
  expect(settings).toEqual({
    fsync: 'on',
    commit: 'on',
    pages: 'on',
    sums: 'on',
    listen: '127.0.0.1',
    own: '3MB',
    encoding: 'UTF8',
    auth: 'scram-sha-256',
  });
  // Signal 0 to a negative pid finds a process group of that number: it leads its own.
  expect(process.kill(-server.pid, 0)).toBe(true);
  await Promise.all([server.stop(), server.stop()]);
});

describe('after kill -9 of Winnex', () => {
  test('the next start adopts the server that went on', async () => {
    const other = await startAnother();
    await ask(other.url, 'insert into kept values (1)');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      code: 'data-dir-in-use',
      message: expect.stringContaining(`process ${other.process.pid} `),
    });
    await killed(other.process);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server).toMatchObject({ adopted: true, pid: other.pid, url: other.url });
    expect(await ask(server.url, 'select id from kept')).toEqual([{ id: 1 }]);
    await server.stop();
    expect(readPostmaster(cluster)).toBeNull();
  });

  test('a server that was killed as well recovers', async () => {
    const other = await startAnother();
    await ask(other.url, 'insert into kept values (2)');
    await killed(other.process);
    process.kill(other.pid, 'SIGKILL');
    await expect.poll(() => isPostmasterOf(cluster, other.pid)).toBe(false);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.adopted).toBe(false);
    expect(await ask(server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
    await server.stop();
  });

  test('a server that does not answer is replaced', async () => {
    const other = await startAnother();
    await killed(other.process);
    process.kill(other.pid, 'SIGSTOP');
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.adopted).toBe(false);
    expect(server.pid).not.toBe(other.pid);
    await ask(server.url, 'select 1');
    await server.stop();
  });

  test('a pid file that names a stranger does not stand in the way', async () => {
    const lines = [process.ppid, cluster, 1, 5432, '.', '127.0.0.1', '0 0', 'ready', ''];
    writeFileSync(join(cluster, 'postmaster.pid'), lines.join('\n'));
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.adopted).toBe(false);
    await server.stop();
  });
});

test('a port that is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const refused = startEmbeddedPostgres({ dataDir, port });
  await expect(refused).rejects.toMatchObject({ code: 'port-unavailable' });
  other.close();
});

test('a password file that was changed or lost', async () => {
  const file = join(dataDir, 'postgres.password');
  const password = readFileSync(file, 'utf8');
  writeFileSync(file, 'guess\n');
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/refuses the password/);
  expect(readPostmaster(cluster)).toBeNull();
  rmSync(file);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/postgres.password is missing/);
  writeFileSync(file, password, { mode: 0o600 });
});

describe('a data folder that cannot be used', () => {
  const folderWith = (name: string, file: string, content: string): string => {
    const folder = join(dataDir, name);
    mkdirSync(join(folder, 'postgres'), { recursive: true });
    writeFileSync(join(folder, file), content);
    return folder;
  };

  test.each([
    ['of another version', 'postgres/PG_VERSION', '14\n', 'data-version-mismatch'],
    ['of something else', 'postgres/holiday.jpg', '', 'data-dir-damaged'],
  ])('%s', async (name, file, content, code) => {
    const folder = folderWith(name, file, content);
    await expect(startEmbeddedPostgres({ dataDir: folder })).rejects.toMatchObject({ code });
    expect(existsSync(join(folder, 'instance.lock'))).toBe(false);
  });

  test('that is a file', async () => {
    const file = join(folderWith('plain', 'file', ''), 'file');
    const refused = startEmbeddedPostgres({ dataDir: file });
    await expect(refused).rejects.toMatchObject({ code: 'data-dir-not-writable' });
    const below = startEmbeddedPostgres({ dataDir: join(file, 'below') });
    await expect(below).rejects.toMatchObject({ code: 'data-dir-not-writable' });
  });

  // Nobody may make folders in /sys, root included.
  test.runIf(process.platform === 'linux')('that may not be made', async () => {
    const refused = startEmbeddedPostgres({ dataDir: '/sys/winnex' });
    await expect(refused).rejects.toMatchObject({ code: 'data-dir-not-writable' });
  });
});
