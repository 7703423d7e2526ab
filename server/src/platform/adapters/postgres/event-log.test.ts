import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../database/testing/test-database.ts';
import { eventLogContract } from '../../ports/event-log.contract.ts';
import type { LoggedEvent } from '../../ports/event-log.ts';
import { silentLogger } from '../../telemetry/logger.ts';
import { systemClock } from '../system/clock.ts';
import { postgresEventLog } from './event-log.ts';
import { postgresEventWaker } from './event-waker.ts';
import { insertEvents, makeEventTable } from './testing/event-table.ts';

let database: TestDatabase;
let schemas = 0;

beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.drop());

async function makeSource(): Promise<string> {
  schemas += 1;
  const schema = `law_${schemas}`;
  await makeEventTable(database.pool, schema);
  return schema;
}

const insert = (schema: string, events: readonly LoggedEvent[]) =>
  insertEvents(database.pool, schema, events);

const settings = { pageSize: 64, retryMs: [2, 20], takeOverMs: 20 } as const;
const open = (schema: string, pollMs = 250) =>
  postgresEventLog({
    pool: database.pool,
    schema,
    clock: systemClock(),
    logger: silentLogger,
    settings: { ...settings, pollMs },
  });

eventLogContract('postgres', async () => {
  const schema = await makeSource();
  const waker = postgresEventWaker(database.pool, schema, silentLogger);
  return {
    nodes: [open(schema), open(schema)],
    async append(events) {
      await insert(schema, events);
      waker.wake();
    },
    async disturb() {
      const { rowCount } = await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name like $1`,
        [`winnex event consumer ${schema}/%`],
      );
      expect(rowCount).toBeGreaterThan(0);
    },
  };
});

const event = (sequence: number): LoggedEvent => ({
  streamId: 'a',
  sequence,
  type: 'happened',
  schemaVersion: 1,
  payload: '{}',
  recordedAtMs: 0,
});

test('a wake comes through long before the poll; a lost one costs no more than the poll', async () => {
  const schema = await makeSource();
  const told: number[] = [];
  const log = open(schema, 1_000);
  log.subscribe('reader', ({ sequence }) => void told.push(sequence));
  await insert(schema, [event(1)]);
  await vi.waitFor(() => expect(told).toEqual([1]), { timeout: 5_000 });
  const waker = postgresEventWaker(database.pool, schema, silentLogger);
  const startMs = performance.now();
  await insert(schema, [event(2)]);
  for (let call = 0; call < 100; call += 1) waker.wake();
  await vi.waitFor(() => expect(told).toEqual([1, 2]), { timeout: 900, interval: 5 });
  expect(performance.now() - startMs).toBeLessThan(900);
  await insert(schema, [event(3)]);
  await vi.waitFor(() => expect(told).toEqual([1, 2, 3]), { timeout: 5_000 });
  await log.close();
});

test('a consumer that the server lost sight of cannot overwrite its successor', async () => {
  const schema = await makeSource();
  const gate = Promise.withResolvers<void>();
  const lost = open(schema);
  const entered = vi.fn(() => gate.promise);
  lost.subscribe('reader', entered);
  await insert(schema, [event(1)]);
  await vi.waitFor(() => expect(entered).toHaveBeenCalled());
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`,
    [`winnex event consumer ${schema}/reader`],
  );
  const told: number[] = [];
  const successor = open(schema);
  successor.subscribe('reader', ({ sequence }) => void told.push(sequence));
  await insert(schema, [event(2), event(3)]);
  await vi.waitFor(() => expect(told).toEqual([1, 2, 3]));
  gate.resolve();
  await lost.close();
  await successor.close();
  const { rows } = await database.pool.query(
    `select position from ${schema}.event_consumer where name = 'reader'`,
  );
  expect(rows).toEqual([{ position: 3n }]);
});
