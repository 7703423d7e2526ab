import type { Profile, RegisterRequest, Role, SignInRequest } from '../rest/auth.ts';
import type { Bet, BetList, BetQuery, PlaceBetRequest, Quote, QuoteRequest } from '../rest/bets.ts';
import type {
  CompetitionList,
  FixtureDetail,
  FixtureList,
  FixtureQuery,
  MarketStatus,
} from '../rest/catalogue.ts';
import type {
  LimitPath,
  Limits,
  SelfExclusionRequest,
  SetLimitRequest,
  TimeOutRequest,
} from '../rest/limits.ts';
import type { Deposit, DepositRequest, Statement, Wallet } from '../rest/wallet.ts';
import type { Permission } from './permission.ts';
import type { Standing } from './standing.ts';

/**
 * What each service offers to the gateway and to the others. One process calls them directly, and
 * services apart will call the same shapes over HTTP: everything here is plain data.
 * Known refusals are values or a `ServiceRefusal`; anything else thrown is a fault.
 */

/** The signed-in caller, as the access token states it. */
export interface Caller {
  readonly userId: string;
  readonly role: Role;
  readonly currency: string;
}

export interface SessionGrant {
  readonly profile: Profile;
  readonly accessToken: string;
  readonly accessExpiresAtMs: number;
  readonly refreshToken: string;
  readonly refreshExpiresAtMs: number;
}

export interface UserOperations {
  register(request: RegisterRequest, client: ClientDescription): Promise<SessionGrant>;
  signIn(request: SignInRequest, client: ClientDescription): Promise<SessionGrant>;
  /** Rotates the token; a token used twice revokes its whole family. */
  refresh(refreshToken: string, client: ClientDescription): Promise<SessionGrant>;
  signOut(refreshToken: string): Promise<void>;
  profile(userId: string): Promise<Profile>;
  /** How these users' accounts stand now. A user who is not known is absent from the answer. */
  standings(userIds: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /**
   * What these users may do now: standing, limits in force and rules of their country, in one query
   * for all of them at most. A user who is not known is absent.
   *
   * What this process has changed is in the answer at once. What another process has changed is in
   * it within a second, because an answer may be that old.
   */
  permissions(userIds: readonly string[]): Promise<ReadonlyMap<string, Permission>>;
  /** The caller's limits and breaks. `used` is told for session limits only. */
  limits(caller: Caller): Promise<Limits>;
  /**
   * Sets a limit. A first or lower one is in force at once and drops a wish to raise it; a higher
   * one is a wish, to be confirmed no sooner than 24 hours later.
   */
  setLimit(caller: Caller, limit: LimitPath, request: SetLimitRequest): Promise<Limits>;
  /** A wish to have no such limit, to be confirmed no sooner than 24 hours later. */
  removeLimit(caller: Caller, limit: LimitPath): Promise<Limits>;
  /** Fulfils a wish that is due. Refused with `too-early`, or `not-found` when there is none. */
  confirmLimit(caller: Caller, limit: LimitPath): Promise<Limits>;
  /** At once, and never shortened. */
  takeTimeOut(caller: Caller, request: TimeOutRequest): Promise<Limits>;
  /** At once, and never shortened. It lasts beyond its term, until the customer asks to return. */
  selfExclude(caller: Caller, request: SelfExclusionRequest): Promise<Limits>;
  /** Asks to end a self-exclusion whose term has passed: it ends 24 hours later. */
  requestReturn(caller: Caller): Promise<Limits>;
  /** Verifies an access token's signature, times and audience. Null when it is not good. */
  verifyAccessToken(token: string): Promise<(Caller & { readonly expiresAtMs: number }) | null>;
}

export interface ClientDescription {
  readonly address: string;
  readonly userAgent: string;
}

export interface OddsOperations {
  competitions(): Promise<CompetitionList>;
  fixtures(query: FixtureQuery): Promise<FixtureList>;
  fixture(fixtureId: string): Promise<FixtureDetail | null>;
}

export interface PaymentOperations {
  /** `key` is the client's idempotency key: the same key gives the same deposit. */
  deposit(caller: Caller, key: string, request: DepositRequest): Promise<Deposit>;
  depositById(caller: Caller, depositId: string): Promise<Deposit | null>;
  wallet(caller: Caller): Promise<Wallet>;
  /** Gross deposits that count against limits: completed and pending ones, in minor units. */
  grossDeposits(caller: Caller): Promise<Readonly<Record<'day' | 'week' | 'month', string>>>;
  statement(caller: Caller, page: { cursor?: string; limit: number }): Promise<Statement>;
}

export interface BettingOperations {
  quote(caller: Caller, request: QuoteRequest): Promise<Quote>;
  /** The bet as first answered for this key: accepted or rejected, never both. */
  placeBet(caller: Caller, key: string, request: PlaceBetRequest): Promise<Bet>;
  betById(caller: Caller, betId: string): Promise<Bet | null>;
  betByKey(caller: Caller, key: string): Promise<Bet | null>;
  bets(caller: Caller, query: BetQuery): Promise<BetList>;
  /** Takes over newer states of fixtures and markets; older versions change nothing. */
  applyMarkets(changes: readonly MarketChange[]): Promise<void>;
  /** Applies results, rollbacks and cancellations; idempotent by market and result version. */
  applyResults(results: readonly MarketResultChange[]): Promise<void>;
}

/** The whole state of a market as betting needs it. `version` orders two states of one market. */
export interface MarketChange {
  readonly marketId: string;
  readonly fixtureId: string;
  readonly fixtureName: string;
  readonly competitionName: string;
  readonly sport: string;
  readonly startsAtMs: number;
  readonly type: string;
  readonly specifiers: string;
  readonly name: string;
  readonly status: MarketStatus;
  readonly version: number;
  readonly inPlay: boolean;
  readonly score?: { readonly home: number; readonly away: number };
  readonly outcomes: readonly {
    readonly id: string;
    readonly name: string;
    /** Decimal odds x 10,000, or null when not offered. */
    readonly odds: number | null;
    readonly active: boolean;
  }[];
}

/** A result, its withdrawal, or a cancellation. Each is one version of the market's result. */
export type MarketResultChange = {
  readonly marketId: string;
  readonly fixtureId: string;
  /** 1, 2, ... per market; a version already applied changes nothing. */
  readonly resultVersion: number;
  readonly atMs: number;
} & (
  | {
      readonly kind: 'settled';
      readonly outcomes: readonly {
        readonly id: string;
        readonly result: 'won' | 'lost' | 'void' | 'push' | 'half-won' | 'half-lost';
        readonly deadHeatFactor?: readonly [number, number];
      }[];
    }
  | { readonly kind: 'rolled-back' }
  | {
      readonly kind: 'cancelled';
      readonly reason: string;
      readonly fromMs?: number;
      readonly untilMs?: number;
    }
  | { readonly kind: 'cancel-rolled-back'; readonly fromMs?: number; readonly untilMs?: number }
);
