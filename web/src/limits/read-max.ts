import type { LimitPath } from '@winnex/contracts';
import { readAmount, type Stake } from '../slip/stake.ts';

const MINUTES = /^(\d{1,6})(?:m|min|minutes?)?$/;
const CLOCK = /^(\d{1,4}):([0-5]\d)$/;
const HOURS = /^(\d{1,4})(?:h|hours?)(?:(\d{1,2})(?:m|min|minutes?)?)?$/;

/**
 * Reads a limit as people type it: an amount of money, or a time such as `90`, `1:30` or `1 h 30`.
 * Zero is a limit too: it allows nothing.
 */
export function readMax(kind: LimitPath['kind'], text: string, currency: string): Stake {
  if (kind === 'session') return readMinutes(text);
  if (/^\s*0+(?:[.,]0*)?\s*$/.test(text)) return { kind: 'amount', minor: 0n };
  const read = readAmount(text, currency);
  const isLong = read.kind === 'amount' && String(read.minor).length > 18;
  return isLong ? { kind: 'invalid', message: 'That is more than a limit can be.' } : read;
}

function readMinutes(text: string): Stake {
  const plain = text.replace(/\s/g, '').toLowerCase();
  if (plain === '') return { kind: 'empty' };
  const minutes = MINUTES.exec(plain);
  if (minutes?.[1] !== undefined) return { kind: 'amount', minor: BigInt(minutes[1]) };
  const [, hours, rest] = CLOCK.exec(plain) ?? HOURS.exec(plain) ?? [];
  if (hours === undefined) {
    return { kind: 'invalid', message: 'Enter minutes such as 90, or hours such as 1:30.' };
  }
  return { kind: 'amount', minor: BigInt(hours) * 60n + BigInt(rest ?? 0) };
}
