import type { AuditReport } from '@winnex/contracts';
import type { Pool } from 'pg';
import { transaction } from '../platform/database/pool.ts';
import { auditBets } from '../services/betting/index.ts';
import { auditDeposits, auditLedger } from '../services/payment/index.ts';

/**
 * Checks every invariant of ledger and bets in one snapshot, so that a busy book is judged as it
 * was at one instant. Reads only.
 */
export async function auditBooks(pool: Pool): Promise<AuditReport> {
  return transaction(
    pool,
    async (client) => {
      await client.query('set local statement_timeout = 0');
      const checks = [
        ...(await auditLedger(client)),
        await auditDeposits(client),
        ...(await auditBets(client)),
      ];
      return { ok: checks.every((check) => check.ok), checks };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}
