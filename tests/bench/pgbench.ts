import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Pool } from 'pg';

const run = promisify(execFile);

/** Accounts of the TPC-B-like tables: `scale` x 100,000, as pgbench makes them. */
const SCALE = 10;
const CLIENTS = 8;

export interface TpcB {
  /** Transactions a second over one round. */
  round(seconds: number): Promise<number>;
  readonly name: string;
}

/** PostgreSQL's own textbook benchmark, by pgbench where it is installed, else driven through pg. */
export async function openTpcB(url: string, pool: Pool): Promise<TpcB> {
  const version = await run('pgbench', ['--version']).catch(() => null);
  if (version === null) return throughPg(pool);
  await run('pgbench', ['-i', '-q', '-s', String(SCALE), url]);
  return {
    name: `${version.stdout.trim()} -M prepared -c ${CLIENTS}`,
    async round(seconds) {
      const flags = [
        '-M',
        'prepared',
        '-n',
        '-c',
        String(CLIENTS),
        '-j',
        '2',
        '-T',
        String(seconds),
      ];
      const { stdout } = await run('pgbench', [...flags, url]);
      const found = /tps = ([0-9.]+)/.exec(stdout);
      if (found === null) throw new Error(`pgbench said nothing of tps:\n${stdout}`);
      return Number(found[1]);
    },
  };
}

async function throughPg(pool: Pool): Promise<TpcB> {
  const accounts = SCALE * 100_000;
  await pool.query(`
    create table pgbench_branches (bid int primary key, bbalance int not null);
    create table pgbench_tellers (tid int primary key, bid int, tbalance int not null);
    create table pgbench_accounts (aid int primary key, bid int, abalance int not null);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp);
    insert into pgbench_branches select g, 0 from generate_series(1, ${SCALE}) g;
    insert into pgbench_tellers select g, g / 10 + 1, 0 from generate_series(1, ${SCALE * 10}) g;
    insert into pgbench_accounts select g, g / 100000 + 1, 0 from generate_series(1, ${accounts}) g;`);
  const random = (most: number) => 1 + Math.floor(Math.random() * most);

  async function client(untilMs: number): Promise<number> {
    const connection = await pool.connect();
    let done = 0;
    try {
      while (performance.now() < untilMs) {
        const [aid, tid, bid] = [random(accounts), random(SCALE * 10), random(SCALE)];
        const delta = random(10_000) - 5_000;
        const statement = (name: string, text: string, values: number[]) =>
          connection.query({ name, text, values });
        await connection.query('begin');
        await statement(
          'b1',
          'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
          [delta, aid],
        );
        await statement('b2', 'select abalance from pgbench_accounts where aid = $1', [aid]);
        await statement(
          'b3',
          'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2',
          [delta, tid],
        );
        await statement(
          'b4',
          'update pgbench_branches set bbalance = bbalance + $1 where bid = $2',
          [delta, bid],
        );
        await statement(
          'b5',
          'insert into pgbench_history values ($1, $2, $3, $4, current_timestamp)',
          [tid, bid, aid, delta],
        );
        await connection.query('commit');
        done += 1;
      }
    } finally {
      connection.release();
    }
    return done;
  }

  return {
    name: `TPC-B-like through pg, ${CLIENTS} clients`,
    async round(seconds) {
      const startedAt = performance.now();
      const until = startedAt + seconds * 1_000;
      const counts = await Promise.all(Array.from({ length: CLIENTS }, () => client(until)));
      const total = counts.reduce((sum, count) => sum + count, 0);
      return total / ((performance.now() - startedAt) / 1_000);
    },
  };
}
