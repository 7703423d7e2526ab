import type { BoardUpdate, MarketChange, MarketResultChange } from '@winnex/contracts';
import { boardChannel } from '@winnex/contracts';
import type { Pool } from 'pg';
import { memoryBroadcast } from '../../../platform/adapters/memory/broadcast.ts';
import { type VirtualClock, virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { createOddsService, type OddsService, type OddsSettings } from '../index.ts';
import { type ScriptedFeed, scriptedFeed } from './scripted-feed.ts';

export interface ServiceUnderTest {
  readonly service: OddsService;
  readonly feed: ScriptedFeed;
  readonly clock: VirtualClock;
  /** Everything betting was told, in order: `m1/1x2 v1 active`, `m1/1x2 r1 settled`. */
  readonly told: string[];
  readonly updates: BoardUpdate[];
  /** Makes the next calls to betting fail. */
  failBetting(times: number): void;
  /** Waits until everything delivered so far has been carried out. */
  settled(): Promise<void>;
}

/** The odds service on a real database, with a scripted feed and a betting service that listens. */
export function serviceUnderTest(
  pool: Pool,
  settings: Partial<OddsSettings> = {},
): ServiceUnderTest {
  const clock = virtualClock(1_000_000);
  const told: string[] = [];
  const updates: BoardUpdate[] = [];
  const broadcast = memoryBroadcast(silentLogger);
  broadcast.subscribe(boardChannel, (update) => updates.push(update as BoardUpdate));
  let failures = 0;
  let ids = 0;

  function hear(lines: string[]): void {
    if (failures > 0) {
      failures -= 1;
      throw new Error('betting is away');
    }
    told.push(...lines);
  }

  const betting = {
    async applyMarkets(changes: readonly MarketChange[]) {
      hear(changes.map(({ marketId, version, status }) => `${marketId} v${version} ${status}`));
    },
    async applyResults(results: readonly MarketResultChange[]) {
      hear(results.map((one) => `${one.marketId} r${one.resultVersion} ${one.kind}`));
    },
  };
  const service = createOddsService({
    ...{ pool, clock, broadcast, betting, settings },
    logger: silentLogger,
    ids: { next: () => `request-${++ids}` },
  });

  return {
    service,
    feed: scriptedFeed(),
    clock,
    told,
    updates,
    failBetting(times) {
      failures = times;
    },
    async settled() {
      for (let quiet = 0; quiet < 3; ) {
        await clock.advance(0);
        await new Promise((resolve) => setTimeout(resolve, 1));
        const { busy } = service.metrics().writer;
        quiet = busy ? 0 : quiet + 1;
      }
    },
  };
}
