import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMoney,
  cashOut,
  compare,
  EXCHANGE_LADDER,
  formatOdds,
  gradeLine,
  type Leg,
  type LegResult,
  NOTHING_CASHED,
  ODDS_FORMATS,
  oddsFromStored,
  parseOdds,
  type Rational,
  rational,
  readShownOdds,
  roundDownToLadder,
  type Slip,
  settle,
} from '../src/index.ts';
import { anyLeg, anyOdds, anySlip, fixedSlip, RUNS } from './oracle/arbitrary-slip.ts';

const check = <Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>) =>
  fc.assert(property, { numRuns: RUNS });

const plainSlip = fixedSlip(undefined).map(({ payoutCap, freeBet, ...slip }) => slip);

function withLegs(slip: Slip, legs: readonly Leg[]): Slip {
  return { ...slip, legs };
}

function bet(type: Slip['type'], legs: readonly Leg[], sizes?: number[]): Rational {
  const stake = { minor: 100n, currency: 'GBP' };
  return settle({ type, stake, stakePer: 'line', legs, ...(sizes && { sizes }) }).return;
}

function sum(values: readonly Rational[]): Rational {
  return values.reduce(
    (a, b) => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den }),
    rational(0),
  );
}

function replaceResult(legs: readonly Leg[], index: number, result: LegResult): Leg[] {
  return legs.map(({ deadHeat, ...leg }, at) =>
    at === index ? { ...leg, result } : deadHeat ? { ...leg, deadHeat } : leg,
  );
}

const legsOf = (count: number) => fc.array(anyLeg(false), { minLength: count, maxLength: count });

test('1: a return is never negative and never above the cap', () => {
  check(
    fc.property(anySlip, (slip) => {
      let settlement: ReturnType<typeof settle>;
      try {
        settlement = settle(slip);
      } catch {
        return;
      }
      expect(settlement.return.num >= 0n).toBe(true);
      expect(settlement.payoutMinor >= 0n).toBe(true);
      const cap = slip.payoutCap?.minor ?? settlement.payoutMinor;
      expect(settlement.payoutMinor <= cap).toBe(true);
    }),
  );
});

test.each([
  ['patent', 'trixie', 3],
  ['lucky15', 'yankee', 4],
  ['lucky31', 'canadian', 5],
  ['lucky63', 'heinz', 6],
] as const)('2: a %s is a %s and %i singles', (full, without, count) => {
  check(
    fc.property(legsOf(count), (legs) => {
      const parts = [bet(without, legs), ...legs.map((leg) => bet('single', [leg]))];
      expect(compare(bet(full, legs), sum(parts))).toBe(0);
    }),
  );
});

test('3: a full cover is the sum of its systems, size by size', () => {
  check(
    fc.property(legsOf(6), (legs) => {
      const bySize = [1, 2, 3, 4, 5, 6].map((size) => bet('system', legs, [size]));
      expect(compare(bet('lucky63', legs), sum(bySize))).toBe(0);
      expect(compare(bet('heinz', legs), sum(bySize.slice(1)))).toBe(0);
      expect(compare(bet('accumulator', legs), bySize[5]!)).toBe(0);
    }),
  );
});

test('4: void never returns less than lost, won never less than void', () => {
  check(
    fc.property(plainSlip, fc.nat(), (slip, at) => {
      const index = at % slip.legs.length;
      const [lost, none, won] = (['lost', 'void', 'won'] as const).map(
        (result) => settle(withLegs(slip, replaceResult(slip.legs, index, result))).return,
      );
      expect(compare(lost!, none!)).toBeLessThanOrEqual(0);
      expect(compare(none!, won!)).toBeLessThanOrEqual(0);
    }),
  );
});

test('5: more in a dead heat and more Rule 4 never return more', () => {
  const pence = fc.integer({ min: 0, max: 90 });
  check(
    fc.property(anyOdds, fc.integer({ min: 1, max: 100 }), pence, pence, (odds, tied, a, b) => {
      const heat = (runners: number) =>
        bet('single', [{ odds, result: 'won', deadHeat: { position: 1, tied: runners } }]);
      const cut = (rule4: number[]) => bet('single', [{ odds, result: 'won', rule4 }]);
      expect(compare(heat(tied + 1), heat(tied))).toBeLessThanOrEqual(0);
      expect(compare(cut([a, b]), cut([a]))).toBeLessThanOrEqual(0);
    }),
  );
});

test('6: the order of the legs does not matter', () => {
  check(
    fc.property(anySlip, fc.nat(), (slip, turn) => {
      const at = turn % slip.legs.length;
      const turned = withLegs(slip, [...slip.legs.slice(at), ...slip.legs.slice(0, at)].reverse());
      let before: ReturnType<typeof settle>;
      try {
        before = settle(slip);
      } catch {
        expect(() => settle(turned)).toThrow();
        return;
      }
      const after = settle(turned);
      expect(compare(before.return, after.return)).toBe(0);
      expect(after.state).toBe(before.state);
      expect(after.lines).toBe(before.lines);
    }),
  );
});

test('7, 8: settling again, or another bet in between, changes nothing', () => {
  check(
    fc.property(plainSlip, plainSlip, (a, b) => {
      const first = settle(a);
      settle(b);
      expect(settle(a)).toEqual(first);
    }),
  );
});

test('12: partial cash outs never pay above their offers', () => {
  const portion = fc.integer({ min: 1, max: 1_000 }).map((p) => rational(p, 1_000));
  const offer = fc.bigInt({ min: 0n, max: 10_000_000n });
  check(
    fc.property(portion, portion, offer, (first, second, fullOffer) => {
      const one = cashOut(NOTHING_CASHED, first, fullOffer);
      const left = 1_000n - (first.num * 1_000n) / first.den;
      if (left === 0n) return;
      const two = cashOut(one.after, second, (fullOffer * left) / 1_000n);
      expect(one.paidMinor + two.paidMinor <= fullOffer).toBe(true);
      expect(two.after.paidMinor).toBe(one.paidMinor + two.paidMinor);
      expect(compare(two.after.part, rational(1))).toBeLessThanOrEqual(0);
    }),
  );
});

test('13: a quarter line is the mean of its two neighbours', () => {
  const margin = fc.integer({ min: -9, max: 9 });
  check(
    fc.property(margin, fc.integer({ min: -20, max: 20 }), anyOdds, (ahead, half, odds) => {
      const at = (quarters: number) =>
        bet('single', [{ odds, result: gradeLine(ahead, quarters) }]);
      const mean = sum([at(2 * half), at(2 * half + 2)]);
      expect(compare(at(2 * half + 1), { num: mean.num, den: 2n * mean.den })).toBe(0);
    }),
  );
});

test('a stored price survives its storage and every display', () => {
  check(
    fc.property(anyOdds, (odds) => {
      expect(oddsFromStored(odds.scaled, odds.fraction)).toEqual(odds);
      for (const format of ODDS_FORMATS) {
        expect(readShownOdds(formatOdds(odds, format), format, odds)).toBe(odds);
      }
    }),
  );
});

test('a price that a display shows in full is read back exactly', () => {
  check(
    fc.property(fc.integer({ min: 101, max: 99_999 }), (hundredths) => {
      const odds = oddsFromStored(hundredths * 100, null);
      expect(parseOdds(formatOdds(odds, 'decimal'))).toEqual(odds);
      expect(parseOdds(formatOdds(odds, 'hong-kong'), 'hong-kong')).toEqual(odds);
    }),
  );
});

test('rounding to a ladder goes down, by less than a step, and stays put', () => {
  check(
    fc.property(fc.integer({ min: 10_100, max: 10_000_000 }), (scaled) => {
      const odds = oddsFromStored(scaled, null);
      const rung = roundDownToLadder(odds, EXCHANGE_LADDER);
      expect(rung.scaled).toBeLessThanOrEqual(scaled);
      expect(roundDownToLadder(rung, EXCHANGE_LADDER)).toEqual(rung);
    }),
  );
});

test('money adds up within a currency', () => {
  check(
    fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
      const total = addMoney({ minor: a, currency: 'JPY' }, { minor: b, currency: 'JPY' });
      expect(total).toEqual({ minor: a + b, currency: 'JPY' });
    }),
  );
});
