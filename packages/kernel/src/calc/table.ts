import type { Slip } from '../bet-calculator/slip.ts';
import { formatMoney, minorToMajor } from '../money.ts';
import { formatOdds } from '../odds-format.ts';
import { formatRational, type Rational, reduce, toDecimalText } from '../rational.ts';
import type { Explanation } from '../settlement/explain.ts';

/** Lines that a table shows before it says how many more there are. */
export const SHOWN_LINES = 64;

const ADJUSTMENT_NAMES = {
  'free-bet-stake': 'free-bet stake not returned',
  'best-odds': 'best odds guaranteed',
  bonus: 'bonus',
  'payout-cap': 'payout cap',
  rounding: 'rounding',
} as const;

type Align = 'left' | 'right';

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
  return columns([['leg', 'price', 'result', 'part', 'pays', 'why'], ...rows], aligned);
}

function linesTable(slip: Slip, { lines }: Explanation): string {
  const { currency } = slip.stake;
  const rows = lines
    .slice(0, SHOWN_LINES)
    .map((line) => [
      line.legs.map((leg) => leg + 1).join(' '),
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
    [`${settlement.lines} lines return`, exact(settlement.lineReturns)],
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

/** A decimal where it ends soon, otherwise the exact fraction. */
function numberText(value: Rational): string {
  const scaled = reduce({ num: value.num * 1_000_000n, den: value.den });
  if (scaled.den !== 1n) return formatRational(value);
  return toDecimalText(value, 6, 'down').replace(/\.?0+$/, '');
}

function amountText(minor: Rational, currency: string): string {
  return numberText(minorToMajor(minor, currency));
}

function columns(rows: readonly (readonly string[])[], aligned: readonly Align[]): string {
  const widths = aligned.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, aligned[column] ?? 'left'))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(cell: string, width: number, align: Align): string {
  return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
}
