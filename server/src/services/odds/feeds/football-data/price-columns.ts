import { FeedInputFault } from '../recorded/feed-input-fault.ts';

export type PricedType = '1x2' | 'totals' | 'asian-handicap';

/** Where one market's prices stand in a file. */
export interface PriceColumns {
  /** Whose prices: a bookmaker's code, or `BbAv`, `Avg`, `AvgC` for the market average. */
  readonly source: string;
  readonly type: PricedType;
  /** In the order of the market's outcomes. */
  readonly odds: readonly string[];
  /** Column of the handicap line of the home side. */
  readonly line: string | null;
}

/** The first that a row fills decides, so a bookmaker comes before the market average. */
export interface PriceChoice {
  readonly bookmaker: string;
  readonly closingBookmaker: string | null;
  readonly opening: readonly PriceColumns[];
  readonly closing: readonly PriceColumns[];
}

export interface BookmakerChoice {
  readonly bookmaker: string;
  readonly closingBookmaker?: string;
}

/** Pinnacle is `PS` in 1X2 columns and `P` in all others. */
const SHORT_CODES: Readonly<Record<string, string>> = { PS: 'P' };
const DEFAULT_CLOSING = 'PS';

/**
 * Finds the columns of the chosen bookmaker in a file's header, and of the market average behind
 * it: `BbAv` (Betbrain, to 2018-19) or `Avg` (since). Closing prices carry a C behind the code.
 * Without a choice they are the bookmaker's own, or Pinnacle's where only those are in the file.
 */
export function choosePrices(
  columns: readonly string[],
  choice: BookmakerChoice,
  file: string,
): PriceChoice {
  const has = new Set(columns);
  const opening = bookmakersIn(has);
  const closing = opening.filter((code) => has.has(`${code}CH`));
  const { bookmaker } = choice;
  if (!opening.includes(bookmaker)) throw absent(file, `prices of ${bookmaker}`, opening);
  if (choice.closingBookmaker !== undefined && !closing.includes(choice.closingBookmaker)) {
    throw absent(file, `closing prices of ${choice.closingBookmaker}`, closing);
  }
  const closingBookmaker =
    choice.closingBookmaker ??
    [bookmaker, DEFAULT_CLOSING].find((code) => closing.includes(code)) ??
    null;
  const whole = (candidates: readonly PriceColumns[]): readonly PriceColumns[] =>
    candidates.filter(
      ({ odds, line }) => odds.every((c) => has.has(c)) && (!line || has.has(line)),
    );
  return {
    bookmaker,
    closingBookmaker,
    opening: whole([
      ...columnsOf(bookmaker, ''),
      ...columnsOf('BbAv', ''),
      ...columnsOf('Avg', ''),
    ]),
    closing: whole([
      ...(closingBookmaker === null ? [] : columnsOf(closingBookmaker, 'C')),
      ...columnsOf('Avg', 'C'),
    ]),
  };
}

/** Codes with home, draw and away columns, without averages, maxima and closing prices. */
export function bookmakersIn(columns: ReadonlySet<string>): readonly string[] {
  const codes = [...columns]
    .filter((column) => column.length > 1 && column.endsWith('H'))
    .map((column) => column.slice(0, -1))
    .filter((code) => columns.has(`${code}D`) && columns.has(`${code}A`))
    .filter((code) => !/^(Bb|Max|Avg)/.test(code));
  return codes.filter((code) => !(code.endsWith('C') && codes.includes(code.slice(0, -1))));
}

function columnsOf(code: string, when: '' | 'C'): PriceColumns[] {
  const source = code + when;
  const short = (SHORT_CODES[code] ?? code) + when;
  const handicap = [`${short}AHH`, `${short}AHA`];
  const lines = [when === 'C' ? 'AHCh' : 'AHh', `${code}AH`, ...(code === 'BbAv' ? ['BbAHh'] : [])];
  return [
    { source, type: '1x2', odds: ['H', 'D', 'A'].map((side) => source + side), line: null },
    { source, type: 'totals', odds: [`${short}>2.5`, `${short}<2.5`], line: null },
    ...lines.map(
      (line): PriceColumns => ({ source, type: 'asian-handicap', odds: handicap, line }),
    ),
  ];
}

function absent(file: string, what: string, codes: readonly string[]): FeedInputFault {
  const choice = codes.length > 0 ? `Choose one of ${codes.join(', ')}.` : 'It has none at all.';
  return new FeedInputFault(`${file} has no ${what}. ${choice}`);
}
