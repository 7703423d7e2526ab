/**
 * Every reason for which the kernel refuses an input. Codes are stable; messages may be reworded.
 */
export type KernelErrorCode =
  | 'BANKER_INVALID'
  | 'BONUS_INVALID'
  | 'BUILDER_INVALID'
  | 'CASH_OUT_INVALID'
  | 'CURRENCY_MIXED'
  | 'CURRENCY_UNKNOWN'
  | 'DEAD_HEAT_INVALID'
  | 'DIVIDEND_INVALID'
  | 'FIELD_INVALID'
  | 'FIELD_MISSING'
  | 'FIELD_UNKNOWN'
  | 'HANDICAP_INVALID'
  | 'JSON_INVALID'
  | 'LEGS_EMPTY'
  | 'LEGS_TOO_MANY'
  | 'LEG_COUNT_INVALID'
  | 'LINES_TOO_MANY'
  | 'MARGIN_INVALID'
  | 'MARKET_INVALID'
  | 'MONEY_INVALID'
  | 'MONEY_TOO_PRECISE'
  | 'NUMBER_INVALID'
  | 'ODDS_INVALID'
  | 'ODDS_TOO_HIGH'
  | 'ODDS_TOO_LOW'
  | 'ODDS_TOO_PRECISE'
  | 'PLACES_INVALID'
  | 'PROBABILITY_INVALID'
  | 'RELATED_LEGS'
  | 'RESULT_INVALID'
  | 'RULE4_INVALID'
  | 'SCORE_INVALID'
  | 'SIZE_INVALID'
  | 'STAKE_INVALID'
  | 'TEXT_TOO_LONG'
  | 'TIME_INVALID'
  | 'TYPE_INVALID';

/**
 * A refused input: what is wrong, said by a stable `code`, in words, and where in the input it
 * stands (`legs[2].odds`; empty when the input as a whole is at fault).
 */
export class KernelError extends Error {
  override readonly name = 'KernelError';
  readonly code: KernelErrorCode;
  readonly path: string;

  constructor(code: KernelErrorCode, message: string, path = '') {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** Runs `read` and puts `path` in front of the path of any `KernelError` that it throws. */
export function atPath<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new KernelError(error.code, error.message, joinPath(path, error.path));
  }
}

function joinPath(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner;
  return inner.startsWith('[') ? outer + inner : `${outer}.${inner}`;
}
