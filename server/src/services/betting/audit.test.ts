import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '../../platform/database/pool.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../platform/database/testing/test-database.ts';
import { auditBets } from './audit.ts';
import { customer, market, openBook, result, single } from './testing/book.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const book = openBook(database.pool);
  await book.operations.applyMarkets([market('f1'), market('f2')]);
  const caller = await customer(book, 10_000n);
  await book.operations.placeBet(caller, 'settled', single('f1', 500n));
  await book.operations.placeBet(caller, 'open', single('f2', 700n));
  await book.operations.placeBet(caller, 'refused', single('f9', 700n));
  await book.operations.applyResults([result('f1', 1, 'home')]);
});
afterAll(async () => {
  await database.drop();
});

describe('the audit of the bets', () => {
  it('holds for an untouched book', async () => {
    const checks = await transaction(database.pool, auditBets);
    expect(checks.map((check) => [check.ok, check.checked])).toEqual([
      [true, '4 events'],
      [true, '3 bets'],
      [true, '2 bets'],
      [true, '3 bets'],
      [true, '1 sums by currency'],
      [true, '1 outcomes'],
    ]);
  });

  it.each([
    [
      'the payload of an event',
      `update betting.bet_event
          set payload = replace(payload::text, '"payoutMinor":"1000"', '"payoutMinor":"9000"')::json
        where type = 'bet-settled'`,
      ['the hash chain of every bet holds', 'every bet is the fold of its events'],
    ],
    [
      'a lost event',
      `delete from betting.bet_event where type = 'bet-settled'`,
      ['every bet is the fold of its events'],
    ],
    [
      'a stored state',
      `update betting.bet set state = jsonb_set(state, '{currency}', '"USD"') where idempotency_key = 'open'`,
      ['every bet is the fold of its events'],
    ],
    [
      'a status, to be paid again',
      `update betting.bet set status = 'ACCEPTED' where idempotency_key = 'settled'`,
      ['open stakes equal the open bets', 'the recorded exposure equals the open bets'],
    ],
    [
      'the exposure of an outcome',
      `update betting.outcome_exposure set payouts_minor = payouts_minor - 1 where payouts_minor > 0`,
      ['the recorded exposure equals the open bets'],
    ],
    [
      'what a bet was paid',
      `update betting.bet set paid_minor = paid_minor + 1 where idempotency_key = 'settled'`,
      ['every bet was paid what its state says'],
    ],
    [
      'a stake in the ledger',
      `update payment.transfer set amount_minor = amount_minor - 1 where code = 'stake'`,
      ['every accepted bet has its stake in the ledger, once'],
    ],
    [
      'a whole bet that is gone',
      `delete from betting.bet_leg; delete from betting.bet where idempotency_key = 'open'`,
      [
        'every bet is the fold of its events',
        'every accepted bet has its stake in the ledger, once',
        'open stakes equal the open bets',
        'the recorded exposure equals the open bets',
      ],
    ],
  ])('finds a superuser who edits %s', async (_case, sql, expected) => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      await client.query(sql);
      const broken = (await auditBets(client)).filter((check) => !check.ok);
      expect(broken.map((check) => check.name)).toEqual(expected);
      expect(broken.every((check) => check.detail !== '')).toBe(true);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
