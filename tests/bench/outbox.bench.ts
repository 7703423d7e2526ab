/**
 * The outbox on a durable server of its own, interleaved:
 *
 *   node tests/bench/outbox.bench.ts [--rounds 5] [--seconds 1]
 *
 * `inserts` are commits a second of one event by 8 writers and of 100 events by one, for the event
 * table without its horizon (plain), with it (horizon), with a wake after each commit (waker) and,
 * to show why it is not done, with a NOTIFY inside the transaction (trigger).
 * `latency` is the time from the answer to a commit until a consumer's handler is called, at about
 * 1,000 commits a second, beside that of a bare NOTIFY sent after the same commit.
 * `drain` are events a second of a relay and of a consumer through a backlog. The last line is JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { paths } from '../../server/src/composition/paths.ts';
import { postgresEventLog } from '../../server/src/platform/adapters/postgres/event-log.ts';
import { postgresEventSource } from '../../server/src/platform/adapters/postgres/event-source.ts';
import { postgresEventWaker } from '../../server/src/platform/adapters/postgres/event-waker.ts';
import { systemClock } from '../../server/src/platform/adapters/system/clock.ts';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../../server/src/platform/database/migrations.ts';
import { createPool } from '../../server/src/platform/database/pool.ts';
import { relayEvents } from '../../server/src/platform/eventsourcing/relay.ts';
import { silentLogger } from '../../server/src/platform/telemetry/logger.ts';
import { quantile, shown, spread } from './statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const backlog = 50_000;

const dataDir = mkdtempSync(join(tmpdir(), 'winnex-bench-'));
const server = await startEmbeddedPostgres({ dataDir });
const pool = createPool(server.url, { applicationName: 'winnex-bench', connectionsMax: 24 });
const reader = { pool, clock: systemClock(), logger: silentLogger };
const payload = JSON.stringify({ legs: 'x'.repeat(700) });

/** Commits one transaction of that many first events. */
async function insert(schema: string, count: number): Promise<void> {
  await pool.query({
    name: `insert-${schema}`,
    text: `insert into ${schema}.bet_event
             (bet_id, sequence, type, schema_version, payload, recorded_at, hash)
           select gen_random_uuid(), 1, 'bet-accepted', 1, $1::json, now(), '\\x00'
             from generate_series(1, $2)`,
    values: [payload, count],
  });
}

/** The event table under other schemas: as it would be without the outbox, and with a trigger. */
async function makeVariants(): Promise<void> {
  await pool.query(`
    create schema plain;
    create table plain.bet_event (like betting.bet_event including all excluding indexes);
    alter table plain.bet_event drop column horizon, add primary key (bet_id, sequence);
    create index on plain.bet_event (position);
    create schema trigger;
    create table trigger.bet_event (like betting.bet_event including all);
    create function trigger.wake() returns trigger language plpgsql as
      $$ begin perform pg_notify('trigger_event_log', ''); return null; end $$;
    create trigger wake after insert on trigger.bet_event
      for each statement execute function trigger.wake();`);
}

/** Commits a second. */
async function commit(
  schema: string,
  writers: number,
  count: number,
  after: () => void,
): Promise<number> {
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  let commits = 0;
  async function write(): Promise<void> {
    while (performance.now() < until) {
      await insert(schema, count);
      after();
      commits += 1;
    }
  }
  await Promise.all(Array.from({ length: writers }, write));
  return (commits * 1_000) / (performance.now() - startedAt);
}

const ignore = () => undefined;
const waker = postgresEventWaker(pool, 'betting', silentLogger);
const variants = [
  ['plain', 'plain', ignore],
  ['horizon', 'betting', ignore],
  ['waker', 'betting', waker.wake],
  ['trigger', 'trigger', ignore],
] as const;

async function measureInserts(writers: number, count: number) {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, schema, after] of variants) {
      const before = rates[name] ?? [];
      rates[name] = [...before, await commit(schema, writers, count, after)];
    }
  }
  const plain = rates.plain ?? [];
  for (const [name, figures] of Object.entries(rates)) {
    const ratios = figures.map((figure, round) => figure / (plain[round] ?? Number.NaN));
    const rate = spread(figures).median.toFixed(0);
    console.log(
      `${writers} x ${count}  ${name.padEnd(8)} ${rate} commits/s, ${shown(spread(ratios))}`,
    );
  }
  return rates;
}

/** Runs `once` about a thousand times a second. */
async function pace(once: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  while (performance.now() - startedAt < seconds * 1_000) {
    const due = Math.floor(performance.now() - startedAt);
    while (running.length < due) running.push(once());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(running);
  return running.length / seconds;
}

interface Latency {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const latency = (perSecond: number, figures: number[]): Latency => {
  const sorted = figures.sort((a, b) => a - b);
  return { perSecond, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
};

/** A NOTIFY of its own for every commit, and nothing read. */
async function bareLatency(): Promise<Latency> {
  const listener = await pool.connect();
  const figures: number[] = [];
  const sentAt: number[] = [];
  listener.on('notification', ({ payload: index }) => {
    figures.push(performance.now() - (sentAt[Number(index)] ?? Number.NaN));
  });
  await listener.query('listen bare');
  const perSecond = await pace(async () => {
    await insert('plain', 1);
    const index = sentAt.push(performance.now()) - 1;
    await pool.query({
      name: 'bare',
      text: `select set_config('synchronous_commit', 'off', true), pg_notify('bare', $1)`,
      values: [String(index)],
    });
  });
  await listener.query('select');
  listener.release(true);
  return latency(perSecond, figures);
}

/** Waits until a consumer that has nothing to do but count has caught up. */
async function caughtUp(count: () => number, target: number): Promise<void> {
  while (count() < target) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function outboxLatency(name: string): Promise<Latency> {
  const log = postgresEventLog({ ...reader, schema: 'betting', settings: { pageSize: 5_000 } });
  const { rows } = await pool.query<{ count: bigint }>(
    'select count(*) as count from betting.bet_event',
  );
  const before = Number(rows[0]?.count);
  const committedAt = new Map<string, number>();
  const calledAt = new Map<string, number>();
  let told = 0;
  log.subscribe(name, ({ streamId }) => {
    told += 1;
    calledAt.set(streamId, performance.now());
  });
  await caughtUp(() => told, before);
  let commits = 0;
  const perSecond = await pace(async () => {
    const { rows: inserted } = await pool.query<{ bet_id: string }>({
      name: 'insert-returning',
      text: `insert into betting.bet_event
               (bet_id, sequence, type, schema_version, payload, recorded_at, hash)
             values (gen_random_uuid(), 1, 'bet-accepted', 1, $1, now(), '') returning bet_id`,
      values: [payload],
    });
    committedAt.set(inserted[0]!.bet_id, performance.now());
    waker.wake();
    commits += 1;
  });
  await caughtUp(() => told, before + commits);
  await log.close();
  // The handler may be called before the writer has heard of its own commit: that is no time.
  const figures = [...committedAt].map(([id, atMs]) =>
    Math.max((calledAt.get(id) ?? Number.NaN) - atMs, 0),
  );
  return latency(perSecond, figures);
}

/** Events a second through the whole backlog, from an empty checkpoint. */
async function drain(name: string, how: 'relay' | 'consumer', total: number): Promise<number> {
  let told = 0;
  const startedAt = performance.now();
  const log = postgresEventLog({ ...reader, schema: 'betting' });
  const running =
    how === 'consumer'
      ? log.subscribe(name, () => {
          told += 1;
        })
      : relayEvents(
          postgresEventSource({ pool, schema: 'betting' }),
          {
            async append(events) {
              told += events.length;
            },
          },
          { ...reader, name },
        );
  await caughtUp(() => told, total);
  const elapsed = (performance.now() - startedAt) / 1_000;
  await running.close();
  return total / elapsed;
}

try {
  const all = ['user', 'payment', 'betting', 'odds'];
  await migrate({ pool, servicesFolder: paths.services, services: all });
  await makeVariants();
  const inserts = { single: await measureInserts(8, 1), batch: await measureInserts(1, 100) };

  await pool.query(`set session_replication_role = replica; truncate betting.bet_event;
                    set session_replication_role = origin`);
  const latencies: { bare: Latency; outbox: Latency }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await bareLatency();
    const outbox = await outboxLatency(`latency-${round}`);
    latencies.push({ bare, outbox });
    for (const [name, { perSecond, p50, p99 }] of Object.entries({ bare, outbox })) {
      const rate = perSecond.toFixed(0);
      console.log(
        `${name.padEnd(6)} at ${rate}/s: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
      );
    }
  }

  for (let written = 0; written < backlog; written += 1_000) await insert('betting', 1_000);
  await pool.query('analyze betting.bet_event');
  const { rows } = await pool.query<{ count: bigint }>(
    'select count(*) as count from betting.bet_event',
  );
  const total = Number(rows[0]?.count);
  const drains = { relay: [] as number[], consumer: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    drains.relay.push(await drain(`relay-${round}`, 'relay', total));
    drains.consumer.push(await drain(`consumer-${round}`, 'consumer', total));
  }
  console.log(`relay    ${shown(spread(drains.relay), 0)} events/s`);
  console.log(`consumer ${shown(spread(drains.consumer), 0)} events/s`);
  console.log(JSON.stringify({ bench: 'outbox', rounds, seconds, inserts, latencies, drains }));
} finally {
  await pool.end();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
