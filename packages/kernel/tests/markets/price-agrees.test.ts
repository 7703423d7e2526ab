import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Market } from '../../src/markets/catalogue.ts';
import { gradeMarket } from '../../src/markets/grade.ts';
import type { GradedResult } from '../../src/markets/graded.ts';
import type { MatchModel } from '../../src/markets/market-type.ts';
import type { MatchScore, Side } from '../../src/markets/match-score.ts';
import { marketChances, priceMarket } from '../../src/markets/price.ts';
import { HUNDREDTHS_LADDER } from '../../src/odds-ladder.ts';
import type { Chances } from '../../src/pricing/chances.ts';
import { scoreMatrix } from '../../src/pricing/score-matrix.ts';
import type { Score } from '../../src/settlement/asian-line.ts';
import { runs, slowRuns } from '../pricing/runs.ts';
import { markets } from './scores.ts';

const KEYS: Readonly<Record<Exclude<GradedResult, 'void'>, keyof Chances>> = {
  won: 'win',
  'half-won': 'halfWin',
  push: 'push',
  'half-lost': 'halfLose',
  lost: 'lose',
};

interface Ending {
  readonly score: MatchScore;
  readonly probability: number;
}

/** Every way the match can end, with the order of goals or the half time as far as it matters. */
function endings(market: Market, model: MatchModel): Ending[] {
  const { from, size, probabilities } = model.matrix;
  return Array.from(probabilities, (probability, index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    const score = { home: from.home + i, away: from.away + j };
    if (market.type === 'next-goal') return orders(market, from, i, j, probability);
    if (market.type !== 'half-time-full-time') return [{ score, probability }];
    return halves(score, i, j, model).map((ending) => ({
      ...ending,
      probability: ending.probability * probability,
    }));
  }).flat();
}

/** Only who scores the market's own goal matters: home, in the share of home's goals, or away. */
function orders(market: Market, from: Score, i: number, j: number, probability: number): Ending[] {
  const before: Side[] = [
    ...Array<Side>(from.home).fill('home'),
    ...Array<Side>(from.away).fill('away'),
  ];
  const place = Number(market.specifiers.slice('goal='.length)) - before.length - 1;
  const rest = (first: Side, count: { home: number; away: number }) => {
    const others: Side[] = [
      ...Array<Side>(count.home).fill('home'),
      ...Array<Side>(count.away).fill('away'),
    ];
    others.splice(place, 0, first);
    const goals = [...before, ...others];
    return { home: from.home + i, away: from.away + j, goals };
  };
  if (place >= i + j) {
    const goals = [...before, ...Array<Side>(i).fill('home'), ...Array<Side>(j).fill('away')];
    return [{ score: { home: from.home + i, away: from.away + j, goals }, probability }];
  }
  const endings: Ending[] = [];
  if (i > 0) {
    const score = rest('home', { home: i - 1, away: j });
    endings.push({ score, probability: (probability * i) / (i + j) });
  }
  if (j > 0) {
    const score = rest('away', { home: i, away: j - 1 });
    endings.push({ score, probability: (probability * j) / (i + j) });
  }
  return endings;
}

function halves(score: MatchScore, i: number, j: number, model: MatchModel): Ending[] {
  if (model.halfTime) return [{ score: { ...score, halfTime: model.halfTime }, probability: 1 }];
  const share = model.firstHalfShare ?? 0;
  const endings: Ending[] = [];
  for (let k = 0; k <= i; k++) {
    for (let l = 0; l <= j; l++) {
      const halfTime = { home: score.home - i + k, away: score.away - j + l };
      const probability = binomial(i, k, share) * binomial(j, l, share);
      endings.push({ score: { ...score, halfTime }, probability });
    }
  }
  return endings;
}

function binomial(n: number, k: number, share: number): number {
  let value = share ** k * (1 - share) ** (n - k);
  for (let t = 1; t <= k; t++) value *= (n - k + t) / t;
  return value;
}

function expectedGrades(market: Market, model: MatchModel, scoreAtAcceptance: Score): Chances[] {
  const sums: Record<keyof Chances, number>[] = [];
  for (const { score, probability } of endings(market, model)) {
    for (const [index, { result }] of gradeMarket(market, score, { scoreAtAcceptance }).entries()) {
      if (result === 'void') throw new Error('a finished match voids nothing');
      sums[index] ??= { win: 0, halfWin: 0, push: 0, halfLose: 0, lose: 0 };
      sums[index][KEYS[result]] += probability;
    }
  }
  return sums;
}

const expectation = fc.double({ min: 0, max: 3, noNaN: true });
const goal = fc.integer({ min: 0, max: 3 });

const models = fc
  .record({
    homeGoals: expectation,
    awayGoals: expectation,
    from: fc.record({ home: goal, away: goal }),
    rho: fc.double({ min: -0.2, max: 0.1, noNaN: true }),
    firstHalfShare: fc.double({ min: 0, max: 1, noNaN: true }),
    pastHalfTime: fc.boolean(),
  })
  .map(({ from, firstHalfShare, pastHalfTime, ...input }): MatchModel => {
    const matrix = scoreMatrix({ ...input, from, goalsMax: 9 });
    if (!pastHalfTime) return { matrix, firstHalfShare };
    return { matrix, halfTime: { home: Math.min(from.home, 1), away: Math.min(from.away, 2) } };
  });

test.each([...new Set(markets.map(({ type }) => type))])('%s is priced as it is graded', (type) => {
  const lines = markets.filter((market) => market.type === type);
  fc.assert(
    fc.property(fc.constantFrom(...lines), models, fc.boolean(), (market, model, fromStart) => {
      const { from } = model.matrix;
      fc.pre(type !== 'next-goal' || Number(market.specifiers.slice(5)) > from.home + from.away);
      const since = fromStart ? { home: 0, away: 0 } : from;
      const priced = marketChances(market, model, fromStart ? { scoreAtAcceptance: since } : {});
      const expected = expectedGrades(market, model, since);
      for (const [index, { chances }] of priced.entries()) {
        for (const key of Object.values(KEYS)) {
          expect(Math.abs(chances[key] - expected[index]![key])).toBeLessThan(1e-12);
        }
      }
    }),
    slowRuns,
  );
});

test('half time / full time is that of two independent Poisson halves', () => {
  const share = 0.45;
  const half = (part: number) =>
    scoreMatrix({ homeGoals: 1.6 * part, awayGoals: 1.2 * part, goalsMax: 18 });
  const [first, second] = [half(share), half(1 - share)];
  const lead = (index: number) => Math.floor(index / 19) - (index % 19);
  let homeHome = 0;
  for (const [a, p] of first.probabilities.entries()) {
    for (const [b, q] of second.probabilities.entries()) {
      if (lead(a) > 0 && lead(a) + lead(b) > 0) homeHome += p * q;
    }
  }
  const market = { type: 'half-time-full-time', specifiers: '' };
  const matrix = scoreMatrix({ homeGoals: 1.6, awayGoals: 1.2, goalsMax: 18 });
  const [priced] = marketChances(market, { matrix, firstHalfShare: share });
  expect(priced!.chances.win).toBeCloseTo(homeHome, 10);
});

test('derived markets are consistent with each other', () => {
  fc.assert(
    fc.property(models, (model) => {
      const win = (type: string, specifiers = '') =>
        marketChances({ type, specifiers }, model).map(({ chances }) => chances.win);
      const [home = 0, draw = 0] = win('1x2');
      const [homeOrDraw = 0] = win('double-chance');
      expect(homeOrDraw).toBeCloseTo(home + draw, 12);
      const htft = win('half-time-full-time');
      expect(htft[0]! + htft[3]! + htft[6]!).toBeCloseTo(home, 12);
      const { from } = model.matrix;
      const [none] = marketChances({ type: 'correct-score', specifiers: '' }, model).filter(
        ({ id }) => id === `${from.home}-${from.away}`,
      );
      const next = win('next-goal', `goal=${from.home + from.away + 1}`);
      expect(next[1]).toBeCloseTo(none!.chances.win, 12);
    }),
    runs,
  );
});

test('odds to offer', () => {
  const model = { matrix: scoreMatrix({ homeGoals: 1.6, awayGoals: 1.1 }) };
  const options = { overround: 0.05, method: 'power', ladder: HUNDREDTHS_LADDER } as const;
  const sum = (type: string, specifiers = '') =>
    priceMarket({ type, specifiers }, model, options).reduce(
      (total, { odds }) => total + 10_000 / odds!,
      0,
    );
  expect(sum('1x2')).toBeCloseTo(1.05, 2);
  expect(sum('double-chance')).toBeCloseTo(2.1, 1);
  expect(sum('asian-handicap', 'handicap=-0.25')).toBeCloseTo(1.05, 2);
  expect(sum('correct-score')).toBeCloseTo(1.05, 2);
});

test('a goal already scored has no price', () => {
  const model = { matrix: scoreMatrix({ homeGoals: 1, awayGoals: 1, from: { home: 1, away: 0 } }) };
  expect(() => marketChances({ type: 'next-goal', specifiers: 'goal=1' }, model)).toThrowError(
    expect.objectContaining({ code: 'MARKET_INVALID', path: 'line' }),
  );
});

test('a share of the first half beyond 0..1 is refused', () => {
  const model = { matrix: scoreMatrix({ homeGoals: 1, awayGoals: 1 }), firstHalfShare: 1.1 };
  expect(() => marketChances({ type: 'half-time-full-time', specifiers: '' }, model)).toThrowError(
    expect.objectContaining({ path: 'firstHalfShare' }),
  );
});
