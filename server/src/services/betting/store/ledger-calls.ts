import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** The house's side of the ledger. */
export const house = 'house';

/** One account, by its owner, kind and currency. */
export interface AccountName {
  readonly owner: string;
  readonly kind: string;
  readonly currency: string;
}

/** A movement of money, as payment's ledger functions take it. */
export interface LedgerTransfer {
  readonly id: string;
  readonly from: Omit<AccountName, 'currency'>;
  readonly to: Omit<AccountName, 'currency'>;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly code: string;
  readonly reference: string;
}

/** Accounts locked until the transaction ends. */
export interface LockedAccounts {
  balanceMinor(account: AccountName): bigint;
  /** Posts between accounts of this lock: all of the transfers, or none. */
  post(transfers: readonly LedgerTransfer[], atMs: number): Promise<void>;
}

/**
 * Locks accounts in payment's ledger, opening those that are missing. Every account that the
 * transaction will move money on must be named here.
 */
export async function lockAccounts(
  client: ClientBase,
  accounts: readonly AccountName[],
  atMs: number,
): Promise<LockedAccounts> {
  const distinct = [...new Map(accounts.map((account) => [nameOf(account), account])).values()];
  const { rows } = await client.query<{
    ordinal: bigint;
    account_id: bigint;
    balance_minor: bigint;
  }>({
    name: 'betting-lock-accounts',
    text: `select ordinal, account_id, balance_minor from payment.lock_accounts($1, $2, $3, $4)`,
    values: [
      distinct.map(({ owner }) => owner),
      distinct.map(({ kind }) => kind),
      distinct.map(({ currency }) => currency),
      new Date(atMs),
    ],
  });
  const locked = new Map(
    rows.map((row) => [nameOf(distinct[Number(row.ordinal) - 1] as AccountName), row] as const),
  );
  const find = (account: AccountName) => {
    const row = locked.get(nameOf(account));
    if (row === undefined) throw new Error(`account ${nameOf(account)} was not locked`);
    return row;
  };
  return {
    balanceMinor: (account) => find(account).balance_minor,
    async post(transfers, postedAtMs) {
      if (transfers.length === 0) return;
      await client.query({
        name: 'betting-post',
        text: `select payment.post($1, $2, $3, $4, $5, $6, $7)`,
        values: [
          transfers.map(({ id }) => id),
          transfers.map(({ from, currency }) => find({ ...from, currency }).account_id),
          transfers.map(({ to, currency }) => find({ ...to, currency }).account_id),
          transfers.map(({ amountMinor }) => amountMinor),
          transfers.map(({ code }) => code),
          transfers.map(({ reference }) => reference),
          new Date(postedAtMs),
        ],
      });
    },
  };
}

function nameOf({ owner, kind, currency }: AccountName): string {
  return `${owner}/${kind}/${currency}`;
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
