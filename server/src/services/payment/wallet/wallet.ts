import type { Caller, Wallet } from '@winnex/contracts';
import type { Pool } from 'pg';

/** What the customer has, owes, and has put in over the life of the account. */
export async function readWallet(pool: Pool, caller: Caller): Promise<Wallet> {
  const { rows } = await pool.query<{ cash: string; owed: string; deposited: string }>({
    name: 'payment-wallet',
    text: `select payment.balance($1::text, 'cash', $2)::text as cash,
                  greatest(-payment.balance($1::text, 'owed', $2), 0)::text as owed,
                  (select coalesce(sum(amount_minor), 0)::text from payment.deposit
                    where user_id = $1::text::uuid and currency = $2 and status = 'completed'
                  ) as deposited`,
    values: [caller.userId, caller.currency],
  });
  const { cash, owed, deposited } = rows[0]!;
  return {
    currency: caller.currency,
    cashMinor: cash,
    owedMinor: owed,
    netDepositsMinor: deposited,
  };
}
