import type { OddsPolicy } from '@winnex/contracts';
import { marketNow } from '../live/board.ts';
import { bettablePrice, checkLeg, type LegCheck } from './leg-check.ts';
import { legName, type SlipLeg } from './slip-model.ts';
import { potentialReturn, readAmount, type Stake } from './stake.ts';

/** A leg with what the board and the stake input say about it. */
export interface LegView {
  readonly name: string;
  readonly leg: SlipLeg;
  readonly check: LegCheck;
  readonly stake: Stake;
  /** What the leg returns if it wins, at the price of now; null without stake or price. */
  readonly returnMinor: bigint | null;
}

export function viewLeg(leg: SlipLeg, policy: OddsPolicy, currency: string): LegView {
  const check = checkLeg(leg, marketNow(leg.fixtureId, leg.marketId), policy);
  const stake = readAmount(leg.stakeText, currency);
  const odds = check.kind === 'ready' || check.kind === 'moved' ? check.odds : null;
  const returnMinor =
    stake.kind === 'amount' && odds !== null ? potentialReturn(stake.minor, odds) : null;
  return { name: legName(leg), leg, check, stake, returnMinor };
}

export interface SlipTotals {
  /** Legs that would go out at a tap: a stake, a price that stands, no attempt under way. */
  readonly ready: readonly LegView[];
  readonly stakeMinor: bigint;
  readonly returnMinor: bigint;
  readonly mustAccept: readonly LegView[];
  readonly waiting: number;
  /** What keeps the slip from going out, in words; null when nothing does. */
  readonly obstacle: string | null;
}

export function totalSlip(views: readonly LegView[]): SlipTotals {
  const free = views.filter(({ leg }) => leg.attempt === null);
  const staked = free.filter(({ stake }) => stake.kind === 'amount');
  const ready = staked.filter(({ check }) => bettablePrice(check) !== null);
  const mustAccept = free.filter(({ check }) => check.kind === 'moved' && check.mustAccept);
  const stakeMinor = staked.reduce(
    (sum, { stake }) => (stake.kind === 'amount' ? sum + stake.minor : sum),
    0n,
  );
  const returnMinor = staked.reduce((sum, { returnMinor }) => sum + (returnMinor ?? 0n), 0n);
  const waiting = views.filter(({ leg }) => isWaiting(leg)).length;
  const obstacle = obstacleOf(free, staked);
  return { ready, stakeMinor, returnMinor, mustAccept, waiting, obstacle };
}

function isWaiting({ attempt }: SlipLeg): boolean {
  return attempt?.phase === 'sending' || attempt?.phase === 'checking';
}

function obstacleOf(free: readonly LegView[], staked: readonly LegView[]): string | null {
  if (free.some(({ stake }) => stake.kind === 'invalid')) return 'Correct the stake marked above.';
  if (staked.length === 0) return free.length === 0 ? null : 'Enter a stake to place a bet.';
  if (staked.some(({ check }) => check.kind === 'suspended')) {
    return 'A pick with a stake is suspended. Wait, or remove it.';
  }
  if (staked.some(({ check }) => check.kind === 'closed')) {
    return 'A pick with a stake is closed. Remove it to go on.';
  }
  if (staked.some(({ check }) => check.kind === 'loading')) return 'Waiting for a price.';
  return null;
}
