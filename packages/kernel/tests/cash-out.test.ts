import { describe, expect, test } from 'vitest';
import {
  attempt,
  autoCashOut,
  type CashOutTerms,
  cashOut,
  cashOutOffer,
  fairValue,
  formatRational,
  NOTHING_CASHED,
  type OpenChances,
  parseOdds,
  proportionalChances,
  rational,
  remainingReturn,
  type Slip,
} from '../src/index.ts';
import { slip } from './slips.ts';

const half = rational(1, 2);
const quarter = rational(1, 4);

function codeOf(run: () => unknown): string {
  const outcome = attempt(run);
  return outcome.ok ? 'ok' : outcome.error.code;
}

function fair(bet: Slip, ...chances: [number, OpenChances][]): string {
  return formatRational(fairValue(bet, new Map(chances)));
}

describe('fair value', () => {
  test('a settled leg counts what it pays, an open one what it pays on average', () => {
    const bet = slip('double', '1', ['3.0:won', '4.0:open']);
    expect(fair(bet, [1, { win: half }])).toBe('600');
    expect(fair(slip('double', '1', ['3.0:lost', '4.0:open']), [1, { win: half }])).toBe('0');
    expect(fair(slip('double', '1', ['3.0:void', '4.0:open']), [1, { win: half }])).toBe('200');
  });

  test('systems: the sum over all lines', () => {
    const bet = slip('patent', '1', ['3.0:won', '4.0:open', '2.0:open']);
    const chances: [number, OpenChances][] = [
      [1, { win: half }],
      [2, { win: quarter }],
    ];
    // m = 3, 2 and 1/2: (1+3)(1+2)(1+1/2) - 1 = 17.
    expect(fair(bet, ...chances)).toBe('1700');
  });

  test('halves and pushes', () => {
    const bet = slip('single', '1', ['3.0:open']);
    const open = { win: quarter, halfWin: quarter, push: quarter, halfLoss: quarter };
    expect(fair(bet, [0, open])).toBe('325/2');
  });

  test('each way, win and place have chances of their own', () => {
    const bet = slip('single', '1', ['5.0:open:places=3@1/4'], { eachWay: true });
    expect(fair(bet, [0, { win: quarter, place: half }])).toBe('225');
    expect(codeOf(() => fair(bet, [0, { win: quarter }]))).toBe('PROBABILITY_INVALID');
    expect(codeOf(() => fair(bet, [0, { win: half, place: quarter }]))).toBe('PROBABILITY_INVALID');
  });

  test('a bet builder has one chance', () => {
    const legs = [
      {
        odds: '4.0',
        builder: {
          voidPolicy: 'DIVIDE_OUT',
          parts: [
            { odds: '2.0', result: 'void' },
            { odds: '3.0', result: 'open' },
          ],
        },
      },
    ];
    expect(fair(slip('single', '1', [], { legs } as never), [0, { win: half }])).toBe('100');
  });

  test('refuses chances that are missing, out of range or more than certain', () => {
    const bet = slip('single', '1', ['3.0:open']);
    expect(codeOf(() => fair(bet))).toBe('PROBABILITY_INVALID');
    for (const open of [
      { win: rational(-1, 4) },
      { win: rational(5, 4) },
      { win: half, push: rational(3, 4) },
    ]) {
      expect(codeOf(() => fair(bet, [0, open]))).toBe('PROBABILITY_INVALID');
    }
    expect(fair(bet, [0, { win: rational(1) }])).toBe('300');
  });

  test('open legs of one fixture have no product', () => {
    const legs = ['2.0:open:fixture=a', '3.0:open:fixture=a', '4.0:won'];
    const chances: [number, OpenChances][] = [
      [0, { win: half }],
      [1, { win: half }],
    ];
    const sizes = { sizes: [2] };
    expect(codeOf(() => fair(slip('system', '1', legs, sizes), ...chances))).toBe('RELATED_LEGS');
    const settled = ['2.0:won:fixture=a', '3.0:open:fixture=a', '4.0:won'];
    expect(fair(slip('system', '1', settled, sizes), [1, { win: half }])).toBe('1400');
  });

  test('margin-free chances are in proportion to 1 / price', () => {
    const chances = proportionalChances(['2.0', '2.0', '4.0'].map((price) => parseOdds(price)));
    expect(chances.map(formatRational)).toEqual(['2/5', '2/5', '1/5']);
    const even = proportionalChances(['1.5', '3.0'].map((price) => parseOdds(price)));
    expect(even.map(formatRational)).toEqual(['2/3', '1/3']);
    expect(codeOf(() => proportionalChances([parseOdds('2.0')]))).toBe('ODDS_INVALID');
  });
});

describe('offers', () => {
  const bet = slip('single', '10', ['3.0:open']);
  const offer = (terms: CashOutTerms, of: Slip = bet) =>
    cashOutOffer(of, new Map([[0, { win: half }]]), terms);

  test('fair value less the margin, rounded down', () => {
    expect(offer({ marginBasisPoints: 0 })).toMatchObject({ offerMinor: 1_500n });
    const made = offer({ marginBasisPoints: 333 });
    expect(made).toMatchObject({ available: true, offerMinor: 1_450n });
    if (made.available) {
      expect([made.fair, made.exact].map(formatRational)).toEqual(['1500', '29001/20']);
    }
  });

  test('what is left of the bet, and of its cap', () => {
    const alreadyCashed = rational(3, 5);
    expect(offer({ marginBasisPoints: 0, alreadyCashed })).toMatchObject({ offerMinor: 600n });
    const capped = { ...bet, payoutCap: { minor: 1_000n, currency: 'GBP' } };
    expect(offer({ marginBasisPoints: 0 }, capped)).toMatchObject({ offerMinor: 1_000n });
    expect(offer({ marginBasisPoints: 0, alreadyCashed }, capped)).toMatchObject({
      offerMinor: 400n,
    });
  });

  test('reasons for no offer', () => {
    const refused = (terms: CashOutTerms, of?: Slip) => {
      const answer = offer(terms, of);
      return answer.available ? 'offered' : answer.reason;
    };
    const plain = { marginBasisPoints: 0 };
    expect(refused(plain, { ...bet, freeBet: 'snr' })).toBe('FREE_BET');
    expect(refused(plain, slip('single', '10', ['3.0:won']))).toBe('DECIDED');
    expect(refused(plain, slip('double', '10', ['3.0:open', '2.0:lost']))).toBe('DECIDED');
    expect(refused({ ...plain, alreadyCashed: rational(1) })).toBe('FULLY_CASHED');
    expect(refused({ ...plain, minOfferMinor: 1_501n })).toBe('BELOW_MINIMUM');
    expect(refused({ ...plain, minOfferMinor: 1_500n })).toBe('offered');
    expect(refused({ marginBasisPoints: 9_999, minOfferMinor: 0n })).toBe('offered');
  });

  test('terms that cannot be', () => {
    for (const terms of [
      { marginBasisPoints: -1 },
      { marginBasisPoints: 10_000 },
      { marginBasisPoints: 0.5 },
      { marginBasisPoints: 0, alreadyCashed: rational(-1, 2) },
      { marginBasisPoints: 0, alreadyCashed: rational(3, 2) },
    ]) {
      expect(codeOf(() => offer(terms))).toBe('CASH_OUT_INVALID');
    }
  });
});

describe('partial', () => {
  test('parts are cumulative, the rest settles later', () => {
    const one = cashOut(NOTHING_CASHED, half, 2_801n);
    expect(one.paidMinor).toBe(1_400n);
    const two = cashOut(one.after, half, 1_000n);
    expect(formatRational(two.after.part)).toBe('3/4');
    expect(two.after.paidMinor).toBe(1_900n);
    expect(formatRational(remainingReturn(rational(5_000), two.after))).toBe('1250');
    const all = cashOut(two.after, rational(1), 100n);
    expect(formatRational(remainingReturn(rational(5_000), all.after))).toBe('0');
    expect(codeOf(() => cashOut(all.after, half, 100n))).toBe('CASH_OUT_INVALID');
  });

  test('refusals', () => {
    expect(codeOf(() => cashOut(NOTHING_CASHED, rational(0), 1n))).toBe('CASH_OUT_INVALID');
    expect(codeOf(() => cashOut(NOTHING_CASHED, rational(3, 2), 1n))).toBe('CASH_OUT_INVALID');
    expect(codeOf(() => cashOut(NOTHING_CASHED, half, -1n))).toBe('CASH_OUT_INVALID');
    expect(cashOut(NOTHING_CASHED, half, 0n).paidMinor).toBe(0n);
  });

  test('an auto rule pays the offer that triggered it', () => {
    expect(autoCashOut({ targetMinor: 100n }, 99n)).toBeNull();
    expect(autoCashOut({ targetMinor: 100n }, 100n)).toBe(100n);
    expect(autoCashOut({ targetMinor: 100n }, 120n)).toBe(120n);
  });
});
