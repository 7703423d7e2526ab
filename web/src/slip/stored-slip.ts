import { signal } from '@preact/signals';
import type { Bet } from '@winnex/contracts';
import { storedSignal } from '../ui/stored-signal.ts';
import { emptySlip, type Slip, type SlipLeg } from './slip-model.ts';

/** Reads a stored slip; anything that is not one counts as none. */
export function readSlip(stored: unknown): Slip | null {
  if (typeof stored !== 'object' || stored === null || !('legs' in stored)) return null;
  if (!Array.isArray(stored.legs) || !stored.legs.every(isLeg)) return null;
  return { legs: stored.legs };
}

const texts = ['fixtureId', 'marketId', 'outcomeId', 'odds', 'stakeText'] as const;

function isLeg(value: unknown): value is SlipLeg {
  if (typeof value !== 'object' || value === null) return false;
  const leg = value as Record<string, unknown>;
  return texts.every((name) => typeof leg[name] === 'string') && 'attempt' in leg;
}

/** The slip of this browser: survives navigation and reload, and is one over all its tabs. */
export const slip = storedSignal<Slip>('slip', emptySlip, readSlip);

/** Bets accepted from this page, until dismissed. */
export const placedBets = signal<readonly Bet[]>([]);
