import type { Money } from '../money.ts';
import type { Odds } from '../odds.ts';
import type { Fraction } from '../rational.ts';
import type { RoundingMode } from '../rational-rounding.ts';
import type { BetType } from './bet-type.ts';

/** Most legs on a slip. */
export const MAX_LEGS = 50;
/** Most runners that may share a position in a dead heat. */
export const MAX_TIED = 200;
/** Most places that a market may pay. */
export const MAX_PLACES = 200;
/** A place fraction is written with a lower number of at most this: 1/20. */
export const MAX_PLACE_DEN = 20;

/**
 * How a leg ended. `placed`: not first, but within the places of the each-way terms. `push`: the
 * line itself (a whole handicap or total), settled like `void`. `open`: not decided yet.
 */
export type LegResult =
  | 'won'
  | 'lost'
  | 'void'
  | 'push'
  | 'half-won'
  | 'half-lost'
  | 'placed'
  | 'open';

export const LEG_RESULTS: readonly LegResult[] = [
  'won',
  'lost',
  'void',
  'push',
  'half-won',
  'half-lost',
  'placed',
  'open',
];

/** `tied` runners share `position`: two that tie for third are `{ position: 3, tied: 2 }`. */
export interface DeadHeat {
  readonly position: number;
  readonly tied: number;
}

/** Places that pay and the part of the winnings they pay at: 3 places at 1/4. */
export interface PlaceTerms {
  readonly count: number;
  readonly fraction: Fraction;
}

/** What happens to a bet-builder leg when some of its parts are void. */
export type BuilderVoidPolicy = 'REFUND_ALL' | 'DIVIDE_OUT' | 'SINGLE_SURVIVOR' | 'RECALCULATE';

export const BUILDER_VOID_POLICIES: readonly BuilderVoidPolicy[] = [
  'REFUND_ALL',
  'DIVIDE_OUT',
  'SINGLE_SURVIVOR',
  'RECALCULATE',
];

export type BuilderPartResult = Extract<LegResult, 'won' | 'lost' | 'void' | 'push' | 'open'>;

export const BUILDER_PART_RESULTS: readonly BuilderPartResult[] = [
  'won',
  'lost',
  'void',
  'push',
  'open',
];

/** One selection inside a bet-builder leg, with its price on its own. */
export interface BuilderPart {
  readonly odds: Odds;
  readonly result: BuilderPartResult;
}

/** Selections of one fixture sold together; the joint price is the leg's `odds`. */
export interface BetBuilder {
  readonly parts: readonly BuilderPart[];
  readonly voidPolicy: BuilderVoidPolicy;
  /** The joint price of the parts that stand, asked of the price source: for `RECALCULATE`. */
  readonly recalculated?: Odds;
}

/** One pick, with what the result and the rules say about it. */
export interface Leg {
  readonly odds: Odds;
  readonly result: LegResult;
  readonly deadHeat?: DeadHeat;
  /** The share of the stake that stands, where a feed states it instead of positions. */
  readonly deadHeatFactor?: Fraction;
  /** Each-way terms; on a slip that is not each way, `n` places at 1/1 name a top-n market. */
  readonly places?: PlaceTerms;
  /** Rule 4 deductions that apply to this bet, in pence in the pound (whole, 0 to 90). */
  readonly rule4?: readonly number[];
  readonly banker?: boolean;
  readonly fixture?: string;
  /** The fixture that this one belongs to: the tournament of a match. */
  readonly parentFixture?: string;
  readonly market?: string;
  readonly outcome?: string;
  readonly startingPrice?: Odds;
  readonly bestOddsGuaranteed?: boolean;
  /** A bet-builder leg: its result follows from its parts and `result` is not read. */
  readonly builder?: BetBuilder;
}

/**
 * `win-to-win`: the win parts of the legs multiply, and so do the place parts. `equally-divided`:
 * the return of each leg is split equally into win and place stakes of the next.
 */
export type EachWayMode = 'win-to-win' | 'equally-divided';

/** Extra winnings of a one-line bet by the number of legs that counted. Percent x 100. */
export interface BoostTier {
  readonly legs: number;
  readonly basisPoints: number;
}

/** Bonus of a lucky 15, 31 or 63. */
export interface LuckyTerms {
  /** With a single winner its winnings count this many times: 3 is treble the odds. */
  readonly oneWinnerMultiple: number;
  /** With all winners, this part of the winnings on top. Percent x 100. */
  readonly allWinnersBasisPoints: number;
}

/** `snr`: the token is not part of the return. `sr`: it is. A void part is issued again. */
export type FreeBetKind = 'snr' | 'sr';

/** A bet as it is settled: what was staked on which lines, and how each leg ended. */
export interface Slip {
  readonly type: BetType;
  /** Sizes of the combinations of a `system`; absent for every other type. */
  readonly sizes?: readonly number[];
  readonly stake: Money;
  /** Whether `stake` is for each line or for all of them. An each-way line is two lines. */
  readonly stakePer: 'line' | 'total';
  readonly eachWay?: EachWayMode;
  readonly legs: readonly Leg[];
  readonly freeBet?: FreeBetKind;
  readonly boost?: readonly BoostTier[];
  readonly luckyBonus?: LuckyTerms;
  /** Most that best odds guaranteed may add. */
  readonly bestOddsCap?: Money;
  readonly payoutCap?: Money;
  /** Waives Rule 4 where its total is exactly 5p. */
  readonly waiveFivePence?: boolean;
  /** Default `down`. */
  readonly rounding?: RoundingMode;
}
