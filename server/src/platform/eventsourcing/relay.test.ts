import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { postgresEventSource } from '../adapters/postgres/event-source.ts';
import { insertEvents, makeEventTable } from '../adapters/postgres/testing/event-table.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import type { LoggedEvent } from '../ports/event-log.ts';
import { silentLogger } from '../telemetry/logger.ts';
import { relayEvents } from './relay.ts';

const program = fileURLToPath(new URL('testing/relay-process.ts', import.meta.url));
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  folder = mkdtempSync(join(tmpdir(), 'winnex-relay-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const stream = (streamId: string, count: number): LoggedEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    streamId,
    sequence: index + 1,
    type: 'happened',
    schemaVersion: 1,
    payload: '{}',
    recordedAtMs: 0,
  }));
const label = ({ streamId, sequence }: LoggedEvent) => `${streamId} ${sequence}`;

/** What came in, in order, without what came again. */
const firsts = (labels: readonly string[], streamId: string) => [
  ...new Set(labels.filter((entry) => entry.startsWith(`${streamId} `))),
];

function relay(schema: string, append: (events: readonly LoggedEvent[]) => Promise<void>) {
  return relayEvents(
    postgresEventSource({ pool: database.pool, schema }),
    { append },
    {
      name: 'relay',
      clock: systemClock(),
      logger: silentLogger,
      settings: { pageSize: 10, saveEveryMs: 0, takeOverMs: 20, retryMs: [2, 10] },
    },
  );
}

test('killed between publishing and marking: some twice, none lost, all in order', async () => {
  await makeEventTable(database.pool, 'killed');
  await insertEvents(database.pool, 'killed', [...stream('a', 30), ...stream('b', 30)]);
  const file = join(folder, 'published');
  const published = () => readFileSync(file, 'utf8').trimEnd().split('\n');
  for (const killAfter of [1, 25]) {
    const child = spawn(process.execPath, [program, database.url, 'killed', file, `${killAfter}`]);
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
  }
  // One page, and then the same page and two more.
  expect(published()).toHaveLength(40);
  expect(published().slice(10, 20)).toEqual(published().slice(0, 10));
  const rest: string[] = [];
  const last = relay('killed', async (events) => void rest.push(...events.map(label)));
  const all = () => [...published(), ...rest];
  await vi.waitFor(() => expect(firsts(all(), 'b')).toHaveLength(30));
  await last.close();
  for (const streamId of ['a', 'b']) {
    expect(firsts(all(), streamId)).toEqual(stream(streamId, 30).map(label));
  }
  expect(all()).toHaveLength(80);
});

test('while the log refuses nothing overtakes; two relays never publish both', async () => {
  await makeEventTable(database.pool, 'refused');
  const published: string[] = [];
  let refusals = 0;
  let running = 0;
  const clashes: number[] = [];
  const append = async (events: readonly LoggedEvent[]) => {
    running += 1;
    if (running > 1) clashes.push(running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    refusals += 1;
    if (refusals % 3 !== 0) throw new Error('planted');
    published.push(...events.map(label));
  };
  const relays = [relay('refused', append), relay('refused', append)];
  await insertEvents(database.pool, 'refused', stream('a', 45));
  await vi.waitFor(() => expect(published).toHaveLength(45));
  expect(published).toEqual(stream('a', 45).map(label));
  expect(clashes).toEqual([]);
  await Promise.all(relays.map((one) => one.close()));
});
