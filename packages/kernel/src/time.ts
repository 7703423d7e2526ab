import { KernelError } from './error.ts';

/**
 * A moment: whole milliseconds since 1970-01-01T00:00:00Z. The kernel never asks a clock for it.
 */
export type InstantMs = number;

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/;

/** Reads an ISO 8601 moment with its zone; a text without a zone is refused, not guessed. */
export function parseInstant(text: string): InstantMs {
  const match = text.length <= 40 ? ISO.exec(text) : null;
  const instant = match === null ? Number.NaN : Date.parse(text);
  const day = Number(match?.[3]);
  if (match === null || !Number.isFinite(instant) || day > daysInMonth(match)) {
    throw new KernelError('TIME_INVALID', 'a moment looks like "2026-11-22T16:05:00Z"');
  }
  return instant;
}

/** `2026-11-22T16:05:00.000Z` */
export function formatInstant(instant: InstantMs): string {
  if (!Number.isSafeInteger(instant) || Math.abs(instant) > 8.64e15) {
    throw new KernelError('TIME_INVALID', `${instant} is not a moment`);
  }
  return new Date(instant).toISOString();
}

/** `Date.parse` takes 30 February for 1 March; a price cut-off must not move. */
function daysInMonth(match: RegExpExecArray): number {
  return new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).getUTCDate();
}
