import { LEG_RESULTS, type LegResult } from '../bet-calculator/slip.ts';
import { KernelError } from '../error.ts';
import type { TextLeg } from './text-slip.ts';

/** How a leg is written on a command line; see `parseLeg`. */
export const LEG_NOTATION =
  'PRICE[:RESULT][:r4=25,5][:dh=POSITION/TIED][:places=COUNT@FRACTION][:banker][:fixture=ID]' +
  '[:parent=ID][:market=ID][:outcome=ID][:sp=PRICE][:bog]';

const RESULTS: ReadonlySet<string> = new Set(LEG_RESULTS);

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Reads a leg in one word, such as `4/1:won`, `10/1:placed:places=4@1/4` or `5.0:won:r4=25:banker`,
 * into the leg of a text slip. A leg without a result is open. Says what is wrong with the
 * notation; prices and numbers are judged by `parseSlip`.
 */
export function parseLeg(text: string): TextLeg {
  const [odds = '', ...suffixes] = text.split(':');
  if (odds === '') throw notation('a leg begins with its price');
  const leg: Writable<TextLeg> = { odds, result: 'open' };
  const seen = new Set<string>();
  for (const suffix of suffixes) {
    const cut = suffix.indexOf('=');
    const isResult = RESULTS.has(suffix);
    const name = isResult ? 'a result' : cut < 0 ? suffix : suffix.slice(0, cut);
    if (seen.has(name)) throw notation(`${isResult ? name : `"${name}"`} is given twice`);
    seen.add(name);
    if (isResult) leg.result = suffix as LegResult;
    else apply(leg, suffix, name, cut < 0 ? null : suffix.slice(cut + 1));
  }
  return leg;
}

function apply(leg: Writable<TextLeg>, suffix: string, name: string, value: string | null): void {
  switch (name) {
    case 'banker':
      leg.banker = flag(name, value);
      return;
    case 'bog':
      leg.bestOddsGuaranteed = flag(name, value);
      return;
    case 'r4':
      leg.rule4 = given(name, value).split(',');
      return;
    case 'dh':
      leg.deadHeat = deadHeat(given(name, value));
      return;
    case 'places':
      leg.places = places(given(name, value));
      return;
    case 'sp':
      leg.startingPrice = given(name, value);
      return;
    case 'fixture':
    case 'market':
    case 'outcome':
      leg[name] = given(name, value);
      return;
    case 'parent':
      leg.parentFixture = given(name, value);
      return;
    default:
      throw notation(`"${suffix.slice(0, 40)}" is not known; a leg is ${LEG_NOTATION}`);
  }
}

function flag(name: string, value: string | null): true {
  if (value !== null) throw notation(`"${name}" takes no value`);
  return true;
}

function given(name: string, value: string | null): string {
  if (value === null || value === '') throw notation(`"${name}" needs a value, as in ${name}=...`);
  return value;
}

function deadHeat(value: string) {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(value);
  if (match === null) throw notation('a dead heat is written dh=POSITION/TIED, such as dh=1/2');
  return { position: Number(match[1]), tied: Number(match[2]) };
}

function places(value: string) {
  const match = /^(\d{1,4})@(\d{1,2}\/\d{1,2})$/.exec(value);
  if (match === null) throw notation('places are written places=COUNT@FRACTION, such as 4@1/4');
  return { count: Number(match[1]), fraction: match[2] ?? '' };
}

function notation(message: string): KernelError {
  return new KernelError('FIELD_INVALID', message);
}
