import { KernelError } from '../error.ts';
import type { Money } from '../money.ts';
import { add, multiply, type Rational, roundToWhole, ZERO } from '../rational.ts';
import type { RoundingMode } from '../rational-rounding.ts';

/**
 * Bets on the first two (forecast) or three (tricast) in order. `reverse` and `combination` cover
 * every order of the runners named: n(n-1) lines, n(n-1)(n-2) for a tricast.
 */
export type ForecastType =
  | 'forecast'
  | 'reverse-forecast'
  | 'combination-forecast'
  | 'tricast'
  | 'combination-tricast';

/** What was declared for one finishing order. */
export interface Dividend {
  readonly order: readonly string[];
  /** Return for one unit staked, stake included. */
  readonly perUnit: Rational;
  /** Orders that a dead heat made equally right and that share one dividend; 1 without. */
  readonly shared?: number;
}

export interface ForecastBet {
  readonly type: ForecastType;
  /** Runners in the order of the pick. */
  readonly runners: readonly string[];
  readonly stakePerLine: Money;
  /** The declared dividends: one, or several after a dead heat. */
  readonly dividends: readonly Dividend[];
  /** Runners that did not start: every line that names one is refunded. */
  readonly nonRunners?: readonly string[];
  readonly rounding?: RoundingMode;
}

export interface ForecastLine {
  readonly order: readonly string[];
  readonly outcome: 'won' | 'lost' | 'void';
  /** Minor units, exact. */
  readonly return: Rational;
}

export interface ForecastSettlement {
  readonly lines: readonly ForecastLine[];
  readonly stakeMinor: bigint;
  readonly return: Rational;
  readonly payoutMinor: bigint;
}

/** Most runners in a combination: 20 x 19 x 18 lines. */
export const MAX_FORECAST_RUNNERS = 20;

/** Settles a forecast or tricast against declared dividends, line by line. */
export function settleForecast(bet: ForecastBet): ForecastSettlement {
  const unit = { num: bet.stakePerLine.minor, den: 1n };
  if (unit.num <= 0n) {
    throw new KernelError('STAKE_INVALID', 'a stake is above 0', 'stakePerLine');
  }
  for (const dividend of bet.dividends) validateDividend(dividend, positionsOf(bet.type));
  const lines = forecastOrders(bet.type, bet.runners).map((order) => settleLine(bet, order, unit));
  const total = lines.reduce((sum, line) => add(sum, line.return), ZERO);
  return {
    lines,
    stakeMinor: unit.num * BigInt(lines.length),
    return: total,
    payoutMinor: roundToWhole(total, bet.rounding ?? 'down'),
  };
}

/** The orders that a bet covers, each a line. */
export function forecastOrders(type: ForecastType, runners: readonly string[]): string[][] {
  const positions = positionsOf(type);
  const every = type.startsWith('combination') || type === 'reverse-forecast';
  const exact = type === 'reverse-forecast' || !every;
  const wrongCount = exact ? runners.length !== positions : runners.length < positions;
  if (wrongCount || runners.length > MAX_FORECAST_RUNNERS) {
    const wanted = exact ? `${positions}` : `${positions} to ${MAX_FORECAST_RUNNERS}`;
    throw new KernelError('LEG_COUNT_INVALID', `a ${type} names ${wanted} runners`, 'runners');
  }
  if (new Set(runners).size < runners.length) {
    throw new KernelError('RELATED_LEGS', 'a runner is named twice', 'runners');
  }
  return every ? arrangements(runners, positions) : [[...runners]];
}

function positionsOf(type: ForecastType): number {
  return type.endsWith('tricast') ? 3 : 2;
}

function arrangements(runners: readonly string[], positions: number): string[][] {
  if (positions === 0) return [[]];
  return runners.flatMap((first) => {
    const others = runners.filter((runner) => runner !== first);
    return arrangements(others, positions - 1).map((rest) => [first, ...rest]);
  });
}

function settleLine(bet: ForecastBet, order: readonly string[], unit: Rational): ForecastLine {
  if (order.some((runner) => bet.nonRunners?.includes(runner))) {
    return { order, outcome: 'void', return: unit };
  }
  const dividend = bet.dividends.find((candidate) => sameOrder(candidate.order, order));
  if (dividend === undefined) return { order, outcome: 'lost', return: ZERO };
  const { num, den } = multiply(unit, dividend.perUnit);
  return { order, outcome: 'won', return: { num, den: den * BigInt(dividend.shared ?? 1) } };
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((runner, index) => runner === b[index]);
}

function validateDividend({ order, perUnit, shared = 1 }: Dividend, positions: number): void {
  const sound = order.length === positions && perUnit.num >= 0n && perUnit.den > 0n;
  if (sound && Number.isInteger(shared) && shared >= 1) return;
  const message = `a dividend names ${positions} runners, an amount and how many orders share it`;
  throw new KernelError('DIVIDEND_INVALID', message, 'dividends');
}
