import { formatOdds, KernelError, MAX_ODDS_SCALED, oddsFromScaled } from '@winnex/kernel';
import { StartFault } from '../composition/fault.ts';
import { answerLines } from './answer-lines.ts';
import { MAX_MARKET_TEXT, type PricedOutcome, priceLine, priceMarketText } from './price-line.ts';
import { printSchema } from './print-schema.ts';
import { textTable } from './table.ts';

export interface PriceOptions {
  readonly odds?: string;
  readonly method?: string;
  readonly winners?: string;
  readonly ndjson?: boolean;
  readonly schema?: true | string;
}

/** `winnex price`: margin-free probabilities of a market, as a table or one market a line. */
export async function priceCommand(options: PriceOptions): Promise<void> {
  if (options.schema !== undefined) {
    return printSchema(options.schema, { market: 'price-market', result: 'price-result' });
  }
  if (options.ndjson === true) {
    if (options.odds !== undefined) {
      throw new StartFault(
        'OPTION_INVALID',
        'With --ndjson the markets come in; leave --odds out.',
      );
    }
    return answerLines({ answer: priceLine, maxCharacters: MAX_MARKET_TEXT });
  }
  console.log(priceTable(options));
}

/** The market of the options without its margin, as a table. Throws a `StartFault`. */
export function priceTable({ odds, method, winners }: PriceOptions): string {
  if (odds === undefined) {
    throw new StartFault(
      'OPTION_MISSING',
      'Name the odds: winnex price --odds 2.6,2.4,4.3 --method shin',
    );
  }
  const texts = odds.split(',');
  try {
    const count = winners === undefined ? undefined : Number(winners);
    const { market, outcomes } = priceMarketText({ odds: texts, method, winners: count });
    const table = textTable(['odds', 'quoted', 'fair', 'fair odds'], outcomes.map(rowOf));
    return `${table}\n\nmethod ${market.method}, overround ${percent(market.overround)}`;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new StartFault(error.code, `${placeOf(error.path, texts)}${error.message}`);
  }
}

function rowOf({ odds, quoted, fair }: PricedOutcome): string[] {
  const scaled = Math.round(10_000 / fair);
  const priced = scaled > 10_000 && scaled <= MAX_ODDS_SCALED;
  const fairOdds = priced ? formatOdds(oddsFromScaled(scaled), 'decimal') : '-';
  return [odds, percent(quoted), percent(fair), fairOdds];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}

/** Where a refusal points to, in the words of the command line. */
function placeOf(path: string, odds: readonly string[]): string {
  const index = /^odds\[(\d+)\]/.exec(path)?.[1];
  if (index !== undefined) return `--odds ${odds[Number(index)]}: `;
  return path === 'method' || path === 'winners' ? `--${path}: ` : '';
}
