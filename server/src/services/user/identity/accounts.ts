import type { Profile, Role } from '@winnex/contracts';
import type { ClientBase, Pool } from 'pg';
import { type Exclusion, standingOf } from '../responsible-gambling/exclusion.ts';

export interface Account extends Exclusion {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly displayName: string;
  readonly country: string;
  readonly currency: string;
  readonly role: Role;
  readonly status: 'active' | 'closed';
  readonly createdAtMs: number;
}

export interface NewAccount extends Omit<Account, 'status' | keyof Exclusion> {
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth: string;
}

export function profileOf(account: Account, nowMs: number): Profile {
  return {
    id: account.id,
    email: account.email,
    displayName: account.displayName,
    country: account.country,
    currency: account.currency,
    role: account.role,
    status: standingOf(account, nowMs),
    createdAt: new Date(account.createdAtMs).toISOString(),
  };
}

/** Stores a new account. False when the email is taken. */
export async function insertAccount(client: ClientBase, account: NewAccount): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into users.account
       (id, email, password_hash, display_name, date_of_birth, country, currency, role, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (email) do nothing`,
    [
      account.id,
      account.email,
      account.passwordHash,
      account.displayName,
      account.dateOfBirth,
      account.country,
      account.currency,
      account.role,
      new Date(account.createdAtMs),
    ],
  );
  return rowCount === 1;
}

export async function findAccountByEmail(pool: Pool, email: string): Promise<Account | null> {
  const { rows } = await pool.query<AccountRow>(`${SELECT_ACCOUNT} where email = $1`, [email]);
  return rows[0] === undefined ? null : readAccount(rows[0]);
}

export async function findAccount(db: Pool | ClientBase, id: string): Promise<Account | null> {
  const { rows } = await db.query<AccountRow>(`${SELECT_ACCOUNT} where id = $1`, [id]);
  return rows[0] === undefined ? null : readAccount(rows[0]);
}

/** The account, locked until the transaction ends. */
export async function lockAccount(client: ClientBase, id: string): Promise<Account | null> {
  const { rows } = await client.query<AccountRow>(`${SELECT_ACCOUNT} where id = $1 for update`, [
    id,
  ]);
  return rows[0] === undefined ? null : readAccount(rows[0]);
}

export async function changePasswordHash(
  db: Pool | ClientBase,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await db.query(`update users.account set password_hash = $2 where id = $1`, [
    userId,
    passwordHash,
  ]);
}

const SELECT_ACCOUNT = `
  select id, email, password_hash, display_name, country, currency, role, status,
         self_excluded_until, returns_at, time_out_until, created_at
    from users.account`;

interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly display_name: string;
  readonly country: string;
  readonly currency: string;
  readonly role: Role;
  readonly status: 'active' | 'closed';
  readonly self_excluded_until: Date | null;
  readonly returns_at: Date | null;
  readonly time_out_until: Date | null;
  readonly created_at: Date;
}

function readAccount(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    passwordHash: row.password_hash,
    displayName: row.display_name,
    country: row.country,
    currency: row.currency,
    role: row.role,
    status: row.status,
    selfExcludedUntilMs: row.self_excluded_until?.getTime() ?? null,
    returnsAtMs: row.returns_at?.getTime() ?? null,
    timeOutUntilMs: row.time_out_until?.getTime() ?? null,
    createdAtMs: row.created_at.getTime(),
  };
}
