import type { Leg, LegResult } from '../bet-calculator/slip.ts';
import { KernelError } from '../error.ts';
import type { Fraction } from '../rational.ts';

/** An outcome's settlement as a Unified Odds Feed `bet_settlement` states it. */
export interface FeedSettlement {
  /** 0 lost, 1 won, -1 undecided yet. */
  readonly result: -1 | 0 | 1;
  /** Share of the stake that is refunded: 0, 1/2 or 1. */
  readonly voidFactor?: 0 | 0.5 | 1;
  /** Share of the stake that stands, such as `0.5` or `0.3333`. */
  readonly deadHeatFactor?: string;
}

/**
 * The part of a leg that follows from `result` x `void_factor` x `dead_heat_factor`. Source:
 * Sportradar Unified Odds Feed documentation, bet settlement.
 */
export function legResultFromFeed(feed: FeedSettlement): Pick<Leg, 'result' | 'deadHeatFactor'> {
  const result = feedResult(feed);
  if (feed.deadHeatFactor === undefined) return { result };
  if (result !== 'won') {
    throw new KernelError('DEAD_HEAT_INVALID', 'only a won outcome is in a dead heat');
  }
  return { result, deadHeatFactor: parseShare(feed.deadHeatFactor) };
}

function feedResult({ result, voidFactor = 0 }: FeedSettlement): LegResult {
  if (result === -1) return 'open';
  if (voidFactor === 1) return 'void';
  if (voidFactor === 0.5) return result === 1 ? 'half-won' : 'half-lost';
  return result === 1 ? 'won' : 'lost';
}

/** Feeds cut 1/3 to 0.33; the share is taken as it is written. */
function parseShare(text: string): Fraction {
  const match = /^(0|1)(?:\.(\d{1,6}))?$/.exec(text);
  const decimals = match?.[2] ?? '';
  const den = 10 ** decimals.length;
  const num = Number(`${match?.[1]}${decimals}`);
  if (match === null || num === 0 || num > den) {
    throw new KernelError('DEAD_HEAT_INVALID', 'a dead-heat factor is above 0 and at most 1');
  }
  return { num, den };
}
