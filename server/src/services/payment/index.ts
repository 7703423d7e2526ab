import type { PaymentOperations, UserOperations } from '@winnex/contracts';
import type { Pool } from 'pg';
import type { Broadcast } from '../../platform/ports/broadcast.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import { depositConclusion } from './cashier/conclude.ts';
import { readGrossDeposits } from './cashier/deposit-limits.ts';
import { createDeposits } from './cashier/deposits.ts';
import { repeat } from './cashier/repeat.ts';
import { pendingResumption, type ResumeSummary } from './cashier/resume-pending.ts';
import type { PaymentProvider } from './providers/provider.ts';
import type { PaymentSettings } from './settings.ts';
import { readStatement } from './wallet/statement.ts';
import { readWallet } from './wallet/wallet.ts';

export { auditDeposits } from './cashier/audit-deposits.ts';
export { auditLedger } from './ledger/audit-ledger.ts';
export type { PaymentProvider } from './providers/provider.ts';
export { sandboxProvider } from './providers/sandbox.ts';
export type { DepositLimits, PaymentSettings } from './settings.ts';

export interface PaymentService {
  readonly operations: PaymentOperations;
  /** Asks the provider about pending deposits that are due. */
  resumePending(): Promise<ResumeSummary>;
  /** Resumes pending deposits now and from time to time. */
  start(): void;
  /** Stops resuming and waits for deposits that are running. */
  stop(): Promise<void>;
}

/** Wallets, statements and deposits. The ledger itself is SQL, in `migrations/0001-ledger.sql`. */
export function createPaymentService(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly broadcast: Broadcast;
  readonly provider: PaymentProvider;
  readonly permissions: UserOperations['permissions'];
  readonly settings: PaymentSettings;
}): PaymentService {
  const { pool, clock, logger, settings } = deps;
  const conclude = depositConclusion(deps);
  const deposits = createDeposits({ ...deps, conclude });
  const resumePending = pendingResumption({ ...deps, conclude });
  let resuming: { stop(): Promise<void> } | undefined;

  return {
    operations: {
      deposit: deposits.deposit,
      depositById: deposits.depositById,
      wallet: (caller) => readWallet(pool, caller),
      async grossDeposits(caller) {
        const { day, week, month } = await readGrossDeposits(pool, caller, clock.now());
        return { day: `${day}`, week: `${week}`, month: `${month}` };
      },
      statement: (caller, page) => readStatement(pool, caller, page),
    },
    resumePending,
    start() {
      resuming ??= repeat(clock, settings.resumeIntervalMs, async () => {
        try {
          await resumePending();
        } catch (error) {
          logger.warn({ err: error }, 'pending deposits could not be looked up; trying again');
        }
      });
    },
    async stop() {
      await resuming?.stop();
      resuming = undefined;
      await deposits.idle();
    },
  };
}
