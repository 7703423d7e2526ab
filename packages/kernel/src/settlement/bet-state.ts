import { FACTOR_ONE, FACTOR_ZERO } from '../bet-calculator/factor.ts';
import type { LegResult, Slip } from '../bet-calculator/slip.ts';
import type { CheckedSlip } from '../bet-calculator/validate-slip.ts';
import { type Part, placesPaid, resultOf } from './leg-factors.ts';
import { sumOfPart } from './way-sums.ts';

/**
 * The label of a bet. It never decides money.
 *
 * - `OPEN`: an open leg can still change the return;
 * - `LOST`: no line returns anything;
 * - `WON`: a leg won and every line survived; `PART_WON`: a leg won and some lines lost;
 * - `HALF_WON`, `HALF_LOST`: one line, decided by a single leg with that result;
 * - `PLACED`: only the place part of an each-way bet returns something;
 * - `PUSH`, `VOID`: what came back was only refunded stake.
 */
export type BetState =
  | 'OPEN'
  | 'LOST'
  | 'WON'
  | 'PART_WON'
  | 'HALF_WON'
  | 'HALF_LOST'
  | 'PLACED'
  | 'PUSH'
  | 'VOID';

export const BET_STATES: readonly BetState[] = [
  'OPEN',
  'LOST',
  'WON',
  'PART_WON',
  'HALF_WON',
  'HALF_LOST',
  'PLACED',
  'PUSH',
  'VOID',
];

/** The label of a bet that returns something and that no open leg can change. */
export function returnedState(slip: Slip, checked: CheckedSlip): BetState {
  const results = slip.legs.map(resultOf);
  if (results.every((result) => result === 'won')) return 'WON';
  const single = slip.eachWay === undefined && checked.lines === 1;
  const half = single ? onlyHalf(results) : null;
  if (half !== null) return half;
  const part = slip.eachWay === undefined ? 'whole' : 'win';
  const winning = winningLines(slip, checked, part);
  if (winning > 0n)
    return survivingLines(slip, checked, part) === lineCount(slip, checked) ? 'WON' : 'PART_WON';
  if (slip.eachWay !== undefined && winningLines(slip, checked, 'place') > 0n) return 'PLACED';
  const pushed = results.includes('push') && !results.includes('void');
  return pushed ? 'PUSH' : 'VOID';
}

function lineCount(slip: Slip, checked: CheckedSlip): bigint {
  return BigInt(slip.eachWay === undefined ? checked.lines : checked.lines / 2);
}

/** The half result of the only leg that was neither void nor pushed, if that is how it ended. */
function onlyHalf(results: readonly LegResult[]): BetState | null {
  const decided = results.filter((result) => result !== 'void' && result !== 'push');
  if (decided.length !== 1) return null;
  if (decided[0] === 'half-won') return 'HALF_WON';
  return decided[0] === 'half-lost' ? 'HALF_LOST' : null;
}

/** Lines of a part that survive with a winner in them: the survivors less the mere refunds. */
function winningLines(slip: Slip, checked: CheckedSlip, part: Part): bigint {
  return survivingLines(slip, checked, part) - countLinesWhere(slip, checked, part, isRefund);
}

function survivingLines(slip: Slip, checked: CheckedSlip, part: Part): bigint {
  return countLinesWhere(slip, checked, part, survives);
}

/** The lines of a part of which every leg passes the test. */
function countLinesWhere(
  slip: Slip,
  checked: CheckedSlip,
  part: Part,
  passes: (leg: Slip['legs'][number], part: Part) => boolean,
): bigint {
  const count = sumOfPart(slip, checked.plan, part, (leg, of) =>
    passes(leg, of) ? FACTOR_ONE : FACTOR_ZERO,
  );
  return count.num;
}

function isRefund(leg: Slip['legs'][number]): boolean {
  const result = resultOf(leg);
  return result === 'void' || result === 'push' || result === 'half-lost';
}

function survives(leg: Slip['legs'][number], part: Part): boolean {
  const result = resultOf(leg);
  if (result === 'placed') return part === 'place' || placesPaid(leg, part) > 1;
  return result !== 'lost' && result !== 'open';
}
