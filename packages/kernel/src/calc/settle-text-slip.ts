import type { Slip } from '../bet-calculator/slip.ts';
import { validateSlip } from '../bet-calculator/validate-slip.ts';
import { KernelError } from '../error.ts';
import { formatMoney, minorToMajor } from '../money.ts';
import { formatRational, type Rational } from '../rational.ts';
import { adjustmentsOf } from '../settlement/adjustments.ts';
import { type Explanation, explain, MAX_EXPLAINED_LINES } from '../settlement/explain.ts';
import { type Settlement, settle } from '../settlement/settle.ts';
import { isId, type ParsedSlip, parseSlip } from './parse-slip.ts';
import type { TextLine, TextRefusal, TextResult, TextSettlement } from './text-slip.ts';

/**
 * Longest line that is read, in characters; a slip of 50 legs with every field is a tenth of it.
 */
export const MAX_SLIP_TEXT = 262_144;

/**
 * Answers one line of JSON with one line of JSON. Never throws: a bad line gets an error answer.
 */
export function calcLine(text: string): string {
  return JSON.stringify(settleTextSlip(text));
}

/** Settles one slip given as JSON text, or says why it cannot. */
function settleTextSlip(text: string): TextResult {
  let id: string | number | null = null;
  try {
    const value = parseJson(text);
    id = idOf(value);
    return answer(parseSlip(value));
  } catch (error) {
    if (error instanceof KernelError) return refusal(id, error);
    throw error;
  }
}

/**
 * The answer to a slip that was read already. Throws a `KernelError` for one that cannot settle.
 */
export function answer({ id, slip }: ParsedSlip): TextSettlement {
  const details = validateSlip(slip).lines <= MAX_EXPLAINED_LINES ? explain(slip) : null;
  const settlement = details?.settlement ?? settle(slip);
  const { currency } = settlement;
  const major = (minor: Rational) => formatRational(minorToMajor(minor, currency));
  return {
    id,
    lines: settlement.lines,
    stake: formatMoney({ minor: settlement.stakeMinor, currency }),
    return: major(settlement.return),
    payout: formatMoney({ minor: settlement.payoutMinor, currency }),
    maxReturn: major(settlement.maxReturn),
    state: settlement.state,
    currency,
    adjustments: adjustmentsOf(settlement).map(({ kind, amount }) => ({
      kind,
      amount: major(amount),
    })),
    ...promotionsOf(settlement, slip, major),
    ...(details === null ? {} : { lineDetails: linesOf(details, major) }),
  };
}

function promotionsOf(settlement: Settlement, slip: Slip, major: (minor: Rational) => string) {
  const { currency, topUpMinor } = settlement;
  return {
    ...(slip.freeBet === undefined ? {} : { tokenReissued: major(settlement.tokenReissued) }),
    ...(topUpMinor === 0n ? {} : { topUp: formatMoney({ minor: topUpMinor, currency }) }),
  };
}

function linesOf({ lines }: Explanation, major: (minor: Rational) => string): TextLine[] {
  return lines.map((line) => ({
    legs: line.legs,
    part: line.part,
    stake: major(line.stake),
    multiplier: formatRational(line.multiplier),
    return: major(line.return),
  }));
}

function parseJson(text: string): unknown {
  if (text.length > MAX_SLIP_TEXT) {
    throw new KernelError('TEXT_TOO_LONG', `a slip has at most ${MAX_SLIP_TEXT} characters`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new KernelError('JSON_INVALID', 'the line is not JSON');
  }
}

/** The id of a line that may be anything, so that its refusal can be told apart. */
function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return null;
  const id: unknown = Reflect.get(value, 'id');
  return isId(id) ? id : null;
}

function refusal(id: string | number | null, { code, message, path }: KernelError): TextRefusal {
  return { id, error: { code, message, path } };
}
