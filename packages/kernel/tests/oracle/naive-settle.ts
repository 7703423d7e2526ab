import type { Leg, Slip } from '../../src/index.ts';
import { type Exact, exact, less, minus, over, plus, sum, times } from './fraction.ts';

/**
 * The settlement rules once more, as slow and as literally as possible: every line is listed, and
 * every leg splits a stake into the share that is won, the share that is refunded and the rest.
 */
export interface NaiveSettlement {
  readonly lines: number;
  readonly lineReturns: Exact;
  readonly tokenKept: Exact;
  readonly tokenReissued: Exact;
  readonly total: Exact;
  readonly payoutMinor: bigint;
}

const ONE = exact(1);
const ZERO = exact(0);
const LEGS: Record<string, number[]> = {
  trixie: [2, 3],
  patent: [1, 2, 3],
  yankee: [2, 3, 4],
  lucky15: [1, 2, 3, 4],
  canadian: [2, 3, 4, 5],
  lucky31: [1, 2, 3, 4, 5],
  heinz: [2, 3, 4, 5, 6],
  lucky63: [1, 2, 3, 4, 5, 6],
  superheinz: [2, 3, 4, 5, 6, 7],
  goliath: [2, 3, 4, 5, 6, 7, 8],
};

type Part = 'whole' | 'win' | 'place';

export function naiveLines(slip: Slip): number[][] {
  const sizes = slip.sizes ?? LEGS[slip.type] ?? [slip.legs.length];
  const lines: number[][] = [];
  for (let mask = 1; mask < 2 ** slip.legs.length; mask++) {
    const line = slip.legs.map((_, index) => index).filter((index) => mask & (2 ** index));
    const bankers = slip.legs.every((leg, index) => !leg.banker || line.includes(index));
    const fixtures = line.map((index) => slip.legs[index]!.fixture ?? `own-${index}`);
    const related = new Set(fixtures).size < fixtures.length;
    if (sizes.includes(line.length) && bankers && !related) lines.push(line);
  }
  return lines;
}

export function naiveSettle(slip: Slip): NaiveSettlement {
  const lines = naiveLines(slip);
  const ways = slip.eachWay === undefined ? 1 : 2;
  const count = lines.length * ways;
  const unit = slip.stakePer === 'line' ? exact(slip.stake.minor) : exact(slip.stake.minor, count);
  const splits = lines.flatMap((line) => splitsOfLine(slip, line));
  const lineReturns = times(unit, sum(splits.map(({ share, price }) => times(share, price))));
  const won = splits.filter(({ refunded }) => !refunded);
  const refunded = times(unit, sum(splits.filter((s) => s.refunded).map(({ share }) => share)));
  const survived = plus(times(unit, sum(won.map(({ share }) => share))), refunded);
  const tokenReissued = slip.freeBet === undefined ? ZERO : refunded;
  const tokenKept = slip.freeBet === 'snr' ? survived : tokenReissued;
  let total = minus(lineReturns, tokenKept);
  if (slip.payoutCap && less(exact(slip.payoutCap.minor), total)) {
    total = exact(slip.payoutCap.minor);
  }
  return {
    lines: count,
    lineReturns,
    tokenKept,
    tokenReissued,
    total,
    payoutMinor: total.n / total.d,
  };
}

interface Split {
  /** Share of the line's unit that ends this way. */
  readonly share: Exact;
  readonly price: Exact;
  /** No leg on the way was won: the share is mere refund. */
  readonly refunded: boolean;
}

function splitsOfLine(slip: Slip, line: number[]): Split[] {
  const legs = line.map((index) => slip.legs[index]!);
  if (slip.eachWay === undefined) return follow(legs.map((leg) => branches(leg, 'whole')));
  if (slip.eachWay === 'win-to-win') {
    return [
      ...follow(legs.map((leg) => branches(leg, 'win'))),
      ...follow(legs.map((leg) => branches(leg, 'place'))),
    ];
  }
  const halves = legs.map((leg) =>
    [...branches(leg, 'win'), ...branches(leg, 'place')].map((branch) => ({
      ...branch,
      share: over(branch.share, exact(2)),
    })),
  );
  return follow(halves).map((split) => ({ ...split, share: times(split.share, exact(2)) }));
}

/** Every way through the branches of the legs, one after the other. */
function follow(legs: Split[][]): Split[] {
  return legs.reduce<Split[]>(
    (soFar, next) =>
      soFar.flatMap((split) =>
        next.map((branch) => ({
          share: times(split.share, branch.share),
          price: times(split.price, branch.price),
          refunded: split.refunded && branch.refunded,
        })),
      ),
    [{ share: ONE, price: ONE, refunded: true }],
  );
}

function branches(leg: Leg, part: Part): Split[] {
  const price = paidPrice(leg, part);
  const won = (share: Exact): Split => ({ share, price, refunded: false });
  const back = (share: Exact): Split => ({ share, price: ONE, refunded: true });
  const half = exact(1, 2);
  switch (leg.result) {
    case 'void':
    case 'push':
      return [back(ONE)];
    case 'half-won':
      return [won(half), back(half)];
    case 'half-lost':
      return [back(half)];
    case 'won':
      return [won(standing(leg, part))];
    case 'placed':
      return part === 'place' ? [won(standing(leg, part))] : [];
    default:
      return [];
  }
}

function standing(leg: Leg, part: Part): Exact {
  if (leg.deadHeat === undefined) return ONE;
  const places = part === 'place' ? leg.places!.count : 1;
  let paid = 0;
  for (let runner = 0; runner < leg.deadHeat.tied; runner++) {
    if (leg.deadHeat.position + runner <= places) paid++;
  }
  return exact(paid, leg.deadHeat.tied);
}

function paidPrice(leg: Leg, part: Part): Exact {
  let winnings = exact(leg.odds.num - leg.odds.den, leg.odds.den);
  if (part === 'place') {
    const { num, den } = leg.places!.fraction;
    winnings = times(winnings, exact(num, den));
  }
  const pence = Math.min(
    90,
    (leg.rule4 ?? []).reduce((a, b) => a + b, 0),
  );
  return plus(ONE, times(winnings, exact(100 - pence, 100)));
}
