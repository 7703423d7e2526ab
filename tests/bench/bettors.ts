import type { Caller } from '@winnex/contracts';
import type { Pool } from 'pg';
import {
  type Book,
  market,
  openBook,
  single,
} from '../../server/src/services/betting/testing/book.ts';

export interface Bettors {
  /** One more bet of the next customer, on the next market or always on the same outcome. */
  placeNext(hot: boolean): Promise<void>;
}

const CASH_MINOR = 100_000_000n;

/** Customers with cash and markets with prices, made by set-based statements. */
export async function openBettors(
  pool: Pool,
  size: { readonly customers: number; readonly markets: number },
): Promise<Bettors> {
  const book = openBook(pool);
  const callers = Array.from({ length: size.customers }, (): Caller => {
    return { userId: book.ids.next(), role: 'bettor', currency: 'EUR' };
  });
  await pool.query(
    `select payment.post_transfers($1::uuid[], array_fill('house'::text, array[n]),
       array_fill('provider-clearing'::text, array[n]), $1::text[], array_fill('cash'::text, array[n]),
       array_fill('EUR'::text, array[n]), array_fill($2::bigint, array[n]),
       array_fill('deposit'::text, array[n]), $1::text[], $3)
       from (select cardinality($1::uuid[]) as n) s`,
    [callers.map(({ userId }) => userId), CASH_MINOR, new Date(book.clock.now())],
  );
  for (let from = 0; from < size.markets; from += 1_000) {
    const count = Math.min(1_000, size.markets - from);
    const changes = Array.from({ length: count }, (_, index) => market(`f${from + index}`));
    await book.operations.applyMarkets(changes);
  }
  return placer(book, callers, size.markets);
}

function placer(book: Book, callers: readonly Caller[], markets: number): Bettors {
  let next = 0;
  return {
    async placeNext(hot) {
      next += 1;
      const caller = callers[next % callers.length] as Caller;
      const fixture = hot ? 'f0' : `f${(next * 7_919) % markets}`;
      const bet = await book.operations.placeBet(caller, `k${next}`, single(fixture, 10n));
      if (bet.status !== 'ACCEPTED') throw new Error(JSON.stringify(bet.rejection));
    },
  };
}
