import type { Bet, PlaceBetRequest, Rejection } from '@winnex/contracts';

/**
 * One attempt to place a bet. It is stored before it is sent and until its answer is known, so that
 * neither a reload nor a lost connection can turn one intent into two bets.
 */
export interface Attempt {
  readonly key: string;
  readonly userId: string;
  readonly request: PlaceBetRequest;
  readonly sentAtMs: number;
  readonly phase: AttemptPhase;
}

/**
 * `sending`: the request is on its way. `checking`: no answer came, and the server is being asked.
 * `unreachable`: it could not be asked. `not-recorded`: it has no such bet; send again or drop it.
 */
export type AttemptPhase = 'sending' | 'checking' | 'unreachable' | 'not-recorded';

export interface SlipLeg {
  readonly fixtureId: string;
  readonly fixtureName: string;
  readonly marketId: string;
  readonly marketName: string;
  readonly outcomeId: string;
  readonly outcomeName: string;
  /** The price that the customer saw last and did not object to. */
  readonly odds: string;
  readonly marketVersion: number;
  readonly stakeText: string;
  readonly attempt: Attempt | null;
  readonly rejection: Rejection | null;
  /** What the page itself has to say, such as a refused request. */
  readonly notice: string | null;
}

export interface Slip {
  readonly legs: readonly SlipLeg[];
}

export type Pick = Omit<SlipLeg, 'stakeText' | 'attempt' | 'rejection' | 'notice'>;

export const emptySlip: Slip = { legs: [] };
export const MAX_LEGS = 20;

export const legName = (leg: Pick | SlipLeg) => `${leg.marketId} ${leg.outcomeId}`;

export function hasPick(slip: Slip, marketId: string, outcomeId: string): boolean {
  return slip.legs.some((leg) => leg.marketId === marketId && leg.outcomeId === outcomeId);
}

/** Adds the pick, or takes it off again; one that is being placed stays. */
export function togglePick(slip: Slip, pick: Pick): Slip {
  if (hasPick(slip, pick.marketId, pick.outcomeId)) return removeLeg(slip, legName(pick));
  if (slip.legs.length >= MAX_LEGS) return slip;
  const leg = { ...pick, stakeText: '', attempt: null, rejection: null, notice: null };
  return { legs: [...slip.legs, leg] };
}

/** An attempt whose outcome is open cannot be taken off: the bet may stand. */
export function canRemove(leg: SlipLeg): boolean {
  return leg.attempt === null || leg.attempt.phase === 'not-recorded';
}

export function removeLeg(slip: Slip, name: string): Slip {
  return { legs: slip.legs.filter((leg) => legName(leg) !== name || !canRemove(leg)) };
}

export function clearLegs(slip: Slip): Slip {
  return { legs: slip.legs.filter((leg) => !canRemove(leg)) };
}

export function setStake(slip: Slip, name: string, stakeText: string): Slip {
  return changeLeg(slip, name, (leg) =>
    leg.attempt === null ? { ...leg, stakeText, rejection: null, notice: null } : leg,
  );
}

/** The customer takes the price as it is now. */
export function acceptPrice(slip: Slip, name: string, odds: string, version: number): Slip {
  return changeLeg(slip, name, (leg) =>
    leg.attempt === null
      ? { ...leg, odds, marketVersion: version, rejection: null, notice: null }
      : leg,
  );
}

export function beginAttempt(slip: Slip, name: string, attempt: Attempt): Slip {
  return changeLeg(slip, name, (leg) => ({ ...leg, attempt, rejection: null, notice: null }));
}

export function setPhase(slip: Slip, key: string, phase: AttemptPhase): Slip {
  return changeAttempt(slip, key, (leg, attempt) => ({ ...leg, attempt: { ...attempt, phase } }));
}

/** The server's answer: an accepted bet leaves the slip, a rejected one stays with its reason. */
export function takeAnswer(slip: Slip, key: string, bet: Bet): Slip {
  if (bet.status === 'REJECTED') {
    const rejection = bet.rejection ?? { code: 'DECLINED', message: 'The bet was not accepted.' };
    return changeAttempt(slip, key, (leg) => ({ ...leg, attempt: null, rejection }));
  }
  return { legs: slip.legs.filter((leg) => leg.attempt?.key !== key) };
}

/** The request was refused before it became a bet: the leg is free again. */
export function dropAttempt(slip: Slip, key: string, notice: string | null): Slip {
  return changeAttempt(slip, key, (leg) => ({ ...leg, attempt: null, notice }));
}

function changeAttempt(
  slip: Slip,
  key: string,
  change: (leg: SlipLeg, attempt: Attempt) => SlipLeg,
): Slip {
  const legs = slip.legs.map((leg) => (leg.attempt?.key === key ? change(leg, leg.attempt) : leg));
  return { legs };
}

function changeLeg(slip: Slip, name: string, change: (leg: SlipLeg) => SlipLeg): Slip {
  return { legs: slip.legs.map((leg) => (legName(leg) === name ? change(leg) : leg)) };
}
