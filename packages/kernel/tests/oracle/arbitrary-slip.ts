import fc from 'fast-check';
import {
  type BetType,
  FULL_COVER_TYPES,
  fixedShape,
  type Leg,
  type LegResult,
  oddsFromFraction,
  oddsFromScaled,
  type Slip,
} from '../../src/index.ts';

/** Runs of each property: few by default, `KERNEL_RUNS=10000` for the long mode. */
export const RUNS = Number(process.env.KERNEL_RUNS ?? 300);

export const anyOdds = fc.oneof(
  fc.integer({ min: 10_001, max: 400_000 }).map(oddsFromScaled),
  fc.integer({ min: 101, max: 3_000 }).map((hundredths) => oddsFromScaled(hundredths * 100)),
  fc
    .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 40 }))
    .map(([winnings, per]) => oddsFromFraction(winnings, per)),
  fc.integer({ min: 10_001, max: 10_000_000_000 }).map(oddsFromScaled),
);

const settled: readonly LegResult[] = ['won', 'lost', 'void', 'push', 'half-won', 'half-lost'];

const rule4 = fc.array(
  fc.integer({ min: 0, max: 18 }).map((step) => step * 5),
  { maxLength: 3 },
);

const places = fc.record({
  count: fc.integer({ min: 2, max: 6 }),
  fraction: fc.constantFrom(
    { num: 1, den: 4 },
    { num: 1, den: 5 },
    { num: 1, den: 3 },
    { num: 1, den: 1 },
  ),
});

/** A settled leg that does not contradict itself; each-way legs may also be placed. */
export function anyLeg(eachWay: boolean): fc.Arbitrary<Leg> {
  const results = eachWay
    ? [...settled, 'placed' as const, 'won' as const]
    : [...settled, 'won' as const];
  return fc
    .record({
      odds: anyOdds,
      result: fc.constantFrom(...results),
      rule4: fc.option(rule4, { nil: undefined }),
      places,
      tied: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      position: fc.nat(),
    })
    .map(({ odds, result, rule4, places, tied, position }) => ({
      odds,
      result,
      ...(rule4 === undefined ? {} : { rule4 }),
      ...(eachWay ? { places } : {}),
      ...deadHeatOf(result, tied, position, places.count),
    }));
}

function deadHeatOf(
  result: LegResult,
  tied: number | undefined,
  position: number,
  places: number,
): Pick<Leg, 'deadHeat'> {
  if (tied === undefined) return {};
  if (result === 'won') return { deadHeat: { position: 1, tied } };
  if (result !== 'placed') return {};
  return { deadHeat: { position: 2 + (position % (places - 1)), tied } };
}

const fewLegs: readonly BetType[] = ['single', 'double', 'treble', 'trixie', 'patent', 'yankee'];
const kinds: readonly BetType[] = [...fewLegs, ...fewLegs, 'accumulator', ...FULL_COVER_TYPES];

function legCount(type: BetType): number {
  return fixedShape(type)?.legs ?? 4;
}

const anyEachWay = fc.constantFrom(undefined, undefined, 'win-to-win', 'equally-divided');

/** A settled slip of any type: systems with bankers and related legs, each way, free bets, caps. */
export const anySlip: fc.Arbitrary<Slip> = anyEachWay.chain((eachWay) =>
  fc.oneof(fixedSlip(eachWay as Slip['eachWay']), systemSlip(eachWay as Slip['eachWay'])),
);

/** A slip of a type with fixed lines. */
export function fixedSlip(eachWay: Slip['eachWay']): fc.Arbitrary<Slip> {
  return fc.constantFrom(...kinds).chain((type) =>
    fc.tuple(legsOf(legCount(type), eachWay), terms).map(([legs, rest]) => ({
      type,
      legs,
      ...rest,
      ...(eachWay === undefined ? {} : { eachWay }),
    })),
  );
}

function legsOf(count: number, eachWay: Slip['eachWay']) {
  return fc.array(anyLeg(eachWay !== undefined), { minLength: count, maxLength: count });
}

function systemSlip(eachWay: Slip['eachWay']): fc.Arbitrary<Slip> {
  return fc.integer({ min: 2, max: 6 }).chain((count) =>
    fc
      .record({
        legs: legsOf(count, eachWay),
        bankers: fc.integer({ min: 0, max: 2 }),
        sizes: fc.uniqueArray(fc.integer({ min: 1, max: count }), { minLength: 1 }),
        fixtures: fc.array(fc.constantFrom('a', 'b', undefined, undefined, undefined), {
          minLength: count,
          maxLength: count,
        }),
        terms,
      })
      .map(({ legs, bankers, sizes, fixtures, terms }) => ({
        type: 'system' as const,
        sizes,
        legs: legs.map((leg, index) => ({
          ...leg,
          ...(index < bankers ? { banker: true } : {}),
          ...(fixtures[index] === undefined ? {} : { fixture: fixtures[index] }),
        })),
        ...terms,
        ...(eachWay === undefined ? {} : { eachWay }),
      })),
  );
}

const terms = fc
  .record({
    stakeMinor: fc.bigInt({ min: 1n, max: 1_000_000n }),
    stakePer: fc.constantFrom('line' as const, 'total' as const),
    freeBet: fc.constantFrom(undefined, undefined, 'snr' as const, 'sr' as const),
    cap: fc.option(fc.bigInt({ min: 0n, max: 100_000_000n }), { nil: undefined }),
  })
  .map(({ stakeMinor, stakePer, freeBet, cap }) => ({
    stake: { minor: stakeMinor, currency: 'GBP' },
    stakePer,
    ...(freeBet === undefined ? {} : { freeBet }),
    ...(cap === undefined ? {} : { payoutCap: { minor: cap, currency: 'GBP' } }),
  }));
