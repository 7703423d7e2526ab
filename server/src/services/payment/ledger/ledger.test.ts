import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '../../../platform/database/pool.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { auditLedger } from './audit-ledger.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

interface Move {
  id?: string;
  from: [owner: string, kind: string];
  to: [owner: string, kind: string];
  amount: bigint;
  currency?: string;
  code?: string;
}

async function post(moves: readonly Move[], at = new Date()): Promise<void> {
  await database.pool.query(`select payment.post_transfers($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`, [
    moves.map((move) => move.id ?? randomUUID()),
    moves.map((move) => move.from[0]),
    moves.map((move) => move.from[1]),
    moves.map((move) => move.to[0]),
    moves.map((move) => move.to[1]),
    moves.map((move) => move.currency ?? 'EUR'),
    moves.map((move) => move.amount),
    moves.map((move) => move.code ?? 'deposit'),
    moves.map(() => 'test'),
    at,
  ]);
}

async function balance(owner: string, kind = 'cash', currency = 'EUR'): Promise<bigint> {
  const { rows } = await database.pool.query('select payment.balance($1, $2, $3) as balance', [
    owner,
    kind,
    currency,
  ]);
  return rows[0].balance;
}

const clearing: [string, string] = ['house', 'provider-clearing'];
const cash = (owner: string): [string, string] => [owner, 'cash'];
const audit = () => transaction(database.pool, auditLedger);
const broken = async () => (await audit()).filter((check) => !check.ok).map((check) => check.name);

describe('the ledger', () => {
  it('moves money and leaves entries with the balance after each', async () => {
    await post([{ from: clearing, to: cash('ann'), amount: 500n }]);
    await post([{ from: cash('ann'), to: cash('bob'), amount: 120n, code: 'stake' }]);
    expect(await balance('ann')).toBe(380n);
    expect(await balance('bob')).toBe(120n);
    const { rows } = await database.pool.query(
      `select e.sequence, e.amount_minor, e.balance_minor from payment.entry e
         join payment.account a on a.id = e.account_id where a.owner = 'ann' order by 1`,
    );
    expect(rows.map((row) => [row.sequence, row.amount_minor, row.balance_minor])).toEqual([
      [1n, 500n, 500n],
      [2n, -120n, 380n],
    ]);
  });

  it('keeps one entry a batch on a hot house account', async () => {
    await post(
      ['x1', 'x2', 'x3'].map((owner) => ({
        from: clearing,
        to: cash(owner),
        amount: 10n,
        currency: 'GBP',
      })),
    );
    const { rows } = await database.pool.query(
      `select e.amount_minor, e.transfer_id from payment.entry e
         join payment.account a on a.id = e.account_id where a.owner = 'house' and a.currency = 'GBP'`,
    );
    expect(rows).toEqual([{ amount_minor: -30n, transfer_id: null }]);
  });

  it('posts all or none, and never below the floor', async () => {
    await post([{ from: clearing, to: cash('cat'), amount: 100n }]);
    const overdraft = post([
      { from: cash('cat'), to: cash('dog'), amount: 60n },
      { from: cash('cat'), to: cash('dog'), amount: 60n },
    ]);
    await expect(overdraft).rejects.toMatchObject({ constraint: 'account_balance_floor' });
    expect(await balance('cat')).toBe(100n);
    expect(await balance('dog')).toBe(0n);
  });

  it('posts a transfer once, and refuses its id for another', async () => {
    const id = randomUUID();
    const move: Move = { id, from: clearing, to: cash('eve'), amount: 70n };
    await Promise.all(Array.from({ length: 20 }, () => post([move])));
    expect(await balance('eve')).toBe(70n);
    await expect(post([{ ...move, amount: 71n }])).rejects.toMatchObject({ code: 'WX002' });
    expect(await balance('eve')).toBe(70n);
  });

  it.each([
    [
      'an unknown kind of account',
      { from: clearing, to: ['fay', 'vault'] as [string, string], amount: 1n },
    ],
    ['nothing', { from: clearing, to: cash('fay'), amount: 0n }],
    ['less than nothing', { from: clearing, to: cash('fay'), amount: -5n }],
    ['an account to itself', { from: cash('fay'), to: cash('fay'), amount: 1n }],
    ['a currency that is none', { from: clearing, to: cash('fay'), amount: 1n, currency: 'euro' }],
  ])('refuses %s', async (_case, move) => {
    await expect(post([move])).rejects.toThrow();
    expect(await balance('fay')).toBe(0n);
  });

  it('does not mix currencies', async () => {
    await post([{ from: clearing, to: cash('gil'), amount: 5n, currency: 'EUR' }]);
    await post([{ from: clearing, to: cash('gil'), amount: 7n, currency: 'USD' }]);
    expect([await balance('gil'), await balance('gil', 'cash', 'USD')]).toEqual([5n, 7n]);
  });

  it('knows a balance as it stood', async () => {
    await post([{ from: clearing, to: cash('hal'), amount: 5n }], new Date('2026-01-01T00:00:00Z'));
    await post([{ from: clearing, to: cash('hal'), amount: 6n }], new Date('2026-01-03T00:00:00Z'));
    const at = async (time: string) => {
      const sql = `select payment.balance_at('hal', 'cash', 'EUR', $1) as balance`;
      return (await database.pool.query(sql, [new Date(time)])).rows[0].balance;
    };
    expect(await at('2025-12-31T00:00:00Z')).toBe(0n);
    expect(await at('2026-01-01T00:00:00Z')).toBe(5n);
    expect(await at('2026-01-02T00:00:00Z')).toBe(5n);
    expect(await at('2026-02-01T00:00:00Z')).toBe(11n);
  });

  it('takes crossing batches without a deadlock', async () => {
    const owners = ['p', 'q', 'r', 's'].map((name) => `x-${name}`);
    await post(owners.map((owner) => ({ from: clearing, to: cash(owner), amount: 1_000n })));
    await Promise.all(
      Array.from({ length: 40 }, (_, turn) => {
        const order = turn % 2 === 0 ? owners : [...owners].reverse();
        return post(
          order.map((owner, index) => ({
            from: cash(owner),
            to: cash(order[(index + 1) % order.length] as string),
            amount: 1n,
          })),
        );
      }),
    );
    expect(await Promise.all(owners.map((owner) => balance(owner)))).toEqual(
      owners.map(() => 1_000n),
    );
  });

  it('agrees with a simple model whatever is posted', async () => {
    const owners = ['m1', 'm2', 'm3'];
    const model = new Map(owners.map((owner) => [owner, 0n]));
    const account = fc.constantFrom('bank', ...owners);
    const move = fc
      .record({ from: account, to: account, amount: fc.bigInt({ min: 1n, max: 500n }) })
      .filter(({ from, to }) => from !== to);
    const place = (name: string) => (name === 'bank' ? clearing : cash(name));
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 6 }), async (moves) => {
        const next = new Map(model);
        for (const { from, to, amount } of moves) {
          if (from !== 'bank') next.set(from, (next.get(from) ?? 0n) - amount);
          if (to !== 'bank') next.set(to, (next.get(to) ?? 0n) + amount);
        }
        const allowed = [...next.values()].every((left) => left >= 0n);
        const posting = post(
          moves.map((m) => ({ from: place(m.from), to: place(m.to), amount: m.amount })),
        );
        if (allowed) {
          await posting;
          for (const [owner, left] of next) model.set(owner, left);
        } else await expect(posting).rejects.toMatchObject({ code: '23514' });
        for (const owner of owners) expect(await balance(owner)).toBe(model.get(owner));
      }),
      { numRuns: 60 },
    );
  });

  it('proves itself', async () => {
    expect(await broken()).toEqual([]);
  });

  it('does not let rows be changed', async () => {
    for (const sql of [
      'update payment.entry set amount_minor = 1',
      'delete from payment.transfer',
      'truncate payment.entry',
    ]) {
      await expect(database.pool.query(sql)).rejects.toMatchObject({ code: 'WX003' });
    }
  });

  it.each([
    [
      'a balance',
      `update payment.account set balance_minor = balance_minor + 1 where owner = 'ann'`,
    ],
    [
      'an entry',
      `update payment.entry set amount_minor = amount_minor - 1 where balance_minor = 380`,
    ],
    ['a lost entry', `delete from payment.entry where balance_minor = 380`],
    [
      'a transfer',
      `update payment.transfer set amount_minor = amount_minor + 1 where code = 'stake'`,
    ],
  ])('the audit finds a superuser who edits %s', async (_case, sql) => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query(`set local session_replication_role = replica`);
      await client.query(sql);
      const checks = await auditLedger(client);
      expect(checks.filter((check) => !check.ok)).not.toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
