import { KernelError, type Settlement } from '@winnex/kernel';
import type { BetRequest, Leg, OddsPolicy, Rejection } from './bet.ts';
import type { BetAccepted, BetRejected } from './bet-event.ts';
import { openBet, type Stakes } from './bet-return.ts';
import {
  type BettingPermission,
  inPlayAllowed,
  judgePermission,
  type LimitFigures,
} from './betting-permission.ts';
import {
  type ExposureBook,
  type LiabilityCaps,
  liabilityOf,
  type Rate,
  stakeForLiability,
} from './liability.ts';
import type { MarketGate } from './market-gate.ts';
import { type ReturnAtStake, type StakeLimits, stakeCeiling } from './stake-limits.ts';

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
  /** Accepted down to these whatever the policy, x 10,000. */
  readonly oddsMin?: number;
  readonly banker?: true;
}

/** All that the decision may look at. Time arrives here; nothing is read elsewhere. */
export interface PlacementContext {
  readonly atMs: number;
  /** Null: no such customer. */
  readonly permission: BettingPermission | null;
  readonly figures: LimitFigures;
  readonly accountCurrency: string;
  readonly balanceMinor: bigint;
  readonly gates: ReadonlyMap<string, MarketGate>;
  /** Null: no bets are taken in that currency. */
  readonly limits: StakeLimits | null;
  readonly risk: PlacementRisk;
  readonly rulesVersion: string;
}

/** What the house already stands to lose, and how much it may. */
export interface PlacementRisk {
  readonly exposure: ExposureBook;
  readonly caps: LiabilityCaps;
  /** From the bet's currency to the book's. */
  readonly rate: Rate;
}

/**
 * Accepts or rejects a bet. The gates stand in this order, and the first that closes gives the
 * reason: currency, account and the customer's own limits, jurisdiction, market and outcome, market state, price, related legs, stake limits,
 * liability room, funds.
 */
export function decidePlacement(
  command: PlaceBet,
  context: PlacementContext,
): BetAccepted | BetRejected {
  const { request } = command;
  const legs = command.legs.flatMap((leg) => acceptedLeg(leg, context.gates));
  const common = { request, legs, rulesVersion: context.rulesVersion, atMs: context.atMs };
  const reject = (rejection: Rejection): BetRejected => ({
    type: 'bet-rejected',
    ...common,
    rejection,
  });
  const early = judgeAccount(command, context) ?? judgeLegs(command, context);
  if (early !== null || context.limits === null) return reject(early ?? wrongCurrency(context));
  if (request.stakeMinor <= 0n) return reject(tooLow(context.limits));
  const priced = priceLines(request, legs);
  if (!priced.ok) return reject(priced.rejection);
  const late =
    judgeStake(priced.bet, context.limits) ??
    judgeLiability(priced.bet, legs, context.limits, context.risk) ??
    judgeFunds(request.stakeMinor, context.balanceMinor);
  if (late !== null) return reject(late);
  const { lines, maxPayoutMinor } = priced.open;
  const liability = liabilityOf(priced.bet, context.risk.rate, legs.length === 1);
  return {
    type: 'bet-accepted',
    ...common,
    lines,
    potentialReturnMinor: maxPayoutMinor,
    liability,
  };
}

export type PricedLines =
  | { readonly ok: true; readonly open: Settlement; readonly bet: ReturnAtStake }
  | { readonly ok: false; readonly rejection: Rejection };

/** Lines, whole stake and most return of a bet; or why its legs do not go together. */
export function priceLines(request: Stakes, legs: readonly Leg[]): PricedLines {
  try {
    const open = openBet(request, legs);
    const { num, den } = open.maxReturn;
    const stepMinor = request.lineStakeMinor === null ? 1n : BigInt(open.lines);
    return { ok: true, open, bet: { stakeMinor: open.stakeMinor, num, den, stepMinor } };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const related = error.code === 'RELATED_LEGS';
    const leg = /^legs\[(\d+)\]/.exec(error.path)?.[1];
    return {
      ok: false,
      rejection: {
        code: related ? 'RELATED_SELECTIONS' : 'UNSUPPORTED_BET_TYPE',
        message: related
          ? 'These selections depend on each other and cannot be combined.'
          : `This bet cannot be taken: ${error.message}.`,
        ...(leg === undefined ? {} : { leg: Number(leg) }),
      },
    };
  }
}

function judgeAccount({ request }: PlaceBet, context: PlacementContext): Rejection | null {
  if (request.currency !== context.accountCurrency || context.limits === null) {
    return wrongCurrency(context);
  }
  const { permission, figures } = context;
  return judgePermission(permission, request.stakeMinor, request.currency, figures);
}

function wrongCurrency(context: PlacementContext): Rejection {
  return {
    code: 'CURRENCY_MISMATCH',
    message: `Bets on this account are in ${context.accountCurrency}.`,
  };
}

function judgeLegs(command: PlaceBet, context: PlacementContext): Rejection | null {
  for (const [index, leg] of command.legs.entries()) {
    const rejection =
      judgeJurisdiction(leg, context) ?? judgeLeg(leg, command.request.oddsPolicy, context);
    if (rejection !== null) return { ...rejection, leg: index };
  }
  return null;
}

function judgeJurisdiction(leg: RequestedLeg, context: PlacementContext): Rejection | null {
  const gate = context.gates.get(leg.marketId);
  if (gate?.inPlay !== true || inPlayAllowed(context.permission, gate.type)) return null;
  const message = `${gate.name} may not be bet on in play in your country.`;
  return { code: 'JURISDICTION', message };
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
  if (outcome.odds < (leg.oddsMin ?? Infinity) && !priceAllowed(leg.odds, outcome.odds, policy)) {
    return { code: 'ODDS_CHANGED', message: 'The odds have changed.', ...now };
  }
  return null;
}

function judgeStake(bet: ReturnAtStake, limits: StakeLimits): Rejection | null {
  const { stakeMinMinor } = limits;
  const stakeMaxMinor = stakeCeiling(limits, bet);
  if (bet.stakeMinor < stakeMinMinor) return { ...tooLow(limits), stakeMaxMinor };
  if (bet.stakeMinor <= stakeMaxMinor) return null;
  const message = 'The stake is above the maximum.';
  return { code: 'STAKE_TOO_HIGH', message, stakeMinMinor, stakeMaxMinor };
}

function judgeLiability(
  bet: ReturnAtStake,
  legs: readonly Leg[],
  { stakeMinMinor }: StakeLimits,
  { exposure, caps, rate }: PlacementRisk,
): Rejection | null {
  const room = stakeForLiability(exposure, legs, bet, rate, caps);
  if (room >= bet.stakeMinor) return null;
  // Less than the smallest stake is no offer.
  const stakeMaxMinor = room < stakeMinMinor ? 0n : room;
  const message = 'The house takes no more than this on it now.';
  return { code: 'EVENT_LIMIT', message, stakeMinMinor, stakeMaxMinor };
}

function judgeFunds(stakeMinor: bigint, balanceMinor: bigint): Rejection | null {
  if (stakeMinor <= balanceMinor) return null;
  const message = 'There is not enough money in the account.';
  return { code: 'INSUFFICIENT_FUNDS', message, balanceMinor };
}

function tooLow({ stakeMinMinor }: StakeLimits): Rejection {
  return { code: 'STAKE_TOO_LOW', message: 'The stake is below the minimum.', stakeMinMinor };
}

/** NONE: the same price only. BETTER: the same or higher. ANY: whatever it is now. */
export function priceAllowed(seen: number, current: number, policy: OddsPolicy): boolean {
  if (policy === 'ANY') return true;
  return policy === 'BETTER' ? current >= seen : current === seen;
}

/** A pick with everything that is frozen on it; none when the board does not know it. */
export function acceptedLeg(leg: RequestedLeg, gates: ReadonlyMap<string, MarketGate>): Leg[] {
  const gate = gates.get(leg.marketId);
  const outcome = gate?.outcomes.find((candidate) => candidate.id === leg.outcomeId);
  if (gate === undefined || outcome === undefined) return [];
  return [
    {
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
      ...(leg.banker === true ? { banker: true } : {}),
    },
  ];
}
