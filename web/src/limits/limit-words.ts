import type { LimitEntry, LimitPath } from '@winnex/contracts';
import { moneyText } from '../ui/money-text.ts';

type Kind = LimitPath['kind'];
type Period = LimitPath['period'];

interface KindWords {
  readonly title: string;
  readonly meaning: string;
  /** What the limit caps, within a sentence. */
  readonly subject: string;
}

/** In the order in which they are shown. */
export const kindWords: Readonly<Record<Kind, KindWords>> = {
  deposit: {
    title: 'Deposits',
    meaning: 'How much you pay in.',
    subject: 'deposits',
  },
  loss: {
    title: 'Losses',
    meaning: 'Stakes less what comes back. Stakes of open bets count in full.',
    subject: 'losses',
  },
  stake: {
    title: 'Stakes',
    meaning: 'How much you bet, whatever becomes of the bets.',
    subject: 'stakes',
  },
  session: {
    title: 'Time',
    meaning: 'How long you are signed in. After it you can look, but not bet or deposit.',
    subject: 'time signed in',
  },
};

export const periodWords: Readonly<Record<Period, string>> = {
  bet: 'on one bet',
  day: 'in 24 hours',
  week: 'in 7 days',
  month: 'in a month',
};

/** `€50.00` or, for time, `1 h 30 min`. */
export function maxText(kind: Kind, max: bigint | string, currency: string): string {
  return kind === 'session' ? minutesText(BigInt(max)) : moneyText(max, currency);
}

function minutesText(minutes: bigint): string {
  const hours = minutes / 60n;
  const rest = minutes % 60n;
  if (hours === 0n) return `${rest} min`;
  return rest === 0n ? `${hours} h` : `${hours} h ${rest} min`;
}

/** The customer's own limit, which may be above one of the operator's; null where he has none. */
export function ownMax(entry: LimitEntry | undefined): bigint | null {
  const own = entry?.source === 'customer' ? entry.max : entry?.ownMax;
  return own === undefined ? null : BigInt(own);
}

/** What setting a limit does to the customer's own: in force at once, or only a wish. */
export type LimitChange = 'now' | 'wait' | 'same';

export function changeOf(own: bigint | null, next: bigint): LimitChange {
  if (own === null || next < own) return 'now';
  return next > own ? 'wait' : 'same';
}

/** The same in words, before it is asked for. */
export function changeWords(
  change: LimitChange,
  own: bigint | null,
  text: (max: bigint) => string,
): string {
  if (change === 'now') return 'Takes effect now.';
  if (change === 'same' || own === null) return 'This is your limit already.';
  return `Higher than now, so ${text(own)} stays in force. ${waitWords('the higher limit')}`;
}

/** How a wish becomes true, and how it comes to nothing. */
export function waitWords(wish: string): string {
  return `You can confirm ${wish} from 24 hours after you ask, for 7 days; then the wish lapses.`;
}

/** What happens to a wish from now on. Null when it has lapsed. */
export function wishStage(
  pending: NonNullable<LimitEntry['pending']>,
  nowMs: number,
): 'waiting' | 'ready' | null {
  if (nowMs >= Date.parse(pending.confirmUntil)) return null;
  return nowMs < Date.parse(pending.confirmFrom) ? 'waiting' : 'ready';
}

/** Of the deposit limits with a known remainder, the one that leaves least; null without any. */
export function depositRoom(entries: readonly LimitEntry[]): LimitEntry | null {
  let least: LimitEntry | null = null;
  for (const entry of entries) {
    if (entry.kind !== 'deposit' || entry.remaining === undefined) continue;
    if (least === null || BigInt(entry.remaining) < BigInt(least.remaining ?? 0)) least = entry;
  }
  return least;
}
