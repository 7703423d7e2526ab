import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { DepositRecord } from './deposit-store.ts';

/**
 * Posts a deposit: the provider owes it to us, the customer has it. The transfer's id follows from
 * the deposit's, so that a deposit can be posted once only, whatever happens around it.
 */
export async function postDeposit(
  client: ClientBase,
  deposit: DepositRecord,
  nowMs: number,
): Promise<void> {
  await client.query(
    `select payment.post_transfers(
       array[$1::uuid], array['house'], array['provider-clearing'], array[$2::text], array['cash'],
       array[$3::text], array[$4::bigint], array['deposit'], array[$5::text], $6)`,
    [
      depositTransferId(deposit.depositId),
      deposit.userId,
      deposit.currency,
      deposit.amountMinor,
      deposit.depositId,
      new Date(nowMs),
    ],
  );
}

/** A UUIDv8 (RFC 9562 section 5.8) out of the deposit's id. */
export function depositTransferId(depositId: string): string {
  const bytes = createHash('sha256').update(`deposit/${depositId}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
