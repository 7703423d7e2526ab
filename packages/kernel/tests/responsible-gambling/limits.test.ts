import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type CustomerLimit,
  crossedLimit,
  type LimitPeriod,
  limitUse,
  lossUsed,
  periodStart,
  strictestLimits,
} from '../../src/index.ts';

const at = (text: string) => Date.parse(text);
const hour = 3_600_000;
const limit = (kind: CustomerLimit['kind'], period: LimitPeriod, max: bigint) => ({
  kind,
  period,
  max,
});

describe('a window', () => {
  test.each<[LimitPeriod, string, string]>([
    ['bet', '2026-03-10T12:00:00Z', '2026-03-10T12:00:00Z'],
    ['day', '2026-03-01T12:00:00Z', '2026-02-28T12:00:00Z'],
    ['week', '2026-03-01T12:00:00Z', '2026-02-22T12:00:00Z'],
    ['month', '2026-03-28T23:59:59Z', '2026-02-28T23:59:59Z'],
    ['month', '2026-03-29T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['month', '2026-03-31T10:00:00Z', '2026-03-01T00:00:00Z'],
    ['month', '2026-04-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['month', '2028-03-29T10:00:00Z', '2028-02-29T10:00:00Z'],
    ['month', '2027-01-31T10:00:00Z', '2026-12-31T10:00:00Z'],
  ])('of a %s that ends at %s begins at %s', (period, end, start) => {
    expect(periodStart(period, at(end))).toBe(at(start));
  });

  const moments = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });

  test('of a month lasts 28 to 31 days, and never moves backwards', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 40 * 24 * hour }), (ms, laterMs) => {
        const start = periodStart('month', ms);
        expect(ms - start).toBeGreaterThanOrEqual(28 * 24 * hour);
        expect(ms - start).toBeLessThanOrEqual(31 * 24 * hour);
        expect(periodStart('month', ms + laterMs)).toBeGreaterThanOrEqual(start);
      }),
      { numRuns: 2_000 },
    );
  });

  describe('in any time zone', () => {
    const { TZ } = process.env;
    afterEach(() => {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    });

    test.each(['Europe/London', 'America/New_York', 'Pacific/Apia', 'UTC'])('%s', (zone) => {
      process.env.TZ = zone;
      // Clocks go forward in London on 29 March 2026 and back on 25 October.
      for (const day of ['2026-03-29T12:00:00Z', '2026-10-25T12:00:00Z']) {
        expect(at(day) - periodStart('day', at(day))).toBe(24 * hour);
        expect(at(day) - periodStart('week', at(day))).toBe(7 * 24 * hour);
      }
      expect(periodStart('month', at('2026-10-31T00:30:00Z'))).toBe(at('2026-10-01T00:00:00Z'));
    });
  });
});

describe('judging', () => {
  test('the lowest of several limits is in force', () => {
    const customer = { ...limit('stake', 'day', 500n), source: 'customer' };
    const operator = { ...limit('stake', 'day', 300n), source: 'operator' };
    const weekly = { ...limit('stake', 'week', 100n), source: 'customer' };
    expect(strictestLimits([customer, weekly, operator])).toEqual([operator, weekly]);
    expect(strictestLimits([customer, { ...operator, max: 500n }])).toEqual([customer]);
  });

  test('a limit may be reached, not crossed', () => {
    const limits = [limit('stake', 'day', 100n)];
    expect(crossedLimit(limits, 'stake', 40n, () => 60n)).toBeNull();
    expect(crossedLimit(limits, 'stake', 41n, () => 60n)).toEqual({
      limit: limits[0],
      used: 60n,
      remaining: 40n,
    });
    expect(crossedLimit(limits, 'deposit', 1_000n, () => 60n)).toBeNull();
  });

  test('a limit of each bet looks at that bet alone', () => {
    const limits = [limit('stake', 'bet', 100n)];
    const never = () => {
      throw new Error('asked');
    };
    expect(crossedLimit(limits, 'stake', 100n, never)).toBeNull();
    expect(crossedLimit(limits, 'stake', 101n, never)?.remaining).toBe(100n);
  });

  test('of several crossed limits the one that leaves least is named', () => {
    const limits = [limit('stake', 'bet', 50n), limit('stake', 'day', 100n)];
    expect(crossedLimit(limits, 'stake', 60n, () => 90n)?.limit.period).toBe('day');
    expect(crossedLimit(limits, 'stake', 60n, () => 10n)?.limit.period).toBe('bet');
  });

  test('what remains is never negative, so a lowered limit stops at once', () => {
    expect(limitUse(limit('loss', 'week', 10n), 25n).remaining).toBe(0n);
    expect(crossedLimit([limit('loss', 'week', 10n)], 'loss', 1n, () => 25n)?.remaining).toBe(0n);
  });

  test.each([
    [{ settledStakes: 100n, returned: 30n, openStakes: 0n }, 70n],
    [{ settledStakes: 100n, returned: 400n, openStakes: 0n }, 0n],
    [{ settledStakes: 100n, returned: 400n, openStakes: 25n }, 25n],
    [{ settledStakes: 100n, returned: 0n, openStakes: 25n }, 125n],
  ])('%o count as a loss of %s', (figures, expected) => {
    expect(lossUsed(figures)).toBe(expected);
  });

  test('however bets are placed and settled, the limit holds while all is in the window', () => {
    const steps = fc.array(
      fc.record({ stake: fc.bigInt(1n, 60n), profit: fc.bigInt(-1n, 5n), late: fc.boolean() }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, fc.bigInt(0n, 200n), (bets, max) => {
        const limits = [limit('loss', 'day', max)];
        const figures = { settledStakes: 0n, returned: 0n, openStakes: 0n };
        const late: { stake: bigint; profit: bigint }[] = [];
        const settle = ({ stake, profit }: { stake: bigint; profit: bigint }) => {
          figures.settledStakes += stake;
          figures.returned += profit < 0n ? 0n : stake + profit;
          expect(figures.settledStakes - figures.returned).toBeLessThanOrEqual(max);
        };
        for (const bet of bets) {
          if (crossedLimit(limits, 'loss', bet.stake, () => lossUsed(figures)) !== null) continue;
          if (!bet.late) settle(bet);
          else {
            late.push(bet);
            figures.openStakes += bet.stake;
          }
        }
        for (const bet of late) {
          figures.openStakes -= bet.stake;
          settle(bet);
        }
      }),
    );
  });
});
