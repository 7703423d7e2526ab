import type {
  Caller,
  MarketChange,
  MarketResultChange,
  Permission,
  PlaceBetRequest,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import { memoryBroadcast } from '../../../platform/adapters/memory/broadcast.ts';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { seededIds } from '../../../platform/adapters/simulated/ids.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import type { LiabilityCaps } from '../domain/liability.ts';
import { createBettingService } from '../index.ts';
import { transferId } from '../store/ledger-calls.ts';

export const startMs = Date.UTC(2026, 7, 15, 14);

const free: Permission = {
  standing: 'active',
  bar: null,
  country: 'IE',
  currency: 'EUR',
  rules: { minimumAge: 18, inPlayMarkets: 'all', creditCards: false, bonuses: true },
  limits: [],
};

const roomy: LiabilityCaps = {
  outcomeMaxMinor: 10n ** 15n,
  marketMaxMinor: 10n ** 15n,
  fixtureMaxMinor: 10n ** 15n,
};

/** A betting service on a test database, with what a test needs to drive it. */
export function openBook(
  pool: Pool,
  options: {
    readonly seed?: number;
    readonly settlementPageSize?: number;
    readonly caps?: LiabilityCaps;
  } = {},
) {
  const clock = virtualClock(startMs);
  const ids = seededIds(clock, options.seed ?? 1);
  const broadcast = memoryBroadcast(silentLogger);
  const change = new Map<string, Partial<Permission>>();
  const service = createBettingService({
    pool,
    clock,
    ids,
    broadcast,
    logger: silentLogger,
    permissions: async (userIds) =>
      new Map(userIds.map((userId) => [userId, { ...free, ...change.get(userId) }])),
    settings: {
      limits: new Map([
        ['EUR', { stakeMinMinor: 10n, stakeMaxMinor: 1_000_000n, payoutMaxMinor: 100_000_000n }],
      ]),
      caps: options.caps ?? roomy,
      rates: new Map([['EUR', { num: 1n, den: 1n }]]),
      rulesVersion: 'test',
      batchMax: 256,
      waitingMax: 4_096,
      settlementPageSize: options.settlementPageSize ?? 500,
    },
  });
  const { operations } = service;
  /** What customers may do otherwise than everything. */
  const permit = (userId: string, permission: Partial<Permission>) =>
    change.set(userId, permission);
  return { clock, ids, broadcast, permit, service, operations, pool };
}

export type Book = ReturnType<typeof openBook>;

/** A new customer with cash. */
export async function customer(book: Book, cashMinor: bigint): Promise<Caller> {
  const userId = book.ids.next();
  await book.pool.query(
    `select payment.post_transfers(array[$1::uuid], array['house'], array['provider-clearing'],
       array[$2], array['cash'], array['EUR'], array[$3::bigint], array['deposit'], array[$2], $4)`,
    [transferId(userId, 0, 'deposit'), userId, cashMinor, new Date(book.clock.now())],
  );
  return { userId, role: 'bettor', currency: 'EUR' };
}

/** A match-result market with prices 2.00, 3.50 and 4.00. */
export function market(fixtureId: string, change: Partial<MarketChange> = {}): MarketChange {
  return {
    marketId: `${fixtureId}/1x2`,
    fixtureId,
    fixtureName: 'Alder v Birch',
    competitionName: 'Grove League',
    sport: 'football',
    startsAtMs: startMs + 3_600_000,
    type: '1x2',
    specifiers: '',
    name: 'Match result',
    status: 'active',
    version: 1,
    inPlay: false,
    outcomes: [
      { id: 'home', name: 'Alder', odds: 20_000, active: true },
      { id: 'draw', name: 'Draw', odds: 35_000, active: true },
      { id: 'away', name: 'Birch', odds: 40_000, active: true },
    ],
    ...change,
  };
}

export function single(
  fixtureId: string,
  stakeMinor: bigint,
  change: Partial<PlaceBetRequest> = {},
): PlaceBetRequest {
  return {
    type: 'single',
    legs: [{ marketId: `${fixtureId}/1x2`, outcomeId: 'home', odds: '2.00' }],
    stakeMinor: stakeMinor.toString(),
    currency: 'EUR',
    ...change,
  };
}

export function result(
  fixtureId: string,
  resultVersion: number,
  winner: 'home' | 'draw' | 'away' | null,
): MarketResultChange {
  const common = { marketId: `${fixtureId}/1x2`, fixtureId, resultVersion, atMs: startMs };
  if (winner === null) return { ...common, kind: 'rolled-back' };
  const outcomes = (['home', 'draw', 'away'] as const).map((id) => ({
    id,
    result: id === winner ? ('won' as const) : ('lost' as const),
  }));
  return { ...common, kind: 'settled', outcomes };
}

export async function balance(pool: Pool, owner: string, kind = 'cash'): Promise<bigint> {
  const { rows } = await pool.query<{ balance: bigint }>(
    `select payment.balance($1, $2, 'EUR') as balance`,
    [owner, kind],
  );
  return rows[0]?.balance ?? 0n;
}
