import { createInterface } from 'node:readline';
import {
  calcLine,
  explain,
  explanationTable,
  KernelError,
  parseLeg,
  parseSlip,
} from '@winnex/kernel';
import { StartFault } from '../composition/fault.ts';
import { answerLines } from './answer-lines.ts';
import { type PriceOptions, priceCommand } from './price.ts';

export interface CalcOptions extends PriceOptions {
  readonly type?: string;
  readonly stake?: string;
  readonly total?: string;
  readonly leg: readonly string[];
  readonly sizes?: string;
  readonly currency?: string;
  readonly eachWay?: boolean | string;
  readonly freeBet?: string;
  readonly boost?: string;
  readonly luckyBonus?: boolean;
  readonly cap?: string;
  readonly rounding?: string;
}

/** `winnex calc`: settles one slip as a table, or one slip a line with --ndjson. */
export async function calcCommand(options: CalcOptions): Promise<void> {
  if (options.odds !== undefined) return priceCommand(options);
  if (options.ndjson === true)
    return answerLines(createInterface({ input: process.stdin }), calcLine);
  if (options.leg.length === 0) {
    throw new StartFault('OPTION_MISSING', 'Name the legs: winnex calc --stake 2.00 --leg 4/1:won');
  }
  try {
    const { slip } = parseSlip(slipOf(options));
    console.log(explanationTable(slip, explain(slip)));
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const where = error.path === '' ? '' : ` (${error.path})`;
    throw new StartFault(error.code, `${error.message}${where}`);
  }
}

function slipOf(options: CalcOptions): Record<string, unknown> {
  const { stake, total, sizes, currency, eachWay, freeBet, boost, luckyBonus, cap, rounding } =
    options;
  const optional = {
    currency,
    freeBet,
    boost,
    luckyBonus,
    payoutCap: cap,
    rounding,
    stakeTotal: total,
    stakePerLine: total === undefined ? (stake ?? '1.00') : stake,
    sizes: sizes?.split(',').map(Number),
    eachWay: eachWay === undefined ? undefined : true,
    eachWayMode: typeof eachWay === 'string' ? eachWay : undefined,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    id: 1,
    type: options.type ?? (options.leg.length === 1 ? 'single' : 'accumulator'),
    legs: options.leg.map(parseLeg),
    ...Object.fromEntries(given),
  };
}
