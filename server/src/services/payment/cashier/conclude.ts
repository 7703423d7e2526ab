import { type AccountChange, accountChannel } from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../../../platform/database/pool.ts';
import type { Broadcast } from '../../../platform/ports/broadcast.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Logger } from '../../../platform/telemetry/logger.ts';
import type { DepositOutcome } from '../providers/provider.ts';
import { postDeposit } from './deposit-posting.ts';
import {
  concludeDeposit,
  type DepositRecord,
  lockDeposit,
  noteReference,
} from './deposit-store.ts';

/**
 * Writes down what the provider said. A deposit becomes `completed` in the same transaction that
 * posts it to the ledger. What was concluded before stays as it is, whoever asks again.
 */
export function depositConclusion(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly broadcast: Broadcast;
}): (depositId: string, outcome: DepositOutcome) => Promise<DepositRecord> {
  const { pool, clock, logger, broadcast } = deps;
  return async (depositId, outcome) => {
    const { before, after } = await transaction(pool, async (client) => {
      const before = await lockDeposit(client, depositId);
      if (before.status !== 'pending') return { before, after: before };
      const nowMs = clock.now();
      if (outcome.kind === 'completed') {
        await postDeposit(client, before, nowMs);
        await concludeDeposit(client, depositId, outcome.providerReference, null, nowMs);
      } else if (outcome.kind === 'refused') {
        const { providerReference, reason } = outcome;
        await concludeDeposit(client, depositId, providerReference, reason, nowMs);
      } else if (outcome.kind === 'pending' && outcome.providerReference !== null) {
        await noteReference(client, depositId, outcome.providerReference);
      }
      return { before, after: await lockDeposit(client, depositId) };
    });

    if (before.status !== 'pending') {
      if (contradicts(before.status, outcome)) {
        const fields = { depositId, status: before.status, outcome: outcome.kind };
        logger.error(fields, 'the provider changed its mind about a concluded deposit');
      }
    } else if (after.status === 'pending') {
      const why = outcome.kind === 'pending' ? outcome.why : outcome.kind;
      logger.warn({ depositId, why }, 'a deposit is pending');
    } else {
      logger.info({ depositId, status: after.status }, 'a deposit is concluded');
    }
    if (before.status === 'pending' && after.status === 'completed') {
      const change: AccountChange = { userId: after.userId, wallet: true, bets: [] };
      broadcast.publish(accountChannel, change);
    }
    return after;
  };
}

function contradicts(status: DepositRecord['status'], outcome: DepositOutcome): boolean {
  return (outcome.kind === 'completed' || outcome.kind === 'refused') && outcome.kind !== status;
}
