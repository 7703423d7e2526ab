import {
  atPath,
  calcLine,
  explain,
  explanationTable,
  KernelError,
  MAX_SLIP_TEXT,
  parseLeg,
  parseSlip,
} from '@winnex/kernel';
import { StartFault } from '../composition/fault.ts';
import { answerLines } from './answer-lines.ts';
import { type PriceOptions, priceCommand } from './price.ts';
import { printSchema } from './print-schema.ts';

export interface CalcOptions extends PriceOptions {
  readonly type?: string;
  readonly stake?: string;
  readonly total?: string;
  readonly leg?: readonly string[];
  readonly sizes?: string;
  readonly currency?: string;
  readonly eachWay?: true | string;
  readonly freeBet?: string;
  readonly boost?: string;
  readonly luckyBonus?: boolean;
  readonly bestOddsCap?: string;
  readonly cap?: string;
  readonly waiveFivePence?: boolean;
  readonly rounding?: string;
}

/** Fields of a slip and the options that fill them. */
const OPTION_OF: Readonly<Record<string, string>> = {
  stakePerLine: '--stake',
  stakeTotal: '--total',
  eachWayMode: '--each-way',
  freeBet: '--free-bet',
  luckyBonus: '--lucky-bonus',
  bestOddsCap: '--best-odds-cap',
  payoutCap: '--cap',
  legs: '--leg',
};

/** `winnex calc`: settles one slip as a table, or one slip a line with --ndjson. */
export async function calcCommand(options: CalcOptions): Promise<void> {
  if (options.odds !== undefined) return priceCommand(options);
  if (options.schema !== undefined) {
    return printSchema(options.schema, { slip: 'slip', result: 'slip-result' });
  }
  if (options.ndjson === true) {
    if (options.leg !== undefined) {
      throw new StartFault('OPTION_INVALID', 'With --ndjson the slips come in; leave --leg out.');
    }
    return answerLines({ answer: calcLine, maxCharacters: MAX_SLIP_TEXT });
  }
  console.log(calcTable(options));
}

/** The slip of the options, settled, as a table. Throws a `StartFault` that names the option. */
export function calcTable(options: CalcOptions): string {
  if (options.leg === undefined) {
    throw new StartFault('OPTION_MISSING', 'Name the legs: winnex calc --stake 2.00 --leg 4/1:won');
  }
  if (options.stake !== undefined && options.total !== undefined) {
    throw new StartFault('OPTION_INVALID', 'Give --stake for each line or --total, not both.');
  }
  try {
    const { slip } = parseSlip(slipOf(options));
    return explanationTable(slip, explain(slip));
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new StartFault(error.code, `${placeOf(error.path, options)}${error.message}`);
  }
}

function slipOf(options: CalcOptions): Record<string, unknown> {
  const { leg = [], sizes, eachWay, total } = options;
  const usual = leg.length === 1 ? 'single' : 'accumulator';
  const fields = {
    id: 1,
    type: options.type ?? (sizes === undefined ? usual : 'system'),
    legs: leg.map((text, index) => atPath(`legs[${index}]`, () => parseLeg(text))),
    sizes: sizes?.split(',').map(Number),
    stakePerLine: total === undefined ? (options.stake ?? '1.00') : undefined,
    stakeTotal: total,
    currency: options.currency,
    eachWay: eachWay === undefined ? undefined : true,
    eachWayMode: eachWay === true ? undefined : eachWay,
    freeBet: options.freeBet,
    boost: boostOf(options.boost),
    luckyBonus: options.luckyBonus,
    bestOddsCap: options.bestOddsCap,
    payoutCap: options.cap,
    waiveFivePence: options.waiveFivePence,
    rounding: options.rounding,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** `10` is ten percent; `3=5,6=10` are tiers by the legs that count. */
function boostOf(text: string | undefined): unknown {
  if (text?.includes('=') !== true) return text;
  return text.split(',').map((tier) => {
    const [legs = '', percent = ''] = tier.split('=');
    return { legs: Number(legs), percent };
  });
}

/** Where a refusal points to, in the words of the command line. */
function placeOf(path: string, { leg = [] }: CalcOptions): string {
  const index = /^legs\[(\d+)\]/.exec(path)?.[1];
  if (index !== undefined) return `--leg ${leg[Number(index)]}: `;
  const field = /^\w*/.exec(path)?.[0] ?? '';
  return field === '' ? '' : `${OPTION_OF[field] ?? `--${field}`}: `;
}
