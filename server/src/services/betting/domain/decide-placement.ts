import type { BetRequest, Leg, OddsPolicy, Rejection } from './bet.ts';
import type { BetAccepted, BetRejected } from './bet-event.ts';
import { maxReturnMinor } from './bet-return.ts';
import type { MarketGate } from './market-gate.ts';
import { type StakeLimits, stakeCeiling } from './stake-limits.ts';

/** A request to place a bet, parsed and authenticated, not yet judged. */
export interface PlaceBet {
  readonly request: BetRequest;
  readonly legs: readonly RequestedLeg[];
}

export interface RequestedLeg {
  readonly marketId: string;
  readonly outcomeId: string;
  /** The odds the customer saw, x 10,000. */
  readonly odds: number;
}

/** All that the decision may look at. Time arrives here; nothing is read elsewhere. */
export interface PlacementContext {
  readonly atMs: number;
  readonly standing: 'active' | 'self-excluded' | 'closed' | null;
  readonly accountCurrency: string;
  readonly balanceMinor: bigint;
  readonly gates: ReadonlyMap<string, MarketGate>;
  /** Null: no bets are taken in that currency. */
  readonly limits: StakeLimits | null;
  readonly rulesVersion: string;
}

/**
 * Accepts or rejects a bet. The gates stand in this order, and the first that closes gives the
 * reason: account, currency, market and outcome, market state, price, stake, funds.
 */
export function decidePlacement(
  command: PlaceBet,
  context: PlacementContext,
): BetAccepted | BetRejected {
  const { request } = command;
  const legs = command.legs.flatMap((leg) => {
    const found = acceptedLeg(leg, context.gates);
    return found === null ? [] : [found];
  });
  const rejection =
    judgeAccount(command, context) ??
    judgeLegs(command, context) ??
    judgeStake(command, legs, context);
  const common = { request, legs, rulesVersion: context.rulesVersion, atMs: context.atMs };
  if (rejection !== null) return { type: 'bet-rejected', ...common, rejection };
  return {
    type: 'bet-accepted',
    ...common,
    potentialReturnMinor: maxReturnMinor(request, legs),
  };
}

function judgeAccount(command: PlaceBet, context: PlacementContext): Rejection | null {
  if (context.standing !== 'active') {
    return {
      code: 'ACCOUNT_BLOCKED',
      message:
        context.standing === 'self-excluded'
          ? 'You have excluded yourself from betting.'
          : 'This account may not bet.',
    };
  }
  if (command.request.currency !== context.accountCurrency || context.limits === null) {
    return {
      code: 'CURRENCY_MISMATCH',
      message: `Bets on this account are in ${context.accountCurrency}.`,
    };
  }
  return null;
}

function judgeLegs(command: PlaceBet, context: PlacementContext): Rejection | null {
  for (const [index, leg] of command.legs.entries()) {
    const rejection = judgeLeg(leg, command.request.oddsPolicy, context);
    if (rejection !== null) return { ...rejection, leg: index };
  }
  return null;
}

/** Whether one pick can be backed now; the rejection carries what it would need to be sent anew. */
export function judgeLeg(
  leg: RequestedLeg,
  policy: OddsPolicy,
  context: Pick<PlacementContext, 'atMs' | 'gates'>,
): Rejection | null {
  const gate = context.gates.get(leg.marketId);
  if (gate === undefined) {
    return { code: 'UNKNOWN_MARKET', message: 'That market is not on offer.' };
  }
  const outcome = gate.outcomes.find((candidate) => candidate.id === leg.outcomeId);
  const now = {
    odds: outcome?.active === true ? outcome.odds : null,
    marketVersion: gate.version,
    marketStatus: gate.status,
  };
  if (outcome === undefined) {
    return { code: 'UNKNOWN_OUTCOME', message: 'That market has no such outcome.', ...now };
  }
  if (gate.status === 'settled' || gate.status === 'cancelled' || gate.status === 'inactive') {
    return { code: 'MARKET_CLOSED', message: `${gate.name} is closed.`, ...now };
  }
  if (gate.status !== 'active' || outcome.odds === null || !outcome.active) {
    return { code: 'MARKET_SUSPENDED', message: `${gate.name} is suspended for now.`, ...now };
  }
  if (!gate.inPlay && gate.startsAtMs <= context.atMs) {
    return { code: 'EVENT_STARTED', message: `${gate.fixtureName} has started.`, ...now };
  }
  if (!priceAllowed(leg.odds, outcome.odds, policy)) {
    return { code: 'ODDS_CHANGED', message: 'The odds have changed.', ...now };
  }
  return null;
}

function judgeStake(
  command: PlaceBet,
  legs: readonly Leg[],
  context: PlacementContext,
): Rejection | null {
  const limits = context.limits;
  const [leg] = legs;
  if (limits === null || leg === undefined) return null;
  const { stakeMinor } = command.request;
  const stakeMaxMinor = stakeCeiling(limits, leg.odds);
  const range = { stakeMinMinor: limits.stakeMinMinor, stakeMaxMinor };
  if (stakeMinor < limits.stakeMinMinor) {
    return { code: 'STAKE_TOO_LOW', message: 'The stake is below the minimum.', ...range };
  }
  if (stakeMinor > stakeMaxMinor) {
    return { code: 'STAKE_TOO_HIGH', message: 'The stake is above the maximum.', ...range };
  }
  if (stakeMinor > context.balanceMinor) {
    return {
      code: 'INSUFFICIENT_FUNDS',
      message: 'There is not enough money in the account.',
      balanceMinor: context.balanceMinor,
    };
  }
  return null;
}

/** NONE: the same price only. BETTER: the same or higher. ANY: whatever it is now. */
export function priceAllowed(seen: number, current: number, policy: OddsPolicy): boolean {
  if (policy === 'ANY') return true;
  return policy === 'BETTER' ? current >= seen : current === seen;
}

function acceptedLeg(leg: RequestedLeg, gates: ReadonlyMap<string, MarketGate>): Leg | null {
  const gate = gates.get(leg.marketId);
  const outcome = gate?.outcomes.find((candidate) => candidate.id === leg.outcomeId);
  if (gate === undefined || outcome === undefined) return null;
  return {
    fixtureId: gate.fixtureId,
    fixtureName: gate.fixtureName,
    competitionName: gate.competitionName,
    startsAtMs: gate.startsAtMs,
    marketId: gate.marketId,
    marketName: gate.name,
    outcomeId: outcome.id,
    outcomeName: outcome.name,
    odds: outcome.odds ?? leg.odds,
    marketVersion: gate.version,
    inPlay: gate.inPlay,
    ...(gate.score === null ? {} : { scoreAtAcceptance: gate.score }),
  };
}
