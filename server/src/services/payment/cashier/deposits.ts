import {
  type Caller,
  type Deposit,
  type DepositRequest,
  type LimitInForce,
  ServiceRefusal,
  type UserOperations,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import { askProvider } from '../providers/ask-provider.ts';
import type { DepositOutcome, PaymentProvider } from '../providers/provider.ts';
import type { PaymentSettings } from '../settings.ts';
import { lockDeposits, requireWithinLimits } from './deposit-limits.ts';
import {
  type DepositRecord,
  depositView,
  findDepositById,
  findDepositByKey,
  insertDeposit,
} from './deposit-store.ts';
import { type DepositOrder, depositRequestHash, readDeposit } from './read-deposit.ts';

export interface Deposits {
  /**
   * The deposit of this key, as it is now. Requests of one key that arrive in this process while
   * the first is running wait for it and are given its answer; elsewhere they see it pending.
   */
  deposit(caller: Caller, key: string, request: DepositRequest): Promise<Deposit>;
  depositById(caller: Caller, depositId: string): Promise<Deposit | null>;
  /** Resolves when no deposit of this process is running. */
  idle(): Promise<void>;
}

export function createDeposits(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly provider: PaymentProvider;
  readonly permissions: UserOperations['permissions'];
  readonly conclude: (depositId: string, outcome: DepositOutcome) => Promise<DepositRecord>;
  readonly settings: PaymentSettings;
}): Deposits {
  const { pool, clock, ids, provider, permissions, conclude, settings } = deps;
  const timeoutMs = settings.providerTimeoutMs;
  const running = new Map<string, { readonly hash: Buffer; readonly answer: Promise<Deposit> }>();

  /** The limits in force on who may deposit now. */
  async function permit({ userId }: Caller): Promise<readonly LimitInForce[]> {
    const permission = (await permissions([userId])).get(userId);
    if (permission?.bar === null) return permission.limits;
    const why = permission?.bar?.message ?? 'There is no such account.';
    throw new ServiceRefusal('account-blocked', `${why} No deposits are taken.`);
  }

  /** Stores the deposit as pending; null when its key is taken. */
  async function store(
    order: DepositOrder & { userId: string; key: string; requestHash: Buffer },
    limits: readonly LimitInForce[],
  ): Promise<DepositRecord | null> {
    return transaction(pool, async (client) => {
      await lockDeposits(client, order.userId);
      // A request that another process has stored counts against the limits already.
      if ((await findDepositByKey(client, order.userId, order.key)) !== null) return null;
      const createdAtMs = clock.now();
      await requireWithinLimits(client, order, limits, createdAtMs);
      return insertDeposit(client, {
        ...order,
        depositId: ids.next(),
        provider: provider.translator.name,
        createdAtMs,
        nextAskAtMs: createdAtMs + timeoutMs + settings.resumeBackOffMs,
      });
    });
  }

  async function run(
    caller: Caller,
    key: string,
    request: DepositRequest,
    requestHash: Buffer,
  ): Promise<Deposit> {
    const { userId } = caller;
    const known = await findDepositByKey(pool, userId, key);
    if (known !== null) return repeated(known, requestHash);

    const order = readDeposit(caller, request, settings.depositLimits);
    const limits = await permit(caller);
    const stored = await store({ ...order, userId, key, requestHash }, limits);
    if (stored === null) {
      // Another process was quicker with the same key.
      return repeated((await findDepositByKey(pool, userId, key))!, requestHash);
    }
    const outcome = await askProvider({ provider, clock, timeoutMs }, 'deposit', stored);
    return depositView(await conclude(stored.depositId, outcome));
  }

  return {
    async deposit(caller, key, request) {
      const slot = `${caller.userId} ${key}`;
      const hash = depositRequestHash(request);
      const first = running.get(slot);
      if (first !== undefined) {
        if (!first.hash.equals(hash)) throw keyReused();
        return first.answer;
      }
      const answer = run(caller, key, request, hash).finally(() => running.delete(slot));
      running.set(slot, { hash, answer });
      return answer;
    },
    async depositById(caller, depositId) {
      const known = await findDepositById(pool, caller.userId, depositId);
      return known === null ? null : depositView(known);
    },
    async idle() {
      await Promise.allSettled([...running.values()].map(({ answer }) => answer));
    },
  };
}

function repeated(known: DepositRecord, requestHash: Buffer): Deposit {
  if (!known.requestHash.equals(requestHash)) throw keyReused();
  return depositView(known);
}

function keyReused(): ServiceRefusal {
  return new ServiceRefusal(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another deposit. Send that request again, or a new key.',
  );
}
