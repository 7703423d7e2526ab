import type { Slip } from '../bet-calculator/slip.ts';
import { formatMoney, minorToMajor } from '../money.ts';
import { currencyDecimals } from '../money-currencies.ts';
import { formatOdds } from '../odds-format.ts';
import { formatRational, type Rational, reduce, toDecimalText } from '../rational.ts';
import type { Explanation } from '../settlement/explain.ts';
import { type Align, columns, columnsWithin } from './columns.ts';

/** Lines that a table shows before it says how many more there are. */
export const SHOWN_LINES = 64;
/** Characters that a terminal is taken to be wide; reasons are broken to fit. */
const TERMINAL_WIDTH = 80;

const ADJUSTMENT_NAMES = {
  'free-bet-stake': 'free-bet stake not returned',
  'best-odds': 'best odds guaranteed',
  bonus: 'bonus',
  'payout-cap': 'payout cap',
  rounding: 'rounding',
} as const;

/**
 * An explained settlement as text for a terminal: legs with reasons, lines, and the way to the
 * payout.
 */
export function explanationTable(slip: Slip, explanation: Explanation): string {
  return [
    legsTable(slip, explanation),
    linesTable(slip, explanation),
    totalsTable(slip, explanation),
  ].join('\n\n');
}

function legsTable(slip: Slip, { legs }: Explanation): string {
  const rows = legs.flatMap((leg) =>
    leg.parts.map((part) => [
      `${leg.index + 1}`,
      priceText(slip, leg.index),
      leg.result,
      part.part,
      `x${numberText(part.multiplier)}`,
      part.reasons.join('; '),
    ]),
  );
  const aligned: Align[] = ['right', 'right', 'left', 'left', 'right', 'left'];
  const headings = ['leg', 'price', 'result', 'part', 'pays', 'why'];
  return columnsWithin([headings, ...rows], aligned, TERMINAL_WIDTH);
}

function linesTable(slip: Slip, { lines }: Explanation): string {
  const { currency } = slip.stake;
  const rows = lines
    .slice(0, SHOWN_LINES)
    .map((line) => [
      legsText(line.legs),
      line.part,
      amountText(line.stake, currency),
      `x${numberText(line.multiplier)}`,
      amountText(line.return, currency),
    ]);
  const table = columns(
    [['legs', 'part', 'stake', 'pays', 'return'], ...rows],
    ['left', 'left', 'right', 'right', 'right'],
  );
  const hidden = lines.length - rows.length;
  return hidden > 0 ? `${table}\n... and ${hidden} more lines` : table;
}

function totalsTable(slip: Slip, { settlement, adjustments }: Explanation): string {
  const { currency } = slip.stake;
  const exact = (minor: Rational) => amountText(minor, currency);
  const rows = [
    ['state', settlement.state],
    ['stake', `${formatMoney({ minor: settlement.stakeMinor, currency })} ${currency}`],
    [linesText(settlement.lines), exact(settlement.lineReturns)],
    ...adjustments.map(({ kind, amount }) => [ADJUSTMENT_NAMES[kind], exact(amount)]),
    ['payout', `${formatMoney({ minor: settlement.payoutMinor, currency })} ${currency}`],
  ];
  if (settlement.state === 'OPEN') rows.push(['most it can return', exact(settlement.maxReturn)]);
  if (settlement.tokenReissued.num !== 0n) {
    rows.push(['token issued again', exact(settlement.tokenReissued)]);
  }
  return columns(rows, ['left', 'left']);
}

function priceText(slip: Slip, index: number): string {
  const odds = slip.legs[index]!.odds;
  return formatOdds(odds, odds.fraction === null ? 'decimal' : 'fractional');
}

function linesText(lines: number): string {
  return lines === 1 ? '1 line returns' : `${lines} lines return`;
}

/** The legs of a line, counted from 1; a long list is written by its runs, such as `1-7 9`. */
function legsText(legs: readonly number[]): string {
  const each = legs.map((leg) => leg + 1).join(' ');
  if (each.length <= 24) return each;
  const runs: { from: number; to: number }[] = [];
  for (const leg of legs) {
    const run = runs.at(-1);
    if (run !== undefined && run.to === leg) run.to++;
    else runs.push({ from: leg + 1, to: leg + 1 });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}

/** A decimal where it ends soon, else the exact fraction, or `~` and a decimal for a long one. */
function numberText(value: Rational, fewestDecimals = 0): string {
  const places = Math.max(6, fewestDecimals);
  const decimal = toDecimalText(value, places, 'half-even');
  if (reduce({ num: value.num * 10n ** BigInt(places), den: value.den }).den === 1n) {
    const [whole, decimals = ''] = decimal.split('.');
    const kept = decimals.replace(/0+$/, '').padEnd(fewestDecimals, '0');
    return kept === '' ? `${whole}` : `${whole}.${kept}`;
  }
  const fraction = formatRational(value);
  return fraction.length <= 16 ? fraction : `~${decimal}`;
}

function amountText(minor: Rational, currency: string): string {
  return numberText(minorToMajor(minor, currency), currencyDecimals(currency));
}
