import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addExposure, type ExposureBook, liabilityOf, stakeForLiability } from './liability.ts';
import type { ReturnAtStake } from './stake-limits.ts';

const parity = { num: 1n, den: 1n };
const outcomes = ['home', 'draw', 'away'];

function emptyBook(): ExposureBook {
  return { markets: new Map(), fixturesMinor: new Map() };
}

function leg(fixtureId: string, outcomeId: string, market = '1x2') {
  return { fixtureId, marketId: `${fixtureId}/${market}`, outcomeId };
}

/** A bet at these odds, x 10,000. */
function at(stakeMinor: bigint, odds: number): ReturnAtStake {
  return { stakeMinor, num: stakeMinor * BigInt(odds), den: 10_000n, stepMinor: 1n };
}

interface PlacedBet {
  readonly stakeMinor: bigint;
  readonly legs: readonly { readonly fixtureId: string; readonly outcomeId: string }[];
  readonly returnMinor: bigint;
}

const betOf = fc.record({
  stakeMinor: fc.bigInt({ min: 1n, max: 10_000n }),
  odds: fc.integer({ min: 10_100, max: 200_000 }),
  legs: fc.uniqueArray(
    fc.record({ fixtureId: fc.constantFrom('a', 'b'), outcomeId: fc.constantFrom(...outcomes) }),
    { minLength: 1, maxLength: 2, selector: ({ fixtureId }) => fixtureId },
  ),
});

/** What the house loses when these outcomes win, by counting every bet. */
function realLoss(bets: readonly PlacedBet[], winners: Readonly<Record<string, string>>): bigint {
  return bets.reduce((loss, bet) => {
    const won = bet.legs.every((each) => winners[each.fixtureId] === each.outcomeId);
    return loss + (won ? bet.returnMinor : 0n) - bet.stakeMinor;
  }, 0n);
}

describe('liability', () => {
  it('counts a single by its return and its stake', () => {
    const book = emptyBook();
    addExposure(book, [leg('a', 'home')], liabilityOf(at(1_000n, 30_000), parity, true), 1n);
    addExposure(book, [leg('a', 'away')], liabilityOf(at(500n, 20_000), parity, true), 1n);
    expect(book.markets.get('a/1x2')).toMatchObject({ stakesMinor: 1_500n, worstMinor: 1_500n });
    expect(book.fixturesMinor.get('a')).toBe(1_500n);
  });

  it('rounds against the house when it converts', () => {
    const rate = { num: 117n, den: 100n };
    expect(liabilityOf(at(1n, 20_000), rate, true)).toEqual({ returnMinor: 3n, stakeMinor: 1n });
  });

  it('never records less than can be lost, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(betOf, { maxLength: 25 }), (drafts) => {
        const book = emptyBook();
        const bets = drafts.map(({ stakeMinor, odds, legs }): PlacedBet => {
          const bet = at(stakeMinor, odds);
          const liability = liabilityOf(bet, parity, legs.length === 1);
          addExposure(
            book,
            legs.map((l) => leg(l.fixtureId, l.outcomeId)),
            liability,
            1n,
          );
          return { stakeMinor, legs, returnMinor: bet.num / bet.den };
        });
        const bound = [...book.fixturesMinor.values()].reduce((sum, worst) => sum + worst, 0n);
        for (const a of outcomes) {
          for (const b of outcomes) expect(realLoss(bets, { a, b })).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  it('is back at nothing when every bet is taken off again', () => {
    fc.assert(
      fc.property(fc.array(betOf, { maxLength: 15 }), (drafts) => {
        const book = emptyBook();
        const moves = drafts.map(({ stakeMinor, odds, legs }) => ({
          legs: legs.map((l) => leg(l.fixtureId, l.outcomeId)),
          liability: liabilityOf(at(stakeMinor, odds), parity, legs.length === 1),
        }));
        for (const { legs, liability } of moves) addExposure(book, legs, liability, 1n);
        for (const { legs, liability } of moves.reverse()) addExposure(book, legs, liability, -1n);
        for (const worst of book.fixturesMinor.values()) expect(worst).toBe(0n);
      }),
    );
  });

  it('finds the largest stake that keeps every cap, and one step more breaks one', () => {
    const caps = { outcomeMaxMinor: 30_000n, marketMaxMinor: 15_000n, fixtureMaxMinor: 18_000n };
    fc.assert(
      fc.property(
        fc.array(betOf, { maxLength: 12 }),
        betOf,
        fc.constantFrom(1n, 4n),
        (before, draft, stepMinor) => {
          const book = emptyBook();
          const place = (bet: ReturnAtStake, legs: typeof draft.legs) => {
            const named = legs.map((l) => leg(l.fixtureId, l.outcomeId));
            const stake = stakeForLiability(book, named, bet, parity, caps);
            return { named, stake };
          };
          for (const { stakeMinor, odds, legs } of before) {
            const bet = at(stakeMinor, odds);
            const { named, stake } = place(bet, legs);
            if (stake < stakeMinor) continue;
            addExposure(book, named, liabilityOf(bet, parity, legs.length === 1), 1n);
          }
          for (const worst of book.fixturesMinor.values())
            expect(worst).toBeLessThanOrEqual(18_000n);
          const asked = draft.stakeMinor * stepMinor;
          const { named, stake } = place({ ...at(asked, draft.odds), stepMinor }, draft.legs);
          expect(stake % stepMinor).toBe(0n);
          const again = (stakeMinor: bigint) =>
            stakeForLiability(
              book,
              named,
              { ...at(stakeMinor, draft.odds), stepMinor },
              parity,
              caps,
            );
          if (stake > 0n) expect(again(stake)).toBe(stake);
          if (stake < asked) expect(again(stake + stepMinor)).toBe(stake);
        },
      ),
    );
  });
});
