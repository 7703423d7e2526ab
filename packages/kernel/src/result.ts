import { KernelError } from './error.ts';

/** The answer of a step that may refuse: a value, or the reason why there is none. */
export type Result<Value, Reason = KernelError> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Reason };

export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function failure<Reason>(error: Reason): { readonly ok: false; readonly error: Reason } {
  return { ok: false, error };
}

/** Turns a thrown `KernelError` into a value. Anything else is a bug and keeps flying. */
export function attempt<Value>(run: () => Value): Result<Value> {
  try {
    return success(run());
  } catch (error) {
    if (error instanceof KernelError) return failure(error);
    throw error;
  }
}
