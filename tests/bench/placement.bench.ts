/**
 * Placement against PostgreSQL's textbook benchmark, interleaved on one server:
 *
 *   node tests/bench/placement.bench.ts [--rounds 5] [--seconds 5] [--concurrency 512]
 *
 * `core` is placement without HTTP: durable, idempotent, double entry, market state and price
 * checked under the market's lock, the bet's first event and state row written. `hot` puts every
 * bet on one outcome. `lone` sends one bet at a time. Ratios are per round; the last line is JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { paths } from '../../server/src/composition/paths.ts';
import { services } from '../../server/src/composition/services.ts';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../../server/src/platform/database/migrations.ts';
import { createPool, transaction } from '../../server/src/platform/database/pool.ts';
import { auditBets } from '../../server/src/services/betting/index.ts';
import { auditLedger } from '../../server/src/services/payment/index.ts';
import { type Bettors, openBettors } from './bettors.ts';
import { ownCpuSeconds, serverCpuSeconds } from './cpu-seconds.ts';
import { openTpcB } from './pgbench.ts';
import { quantile, shown, spread } from './statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '512' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const concurrency = Number(values.concurrency);

interface Run {
  readonly perSecond: number;
  readonly ownCpu: number;
  readonly serverCpu: number;
  readonly latenciesMs: readonly number[];
}

/** Places bets for a while with this many in flight. */
async function place(bettors: Bettors, pid: number, inFlight: number, hot: boolean): Promise<Run> {
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const cpuBefore = [ownCpuSeconds(), serverCpuSeconds(pid)] as const;
  const latenciesMs: number[] = [];
  async function one(): Promise<void> {
    while (performance.now() < until) {
      const sentAt = performance.now();
      await bettors.placeNext(hot);
      latenciesMs.push(performance.now() - sentAt);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one));
  const elapsed = (performance.now() - startedAt) / 1_000;
  return {
    perSecond: latenciesMs.length / elapsed,
    ownCpu: ownCpuSeconds() - cpuBefore[0],
    serverCpu: serverCpuSeconds(pid) - cpuBefore[1],
    latenciesMs: latenciesMs.sort((a, b) => a - b),
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'winnex-bench-'));
const server = await startEmbeddedPostgres({ dataDir });
const pool = createPool(server.url, { applicationName: 'winnex-bench', connectionsMax: 16 });
try {
  await migrate({
    pool,
    servicesFolder: paths.services,
    services: services.map(({ name }) => name),
  });
  const bettors = await openBettors(pool, { customers: 2_000, markets: 6_667 });
  const reference = await openTpcB(server.url, pool);
  console.log(
    `reference: ${reference.name}; ${rounds} rounds of ${seconds} s, ${concurrency} in flight`,
  );

  await place(bettors, server.pid, concurrency, false);
  const ratios = { core: [] as number[], hot: [] as number[], lone: [] as number[] };
  const rates = { tpcB: [] as number[], core: [] as number[], hot: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const tpcB = await reference.round(seconds);
    const core = await place(bettors, server.pid, concurrency, false);
    const hot = await place(bettors, server.pid, concurrency, true);
    const lone = await place(bettors, server.pid, 1, false);
    rates.tpcB.push(tpcB);
    rates.core.push(core.perSecond);
    rates.hot.push(hot.perSecond);
    ratios.core.push(core.perSecond / tpcB);
    ratios.hot.push(hot.perSecond / core.perSecond);
    ratios.lone.push(quantile(lone.latenciesMs, 0.5));
    console.log(
      `round ${round}: TPC-B ${tpcB.toFixed(0)} tps, core ${core.perSecond.toFixed(0)} bets/s ` +
        `(${core.ownCpu.toFixed(1)} + ${core.serverCpu.toFixed(1)} CPU-s), ` +
        `hot ${hot.perSecond.toFixed(0)}, lone ${quantile(lone.latenciesMs, 0.5).toFixed(2)} ms`,
    );
  }
  const checks = await transaction(pool, async (client) => [
    ...(await auditLedger(client)),
    ...(await auditBets(client)),
  ]);
  const broken = checks.filter((check) => !check.ok);
  if (broken.length > 0) throw new Error(`the books are broken: ${JSON.stringify(broken)}`);
  console.log(`core / TPC-B  ${shown(spread(ratios.core))}   at least 4, aim 10`);
  console.log(`hot / spread  ${shown(spread(ratios.hot))}   at least 0.8, aim 1`);
  console.log(`lone bet      ${shown(spread(ratios.lone))} ms, median`);
  console.log(JSON.stringify({ bench: 'placement', rounds, seconds, concurrency, ratios, rates }));
} finally {
  await pool.end();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
