import type {
  AuditReport,
  Bet,
  BetList,
  CompetitionList,
  Deposit,
  DepositRequest,
  FixtureDetail,
  FixtureList,
  Limits,
  Market,
  PlaceBetRequest,
  Profile,
  Quote,
  QuoteRequest,
  RegisterRequest,
  SelfExclusionRequest,
  SessionResponse,
  SetLimitRequest,
  SignInRequest,
  Statement,
  TimeOutRequest,
  Wallet,
} from '@winnex/contracts';

/** One story told through the API: Ada signs up, deposits 50 euros and backs the home side. */

const userId = '019ab3c0-1111-7aaa-8bbb-0123456789ab';
const betId = '019ab3c1-2222-7aaa-8bbb-0123456789ab';
const depositId = '019ab3c0-3333-7aaa-8bbb-0123456789ab';
const key = '4f9c1c1e-0b51-4a52-9a36-21f9b0d0f6f4';
const competition = {
  id: 'simulated:premier',
  name: 'Simulated Premier',
  sport: 'football',
  category: 'Simulation',
};

export const registerExample: RegisterRequest = {
  email: 'ada@example.com',
  password: 'correct horse battery',
  displayName: 'Ada',
  dateOfBirth: '1990-12-10',
  country: 'DE',
  currency: 'EUR',
};

export const signInExample: SignInRequest = {
  email: registerExample.email,
  password: registerExample.password,
};

export const profileExample: Profile = {
  id: userId,
  email: 'ada@example.com',
  displayName: 'Ada',
  country: 'DE',
  currency: 'EUR',
  role: 'bettor',
  status: 'active',
  createdAt: '2026-11-22T14:58:00.000Z',
};

export const sessionExample: SessionResponse = {
  profile: profileExample,
  accessToken: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTlhYjNjMCJ9.c2lnbmF0dXJl',
  expiresAt: '2026-11-22T15:13:00.000Z',
};

export const setLimitRequestExample: SetLimitRequest = { max: '20000' };
export const timeOutRequestExample: TimeOutRequest = { days: 7 };
export const selfExclusionRequestExample: SelfExclusionRequest = { months: 6 };

export const limitsExample: Limits = {
  currency: 'EUR',
  limits: [
    {
      kind: 'deposit',
      period: 'week',
      max: '10000',
      source: 'customer',
      used: '5000',
      remaining: '5000',
      pending: {
        max: '20000',
        requestedAt: '2026-11-22T15:00:00.000Z',
        confirmFrom: '2026-11-23T15:00:00.000Z',
        confirmUntil: '2026-11-30T15:00:00.000Z',
      },
    },
    {
      kind: 'session',
      period: 'day',
      max: '120',
      source: 'customer',
      used: '31',
      remaining: '89',
    },
    { kind: 'stake', period: 'bet', max: '2500', source: 'operator', ownMax: '5000' },
  ],
};

export const marketExample: Market = {
  id: 'fx-1001/1x2',
  fixtureId: 'fx-1001',
  type: '1x2',
  specifiers: '',
  name: 'Match result',
  status: 'active',
  version: 17,
  outcomes: [
    { id: 'home', name: 'Northgate', odds: '2.35', active: true },
    { id: 'draw', name: 'Draw', odds: '3.4', active: true },
    { id: 'away', name: 'Southport Town', odds: '3.1', active: true },
  ],
};

const fixture = {
  id: 'fx-1001',
  competition,
  home: 'Northgate',
  away: 'Southport Town',
  startsAt: '2026-11-22T15:00:00.000Z',
  status: 'live',
  score: { home: 1, away: 0 },
  minute: 31,
  period: 'first-half',
  version: 42,
} as const;

export const fixtureExample: FixtureDetail = { ...fixture, markets: [marketExample] };

export const fixturesExample: FixtureList = {
  fixtures: [{ ...fixture, mainMarket: marketExample, marketsOpen: 24 }],
};

export const competitionsExample: CompetitionList = {
  competitions: [{ ...competition, fixtures: 10, live: 3 }],
};

export const depositRequestExample: DepositRequest = { amountMinor: '5000', currency: 'EUR' };

export const depositExample: Deposit = {
  id: depositId,
  status: 'completed',
  amountMinor: '5000',
  currency: 'EUR',
  provider: 'sandbox',
  createdAt: '2026-11-22T14:59:00.000Z',
};

export const walletExample: Wallet = {
  currency: 'EUR',
  cashMinor: '4000',
  owedMinor: '0',
  netDepositsMinor: '5000',
};

export const statementExample: Statement = {
  lines: [
    {
      id: '2',
      at: '2026-11-22T15:31:12.000Z',
      kind: 'stake',
      amountMinor: '-1000',
      balanceMinor: '4000',
      currency: 'EUR',
      reference: betId,
      description: 'Stake on Northgate against Southport Town',
    },
  ],
  nextCursor: null,
};

export const quoteRequestExample: QuoteRequest = {
  type: 'single',
  legs: [{ marketId: marketExample.id, outcomeId: 'home' }],
  stakeMinor: '1000',
  currency: 'EUR',
};

export const quoteExample: Quote = {
  bettable: true,
  legs: [
    {
      marketId: marketExample.id,
      outcomeId: 'home',
      odds: '2.35',
      marketVersion: 17,
      marketStatus: 'active',
    },
  ],
  lines: 1,
  stakeMinorMin: '10',
  stakeMinorMax: '100000',
  potentialReturnMinor: '2350',
  reasons: [],
};

export const placeBetExample: PlaceBetRequest = {
  type: 'single',
  legs: [{ marketId: marketExample.id, outcomeId: 'home', odds: '2.35', marketVersion: 17 }],
  stakeMinor: '1000',
  currency: 'EUR',
  oddsPolicy: 'BETTER',
};

export const betExample: Bet = {
  id: betId,
  key,
  status: 'ACCEPTED',
  type: 'single',
  lines: 1,
  stakeMinor: '1000',
  currency: 'EUR',
  oddsPolicy: 'BETTER',
  legs: [
    {
      fixtureId: fixture.id,
      fixtureName: 'Northgate - Southport Town',
      competitionName: competition.name,
      startsAt: fixture.startsAt,
      marketId: marketExample.id,
      marketName: marketExample.name,
      outcomeId: 'home',
      outcomeName: 'Northgate',
      odds: '2.35',
      marketVersion: 17,
      inPlay: true,
      scoreAtAcceptance: { home: 1, away: 0 },
    },
  ],
  potentialReturnMinor: '2350',
  settlementVersion: 0,
  placedAt: '2026-11-22T15:31:12.000Z',
};

export const rejectedBetExample: Bet = {
  ...betExample,
  status: 'REJECTED',
  potentialReturnMinor: '0',
  rejection: {
    code: 'ODDS_CHANGED',
    message: 'The odds are 2.2 now.',
    leg: 0,
    odds: '2.2',
    marketVersion: 18,
    marketStatus: 'active',
  },
};

export const betsExample: BetList = { bets: [betExample], nextCursor: null };

export const auditExample: AuditReport = {
  ok: true,
  checks: [
    {
      name: 'entries sum to zero',
      ok: true,
      checked: '1,204 entries',
      detail: '',
    },
  ],
};
