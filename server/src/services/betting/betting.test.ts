import type { Caller } from '@winnex/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../../platform/database/pool.ts';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../platform/database/testing/test-database.ts';
import { auditBets } from './audit.ts';
import { type Book, balance, customer, market, openBook, result, single } from './testing/book.ts';

let database: TestDatabase;
let book: Book;
let fixtures = 0;
let fixture = '';

beforeAll(async () => {
  database = await createTestDatabase();
  book = openBook(database.pool);
});
beforeEach(async () => {
  fixtures += 1;
  fixture = `f${fixtures}`;
  await book.operations.applyMarkets([market(fixture)]);
});
afterAll(async () => {
  const checks = await transaction(database.pool, auditBets);
  await database.drop();
  expect(checks.filter((check) => !check.ok)).toEqual([]);
});

const place = (...args: Parameters<Book['operations']['placeBet']>) =>
  book.operations.placeBet(...args);

describe('placing a bet', () => {
  it('takes the stake and freezes the odds', async () => {
    const caller = await customer(book, 10_000n);
    const bet = await place(caller, 'k', single(fixture, 2_500n));
    expect(bet).toMatchObject({ status: 'ACCEPTED', potentialReturnMinor: '5000', key: 'k' });
    expect(bet.legs[0]).toMatchObject({ odds: '2.00', outcomeName: 'Alder', marketVersion: 1 });
    expect(await balance(database.pool, caller.userId)).toBe(7_500n);
    expect(await book.operations.betById(caller, bet.id)).toEqual(bet);
    expect(await book.operations.betByKey(caller, 'k')).toEqual(bet);
    expect(await book.operations.bets(caller, {})).toEqual({ bets: [bet], nextCursor: null });
  });

  it('shows a bet to its owner only', async () => {
    const [owner, other] = [await customer(book, 100n), await customer(book, 100n)];
    const bet = await place(owner, 'k', single(fixture, 100n));
    expect(await book.operations.betById(other, bet.id)).toBeNull();
    expect(await book.operations.betByKey(other, 'k')).toBeNull();
  });

  it('answers fifty requests with one key alike, and takes one stake', async () => {
    const caller = await customer(book, 10_000n);
    const bets = await Promise.all(
      Array.from({ length: 50 }, () => place(caller, 'same', single(fixture, 1_000n))),
    );
    expect(new Set(bets.map((bet) => JSON.stringify(bet))).size).toBe(1);
    expect(await balance(database.pool, caller.userId)).toBe(9_000n);
    expect(await place(caller, 'same', single(fixture, 1_000n))).toEqual(bets[0]);
  });

  it('refuses a key that comes again with another body', async () => {
    const caller = await customer(book, 10_000n);
    await place(caller, 'k', single(fixture, 1_000n));
    const again = place(caller, 'k', single(fixture, 1_001n));
    await expect(again).rejects.toMatchObject({ type: 'idempotency-key-reused' });
    const both = await Promise.allSettled([
      place(caller, 'race', single(fixture, 1_000n)),
      place(caller, 'race', single(fixture, 2_000n)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await balance(database.pool, caller.userId)).toSatisfy(
      (left: bigint) => left === 8_000n || left === 7_000n,
    );
  });

  it('lets a hundred bets race for one balance and spends no more than there is', async () => {
    const caller = await customer(book, 1_000n);
    const bets = await Promise.all(
      Array.from({ length: 100 }, (_, index) => place(caller, `r${index}`, single(fixture, 100n))),
    );
    expect(bets.filter((bet) => bet.status === 'ACCEPTED')).toHaveLength(10);
    const refused = bets.filter((bet) => bet.status === 'REJECTED');
    expect(refused.every((bet) => bet.rejection?.code === 'INSUFFICIENT_FUNDS')).toBe(true);
    expect(await balance(database.pool, caller.userId)).toBe(0n);
  });

  it('gives a rejection what the customer needs to send it anew', async () => {
    const caller = await customer(book, 1_000n);
    const outcomes = market(fixture).outcomes.map((outcome) => ({ ...outcome, odds: 21_000 }));
    await book.operations.applyMarkets([market(fixture, { version: 2, outcomes })]);
    const refused = await place(caller, 'old', single(fixture, 100n));
    expect(refused).toMatchObject({
      status: 'REJECTED',
      rejection: { code: 'ODDS_CHANGED', odds: '2.10', marketVersion: 2, leg: 0 },
    });
    expect(await place(caller, 'old', single(fixture, 100n))).toEqual(refused);
    const legs = [{ marketId: `${fixture}/1x2`, outcomeId: 'home', odds: '2.10' }];
    const again = await place(caller, 'new', single(fixture, 100n, { legs }));
    expect(again.status).toBe('ACCEPTED');
  });

  it('keeps one refused bet from hurting its batch', async () => {
    const [rich, poor] = [await customer(book, 1_000n), await customer(book, 1n)];
    const bar = { reason: 'self-excluded', message: 'You are excluded.' } as const;
    book.permit(poor.userId, { standing: 'self-excluded', bar });
    const bets = await Promise.all([
      place(rich, 'a', single(fixture, 100n)),
      place(poor, 'b', single(fixture, 100n)),
      place(rich, 'c', single('nowhere', 100n)),
      place(rich, 'd', single(fixture, 100n)),
    ]);
    expect(bets.map((bet) => bet.rejection?.code ?? bet.status)).toEqual([
      'ACCEPTED',
      'ACCOUNT_BLOCKED',
      'UNKNOWN_MARKET',
      'ACCEPTED',
    ]);
  });

  it('settles a race for one key between two processes: one bet, the same answer', async () => {
    const caller = await customer(book, 1_000n);
    const second = openBook(database.pool, { seed: 77 });
    const bets = await Promise.all(
      [book, second, book, second].map((each) =>
        each.operations.placeBet(caller, 'two', single(fixture, 100n)),
      ),
    );
    expect(new Set(bets.map((bet) => bet.id)).size).toBe(1);
    expect(await balance(database.pool, caller.userId)).toBe(900n);
  });

  it('never accepts after a suspension has committed', async () => {
    const caller = await customer(book, 1_000_000n);
    const second = openBook(database.pool, { seed: 78 });
    for (let round = 0; round < 30; round += 1) {
      const open = market(fixture, { version: 10 + round * 2 });
      await book.operations.applyMarkets([open]);
      let suspendedYet = false;
      const bets = [book, second].map(async (each, index) => {
        const beganAfter = suspendedYet;
        const bet = await each.operations.placeBet(
          caller,
          `s${round}-${index}`,
          single(fixture, 10n),
        );
        return { beganAfter, status: bet.status };
      });
      await book.operations.applyMarkets([
        { ...open, version: open.version + 1, status: 'suspended' },
      ]);
      suspendedYet = true;
      const late = await place(caller, `s${round}-late`, single(fixture, 10n));
      expect(late.rejection?.code).toBe('MARKET_SUSPENDED');
      for (const bet of await Promise.all(bets)) {
        if (bet.beganAfter) expect(bet.status).toBe('REJECTED');
      }
    }
  });

  it('ignores older states of a market', async () => {
    const caller = await customer(book, 1_000n);
    await book.operations.applyMarkets([market(fixture, { version: 5, status: 'suspended' })]);
    await book.operations.applyMarkets([market(fixture, { version: 4 })]);
    expect((await place(caller, 'k', single(fixture, 10n))).status).toBe('REJECTED');
  });
});

describe('liability', () => {
  it('lets two bets that race for the last room not both in, and takes the stake it names', async () => {
    const caps = {
      outcomeMaxMinor: 10n ** 9n,
      marketMaxMinor: 10_000n,
      fixtureMaxMinor: 10n ** 9n,
    };
    const [one, two] = [
      openBook(database.pool, { seed: 21, caps }),
      openBook(database.pool, { seed: 22, caps }),
    ];
    const callers = [await customer(book, 100_000n), await customer(book, 100_000n)] as const;
    const bets = await Promise.all([
      one.operations.placeBet(callers[0], 'k', single(fixture, 7_000n)),
      two.operations.placeBet(callers[1], 'k', single(fixture, 7_000n)),
    ]);
    expect(bets.map((bet) => bet.status).sort()).toEqual(['ACCEPTED', 'REJECTED']);
    const refused = bets.find((bet) => bet.status === 'REJECTED');
    expect(refused?.rejection).toMatchObject({ code: 'EVENT_LIMIT', stakeMinorMax: '3000' });
    const caller = callers[bets.findIndex((bet) => bet.status === 'REJECTED')] as Caller;
    const again = await one.operations.placeBet(caller, 'less', single(fixture, 3_000n));
    expect(again.status).toBe('ACCEPTED');
    const full = await one.operations.placeBet(caller, 'more', single(fixture, 10n));
    expect(full.rejection).toMatchObject({ code: 'EVENT_LIMIT', stakeMinorMax: '0' });
  });

  it('gives the room back when the bets are settled', async () => {
    const caller = await customer(book, 1_000n);
    await place(caller, 'k', single(fixture, 1_000n));
    const worst = async () => {
      const sql = 'select worst_minor from betting.fixture_exposure where fixture_id = $1';
      return (await database.pool.query(sql, [fixture])).rows[0].worst_minor;
    };
    expect(await worst()).toBe(1_000n);
    await book.operations.applyResults([result(fixture, 1, 'away')]);
    expect(await worst()).toBe(0n);
    await book.operations.applyResults([result(fixture, 2, null)]);
    expect(await worst()).toBe(1_000n);
    await book.operations.applyResults([result(fixture, 3, 'home')]);
    expect(await worst()).toBe(0n);
  });
});

describe('limits of a customer', () => {
  const limit = (kind: 'stake' | 'loss', period: 'bet' | 'day', max: bigint) => ({
    limits: [{ kind, period, max, source: 'customer' as const }],
  });

  it('caps the stake of one bet, naming what is left', async () => {
    const caller = await customer(book, 1_000n);
    book.permit(caller.userId, limit('stake', 'bet', 200n));
    const refused = await place(caller, 'k', single(fixture, 201n));
    expect(refused.rejection).toMatchObject({ code: 'RG_LIMIT', stakeMinorMax: '200' });
    expect((await place(caller, 'k2', single(fixture, 200n))).status).toBe('ACCEPTED');
  });

  it('caps the stakes of a day, also for bets that race in one batch', async () => {
    const own = openBook(database.pool, { seed: 31 });
    const caller = await customer(book, 10_000n);
    own.permit(caller.userId, limit('stake', 'day', 500n));
    const bets = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        own.operations.placeBet(caller, `s${index}`, single(fixture, 100n)),
      ),
    );
    expect(bets.filter((bet) => bet.status === 'ACCEPTED')).toHaveLength(5);
    await own.clock.advance(86_400_000);
    const startsAtMs = own.clock.now() + 1_000;
    await own.operations.applyMarkets([market(`${fixture}t`, { startsAtMs })]);
    const next = await own.operations.placeBet(caller, 'next', single(`${fixture}t`, 100n));
    expect(next.status).toBe('ACCEPTED');
  });

  it('refuses the bet that could lose more than the limit, and gives room back for winnings', async () => {
    const [one, two] = [`${fixture}u`, `${fixture}v`];
    await book.operations.applyMarkets([one, two].map((id) => market(id)));
    const caller = await customer(book, 10_000n);
    book.permit(caller.userId, limit('loss', 'day', 300n));
    expect((await place(caller, 'a', single(one, 200n))).status).toBe('ACCEPTED');
    const refused = await place(caller, 'b', single(two, 101n));
    expect(refused.rejection).toMatchObject({ code: 'RG_LIMIT', stakeMinorMax: '100' });
    await book.operations.applyResults([result(one, 1, 'home')]);
    expect((await place(caller, 'c', single(two, 300n))).status).toBe('ACCEPTED');
  });

  it('takes no bet in play that the law of the country does not allow', async () => {
    const caller = await customer(book, 1_000n);
    const rules = {
      minimumAge: 18,
      inPlayMarkets: ['next-goal'],
      creditCards: false,
      bonuses: false,
    };
    book.permit(caller.userId, { country: 'DE', rules });
    await book.operations.applyMarkets([market(fixture, { version: 2, inPlay: true })]);
    const bet = await place(caller, 'k', single(fixture, 10n));
    expect(bet.rejection).toMatchObject({ code: 'JURISDICTION', leg: 0 });
  });
});

describe('bets of several legs', () => {
  it('goes through the whole book: placed, graded, settled, corrected', async () => {
    const caller = await customer(book, 1_000n);
    const fixtures = [fixture, `${fixture}x`, `${fixture}y`];
    await book.operations.applyMarkets(fixtures.slice(1).map((id) => market(id)));
    const legs = fixtures.map((id) => ({ marketId: `${id}/1x2`, outcomeId: 'home', odds: '2.00' }));
    const request = {
      ...single(fixture, 100n),
      type: 'trixie' as const,
      stakePer: 'line' as const,
      legs,
    };
    const bet = await place(caller, 'k', request);
    expect(bet).toMatchObject({ lines: 4, stakeMinor: '400', potentialReturnMinor: '2000' });
    await book.operations.applyResults([result(fixtures[0] as string, 1, 'home')]);
    const graded = await book.operations.betById(caller, bet.id);
    expect(graded).toMatchObject({ status: 'ACCEPTED', legs: [{ result: 'won' }, {}, {}] });
    await book.operations.applyResults([result(fixtures[1] as string, 1, 'home')]);
    await book.operations.applyResults([result(fixtures[2] as string, 1, 'away')]);
    expect(await balance(database.pool, caller.userId)).toBe(1_000n - 400n + 400n);
    await book.operations.applyResults([result(fixtures[2] as string, 2, 'home')]);
    expect(await balance(database.pool, caller.userId)).toBe(1_000n - 400n + 2_000n);
  });
});

describe('a quote', () => {
  it('gives odds, limits and return, or the reasons', async () => {
    const caller = await customer(book, 1n);
    const request = {
      type: 'single' as const,
      legs: [{ marketId: `${fixture}/1x2`, outcomeId: 'draw' }],
      stakeMinor: '1000',
      currency: 'EUR',
    };
    expect(await book.operations.quote(caller, request)).toMatchObject({
      bettable: true,
      potentialReturnMinor: '3500',
      stakeMinorMin: '10',
      stakeMinorMax: '1000000',
      legs: [{ odds: '3.50', marketVersion: 1 }],
    });
    await book.operations.applyMarkets([market(fixture, { version: 2, status: 'suspended' })]);
    expect(await book.operations.quote(caller, request)).toMatchObject({
      bettable: false,
      stakeMinorMax: '0',
      reasons: [{ code: 'MARKET_SUSPENDED', leg: 0 }],
    });
  });
});

describe('settling', () => {
  it('pays winners once, however often the result comes', async () => {
    const [winner, loser] = [await customer(book, 1_000n), await customer(book, 1_000n)];
    const won = await place(winner, 'k', single(fixture, 1_000n));
    const legs = [{ marketId: `${fixture}/1x2`, outcomeId: 'away', odds: '4.00' }];
    const lost = await place(loser, 'k', single(fixture, 1_000n, { legs }));
    for (let times = 0; times < 3; times += 1) {
      await book.operations.applyResults([result(fixture, 1, 'home')]);
    }
    expect(await balance(database.pool, winner.userId)).toBe(2_000n);
    expect(await balance(database.pool, loser.userId)).toBe(0n);
    expect(await book.operations.betById(winner, won.id)).toMatchObject({
      status: 'SETTLED',
      result: 'WON',
      payoutMinor: '2000',
      settlementVersion: 1,
    });
    expect(await book.operations.betById(loser, lost.id)).toMatchObject({ result: 'LOST' });
  });

  it('closes the market for bets when a result comes first', async () => {
    const caller = await customer(book, 1_000n);
    await book.operations.applyResults([result(fixture, 1, 'home')]);
    expect((await place(caller, 'k', single(fixture, 100n))).status).toBe('REJECTED');
  });

  it('corrected to B and back to A leaves the balance of A', async () => {
    const caller = await customer(book, 1_000n);
    await place(caller, 'k', single(fixture, 1_000n));
    await book.operations.applyResults([result(fixture, 1, 'home')]);
    expect(await balance(database.pool, caller.userId)).toBe(2_000n);
    await book.operations.applyResults([result(fixture, 2, 'away')]);
    expect(await balance(database.pool, caller.userId)).toBe(0n);
    await book.operations.applyResults([result(fixture, 3, 'home')]);
    expect(await balance(database.pool, caller.userId)).toBe(2_000n);
  });

  it('takes a withdrawn result back, and settles anew by the next', async () => {
    const caller = await customer(book, 1_000n);
    const bet = await place(caller, 'k', single(fixture, 400n));
    const openBefore = await balance(database.pool, 'house', 'open-stakes');
    await book.operations.applyResults([result(fixture, 1, 'home'), result(fixture, 2, null)]);
    expect(await balance(database.pool, caller.userId)).toBe(600n);
    expect(await balance(database.pool, 'house', 'open-stakes')).toBe(openBefore);
    expect(await book.operations.betById(caller, bet.id)).toMatchObject({ status: 'ACCEPTED' });
    await book.operations.applyResults([result(fixture, 3, 'draw')]);
    expect(await balance(database.pool, caller.userId)).toBe(600n);
  });

  it('records as owed what a correction takes back beyond the balance', async () => {
    const caller = await customer(book, 1_000n);
    await place(caller, 'k', single(fixture, 1_000n));
    await book.operations.applyResults([result(fixture, 1, 'home')]);
    await book.operations.applyMarkets([market(`${fixture}b`)]);
    await place(caller, 'spend', single(`${fixture}b`, 1_500n));
    await book.operations.applyResults([result(fixture, 2, 'away')]);
    expect(await balance(database.pool, caller.userId)).toBe(0n);
    expect(await balance(database.pool, caller.userId, 'owed')).toBe(-1_500n);
  });

  it('voids bets struck inside the window of a cancellation, and undoes it', async () => {
    const caller = await customer(book, 1_000n);
    const at = book.clock.now();
    await place(caller, 'k', single(fixture, 400n));
    const common = { marketId: `${fixture}/1x2`, fixtureId: fixture, atMs: at };
    const window = { fromMs: at, untilMs: at + 1 };
    await book.operations.applyResults([
      { ...common, resultVersion: 1, kind: 'cancelled', reason: 'wrong price', ...window },
    ]);
    expect(await balance(database.pool, caller.userId)).toBe(1_000n);
    await book.operations.applyResults([
      { ...common, resultVersion: 2, kind: 'cancel-rolled-back', ...window },
      result(fixture, 3, 'home'),
    ]);
    expect(await balance(database.pool, caller.userId)).toBe(1_400n);
  });

  it('goes page by page and goes on where it was cut off', async () => {
    const paged = openBook(database.pool, { seed: 5, settlementPageSize: 3 });
    const caller = await customer(book, 10_000n);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => place(caller, `p${index}`, single(fixture, 100n))),
    );
    const fault = new Error('pulled the plug');
    let pages = 0;
    paged.broadcast.publish = () => {
      pages += 1;
      if (pages === 2) throw fault;
    };
    await expect(paged.operations.applyResults([result(fixture, 1, 'home')])).rejects.toBe(fault);
    expect(await balance(database.pool, caller.userId)).toBe(9_000n + 6n * 200n);
    await book.operations.applyResults([result(fixture, 1, 'home')]);
    expect(await balance(database.pool, caller.userId)).toBe(11_000n);
  });
});
