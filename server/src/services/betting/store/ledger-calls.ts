import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** The house's side of the ledger. */
export const house = 'house';

/** A movement of money, as payment's ledger functions take it. */
export interface LedgerTransfer {
  readonly id: string;
  readonly from: { readonly owner: string; readonly kind: string };
  readonly to: { readonly owner: string; readonly kind: string };
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly code: string;
  readonly reference: string;
}

/** Calls `payment.post_transfers` inside the caller's transaction: all of them, or none. */
export async function postTransfers(
  client: ClientBase,
  transfers: readonly LedgerTransfer[],
  atMs: number,
): Promise<void> {
  if (transfers.length === 0) return;
  await client.query({
    name: 'betting-post-transfers',
    text: `select payment.post_transfers($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      transfers.map(({ id }) => id),
      transfers.map(({ from }) => from.owner),
      transfers.map(({ from }) => from.kind),
      transfers.map(({ to }) => to.owner),
      transfers.map(({ to }) => to.kind),
      transfers.map(({ currency }) => currency),
      transfers.map(({ amountMinor }) => amountMinor),
      transfers.map(({ code }) => code),
      transfers.map(({ reference }) => reference),
      new Date(atMs),
    ],
  });
}

/** Cash balances, locked until the transaction ends. Keyed by owner and currency. */
export async function lockCash(
  client: ClientBase,
  accounts: readonly { readonly owner: string; readonly currency: string }[],
  atMs: number,
): Promise<Map<string, bigint>> {
  const { rows } = await client.query<{ owner: string; currency: string; balance_minor: bigint }>({
    name: 'betting-lock-cash',
    text: `select owner, currency, balance_minor from payment.lock_balances($1, 'cash', $2, $3)`,
    values: [
      accounts.map(({ owner }) => owner),
      accounts.map(({ currency }) => currency),
      new Date(atMs),
    ],
  });
  return new Map(rows.map((row) => [cashKey(row.owner, row.currency), row.balance_minor]));
}

export function cashKey(owner: string, currency: string): string {
  return `${owner}/${currency}`;
}

/**
 * The id of a transfer that belongs to one step of one bet. The same step always gives the same
 * id, so it can be posted once only (a UUIDv8, RFC 9562 section 5.8).
 */
export function transferId(betId: string, step: number, purpose: string): string {
  const hex = createHash('sha256').update(`${betId}/${step}/${purpose}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
