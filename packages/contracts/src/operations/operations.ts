import type { Profile, RegisterRequest, Role, SignInRequest } from '../rest/auth.ts';
import type { Bet, BetList, BetQuery, PlaceBetRequest, Quote, QuoteRequest } from '../rest/bets.ts';
import type {
  CompetitionList,
  FixtureDetail,
  FixtureList,
  FixtureQuery,
  MarketStatus,
} from '../rest/catalogue.ts';
import type { Deposit, DepositRequest, Statement, Wallet } from '../rest/wallet.ts';

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

/** Only `active` may bet or deposit; a self-excluded person may still see and withdraw. */
export type Standing = 'active' | 'self-excluded' | 'closed';

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
  /** Whether these users may bet now. A user who is not known is absent from the answer. */
  standings(userIds: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
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
