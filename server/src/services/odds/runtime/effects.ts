import {
  type BettingOperations,
  type BoardUpdate,
  boardChannel,
  type MarketResultChange,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Broadcast } from '../../../platform/ports/broadcast.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Board, BoardFixture, BoardMarket } from '../board/board.ts';
import { marketChange } from '../catalogue/market-change.ts';
import { wireFixture, wireMarket, wireSummary } from '../catalogue/wire.ts';
import { writeFeedMemory } from '../store/feed-memory.ts';
import { writeQuarantine } from '../store/quarantine.ts';
import { readFixtures, retireFixtures, reviveFixtures } from '../store/read-board.ts';
import { markDelivered } from '../store/results.ts';
import { writeBoard } from '../store/write-board.ts';
import { type Batch, createBatch, type FixtureNews } from './batch.ts';
import type { Lobby } from './lobby.ts';
import type { Retry } from './retry.ts';

export type BettingDoor = Pick<BettingOperations, 'applyMarkets' | 'applyResults'>;

export interface EffectsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly broadcast: Broadcast;
  readonly betting: BettingDoor;
  readonly board: Board;
  readonly lobby: Lobby;
  readonly retry: Retry;
}

export interface Effects {
  open(fixtureIds: ReadonlySet<string>): Promise<Batch>;
  carryOut(batch: Batch): Promise<void>;
  /** The first step of `carryOut` alone. */
  write(batch: Batch): Promise<void>;
  /** Hands results to betting and notes that it took them. */
  deliverResults(results: readonly MarketResultChange[]): Promise<void>;
}

/**
 * What happens to a batch, always in this order: the odds service's own rows in one transaction,
 * then betting learns the markets and after them the results, then clients are told. A step that
 * fails is repeated, and nothing later overtakes it: what clients see, betting already knows.
 */
export function createEffects(options: EffectsOptions): Effects {
  const { pool, clock, broadcast, betting, board, lobby, retry } = options;

  async function write(batch: Batch): Promise<void> {
    const writes = batch.writes();
    const quarantined = batch.quarantined();
    const memories = batch.feedMemories();
    const rows = [writes.fixtures, writes.markets, writes.results, quarantined, memories];
    if (rows.every(({ length }) => length === 0)) return;
    await retry.run('write the board', () =>
      transaction(pool, async (client) => {
        await writeBoard(client, writes, clock.now());
        if (quarantined.length > 0) await writeQuarantine(client, quarantined, clock.now());
        for (const memory of memories) await writeFeedMemory(client, memory);
      }),
    );
  }

  async function deliverResults(results: readonly MarketResultChange[]): Promise<void> {
    if (results.length === 0) return;
    await retry.run('hand results to betting', () => betting.applyResults(results));
    await retry.run('note what betting took', () => markDelivered(pool, results, clock.now()));
  }

  async function handOver(batch: Batch): Promise<void> {
    const changes = batch
      .news()
      .flatMap(({ fixture, markets }) =>
        [...markets.values()].map((market) => marketChange(fixture, market)),
      );
    if (changes.length > 0) {
      await retry.run('hand markets to betting', () => betting.applyMarkets(changes));
    }
    await deliverResults(batch.results());
  }

  function tell({ fixture, markets }: FixtureNews): void {
    const inLobby = lobby.show(fixture);
    publish(fixture, inLobby ? wireSummary(fixture) : null, [...markets.values()]);
  }

  function publish(
    fixture: BoardFixture,
    summary: BoardUpdate['summary'],
    markets: readonly BoardMarket[],
  ): void {
    const update: BoardUpdate = {
      fixtureId: fixture.id,
      fixture: wireFixture(fixture),
      summary,
      markets: markets.map((market) => wireMarket(fixture, market)),
    };
    broadcast.publish(boardChannel, update);
  }

  async function retire(batch: Batch): Promise<void> {
    const ids = batch.retired();
    if (ids.length === 0) return;
    await retry.run('retire fixtures', () => retireFixtures(pool, ids));
    for (const id of ids) {
      const fixture = board.fixtures.get(id);
      board.fixtures.delete(id);
      lobby.remove(id);
      if (fixture !== undefined) publish(fixture, null, []);
    }
  }

  return {
    async open(fixtureIds) {
      const absent = [...fixtureIds].filter((id) => !board.fixtures.has(id));
      if (absent.length > 0) {
        const stored = await retry.run('read fixtures', async () => {
          const fixtures = await readFixtures(pool, absent);
          await reviveFixtures(
            pool,
            fixtures.map(({ id }) => id),
          );
          return fixtures;
        });
        for (const fixture of stored) {
          board.fixtures.set(fixture.id, fixture);
          lobby.bringBack(fixture);
        }
      }
      return createBatch(board);
    },
    async carryOut(batch) {
      await write(batch);
      await handOver(batch);
      for (const news of batch.news()) tell(news);
      await retire(batch);
    },
    write,
    deliverResults,
  };
}
