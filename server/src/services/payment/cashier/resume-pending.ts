import type { Pool } from 'pg';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import { askProvider } from '../providers/ask-provider.ts';
import type { DepositOutcome, PaymentProvider } from '../providers/provider.ts';
import type { PaymentSettings } from '../settings.ts';
import { claimDueDeposits, type DepositRecord } from './deposit-store.ts';

/** How many deposits a round of asking left in each state. */
export interface ResumeSummary {
  readonly completed: number;
  readonly refused: number;
  readonly pending: number;
}

const PAGE_SIZE = 50;

/** At the default waits the twelfth question comes some hours after the deposit. */
const ASKS_BEFORE_ALARM = 12;

/**
 * Asks the provider about pending deposits that are due, whatever left them pending: a timeout, an
 * unreadable reply, or a crash between the provider's answer and our commit. A deposit that the
 * provider never received is sent again, under the same id.
 */
export function pendingResumption(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly provider: PaymentProvider;
  readonly conclude: (depositId: string, outcome: DepositOutcome) => Promise<DepositRecord>;
  readonly settings: PaymentSettings;
}): () => Promise<ResumeSummary> {
  const { pool, clock, logger, provider, conclude, settings } = deps;
  const asking = { provider, clock, timeoutMs: settings.providerTimeoutMs };
  const backOff = { firstMs: settings.resumeBackOffMs, maxMs: settings.resumeBackOffMsMax };

  async function resume(deposit: DepositRecord): Promise<DepositRecord['status']> {
    try {
      const asked = await askProvider(asking, 'query', deposit);
      const outcome =
        asked.kind === 'unknown' ? await askProvider(asking, 'deposit', deposit) : asked;
      const { status } = await conclude(deposit.depositId, outcome);
      if (status === 'pending' && deposit.asks === ASKS_BEFORE_ALARM) {
        const fields = { depositId: deposit.depositId, provider: deposit.provider };
        logger.error(fields, 'a deposit has had no clear answer for hours; ask the provider');
      }
      return status;
    } catch (error) {
      const fields = { depositId: deposit.depositId, err: error };
      logger.error(fields, 'a pending deposit could not be resumed; it will be tried again');
      return 'pending';
    }
  }

  return async () => {
    const summary = { completed: 0, refused: 0, pending: 0 };
    for (;;) {
      const page = await claimDueDeposits(pool, PAGE_SIZE, clock.now(), backOff);
      for (const status of await Promise.all(page.map(resume))) summary[status] += 1;
      if (page.length < PAGE_SIZE) return summary;
    }
  };
}
