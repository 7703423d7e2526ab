import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../platform/database/testing/test-database.ts';
import { footballDataFeed } from './feeds/football-data/football-data-feed.ts';
import { serviceUnderTest } from './testing/service-under-test.ts';

const season = fileURLToPath(
  new URL(
    '../../../../../shared/data/football-data/england/2017-2018-Premier.csv',
    import.meta.url,
  ),
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it.skipIf(!existsSync(season))('a real season goes through the whole service', async () => {
  const { pool } = database;
  const { service, clock, told } = serviceUnderTest(pool, { finishedLingerMs: 1_000 });
  await service.start();
  const run = await service.runFeed(footballDataFeed({ files: [season], bookmaker: 'B365' }), {
    silenceMs: null,
  });
  await run.finished;
  expect(run.counters().quarantined).toBe(0);

  const { rows } = await pool.query(
    `select count(distinct fixture_id)::int as fixtures, count(*)::int as markets,
            count(*) filter (where status = 'settled')::int as settled from odds.market`,
  );
  expect(rows[0].fixtures).toBe(380);
  expect(rows[0].settled).toBe(rows[0].markets);
  expect(told.filter((line) => line.endsWith('r1 settled'))).toHaveLength(rows[0].markets);

  await clock.advance(1_000);
  for (let turns = 0; turns < 500 && service.metrics().fixtures > 0; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(service.metrics().fixtures).toBe(0);
  await service.stop();
});
