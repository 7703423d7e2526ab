import {
  type Caller,
  type Deposit,
  type DepositRequest,
  ServiceRefusal,
  type Standing,
} from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import { askProvider } from '../providers/ask-provider.ts';
import type { DepositOutcome, PaymentProvider } from '../providers/provider.ts';
import type { PaymentSettings } from '../settings.ts';
import {
  type DepositRecord,
  depositView,
  findDepositById,
  findDepositByKey,
  insertDeposit,
} from './deposit-store.ts';
import { depositRequestHash, readDeposit } from './read-deposit.ts';

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
  readonly standings: (userIds: readonly string[]) => Promise<ReadonlyMap<string, Standing>>;
  readonly conclude: (depositId: string, outcome: DepositOutcome) => Promise<DepositRecord>;
  readonly settings: PaymentSettings;
}): Deposits {
  const { pool, clock, ids, provider, standings, conclude, settings } = deps;
  const timeoutMs = settings.providerTimeoutMs;
  const running = new Map<string, { readonly hash: Buffer; readonly answer: Promise<Deposit> }>();

  async function requireActive({ userId }: Caller): Promise<void> {
    const standing = (await standings([userId])).get(userId);
    if (standing === 'active') return;
    throw new ServiceRefusal(
      'account-blocked',
      standing === 'self-excluded'
        ? 'You have excluded yourself from betting, so no deposits are taken.'
        : 'This account is closed; no deposits are taken.',
    );
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
    await requireActive(caller);
    const createdAtMs = clock.now();
    const stored = await insertDeposit(pool, {
      ...order,
      depositId: ids.next(),
      userId,
      key,
      requestHash,
      provider: provider.translator.name,
      createdAtMs,
      nextAskAtMs: createdAtMs + timeoutMs + settings.resumeBackOffMs,
    });
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
