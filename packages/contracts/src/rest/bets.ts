import Type from 'typebox';
import { OddsPolicy } from './auth.ts';
import {
  AmountMinor,
  BetId,
  CurrencyCode,
  Cursor,
  closed,
  DecimalOdds,
  FixtureId,
  IdempotencyKey,
  MarketId,
  OutcomeId,
  Timestamp,
} from './primitives.ts';

/** Why a bet was not accepted. Stable: integrators switch on it. */
export const reasonCodes = [
  'ODDS_CHANGED',
  'MARKET_SUSPENDED',
  'MARKET_CLOSED',
  'UNKNOWN_MARKET',
  'UNKNOWN_OUTCOME',
  'EVENT_STARTED',
  'GAME_STATE_CHANGED',
  'STAKE_TOO_LOW',
  'STAKE_TOO_HIGH',
  'EVENT_LIMIT',
  'INSUFFICIENT_FUNDS',
  'CURRENCY_MISMATCH',
  'RG_LIMIT',
  'ACCOUNT_BLOCKED',
  'JURISDICTION',
  'RELATED_SELECTIONS',
  'UNSUPPORTED_BET_TYPE',
  'DELAY_TIMEOUT',
  'REFERRED',
  'DECLINED',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
export const ReasonCode = Type.Unsafe<ReasonCode>(
  Type.Union(reasonCodes.map((code) => Type.Literal(code))),
);

/** Most legs on one bet. */
export const LEGS_MAX = 20;

/** Kinds of bets: one line of all legs, the full-cover bets, or the sizes of a system. */
export const betTypes = [
  'single',
  'double',
  'treble',
  'accumulator',
  'trixie',
  'patent',
  'yankee',
  'lucky15',
  'canadian',
  'lucky31',
  'heinz',
  'lucky63',
  'superheinz',
  'goliath',
  'system',
] as const;
export type BetType = (typeof betTypes)[number];
export const BetType = Type.Unsafe<BetType>({ type: 'string', enum: [...betTypes] });

const StakePer = Type.Union([Type.Literal('total'), Type.Literal('line')], {
  description: 'Whether the stake is for the whole bet (the default) or for each of its lines.',
});

const Sizes = Type.Array(Type.Integer({ minimum: 1, maximum: LEGS_MAX }), {
  minItems: 1,
  maxItems: LEGS_MAX,
  description: 'Of a system: how many legs its lines have, such as [2, 3].',
});

const Banker = Type.Boolean({ description: 'Of a system: this leg is in every line.' });

export const LegRequest = Type.Object(
  {
    marketId: MarketId,
    outcomeId: OutcomeId,
    odds: DecimalOdds,
    oddsMin: Type.Optional(
      Type.Intersect([DecimalOdds], {
        description: 'Worse odds are accepted down to these, whatever the policy.',
      }),
    ),
    banker: Type.Optional(Banker),
    marketVersion: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The version the customer was looking at.' }),
    ),
  },
  closed,
);
export type LegRequest = Type.Static<typeof LegRequest>;

/** The key travels in the Idempotency-Key header. */
export const PlaceBetRequest = Type.Object(
  {
    type: BetType,
    sizes: Type.Optional(Sizes),
    legs: Type.Array(LegRequest, { minItems: 1, maxItems: LEGS_MAX }),
    stakeMinor: AmountMinor,
    stakePer: Type.Optional(StakePer),
    currency: CurrencyCode,
    oddsPolicy: Type.Optional(OddsPolicy),
  },
  closed,
);
export type PlaceBetRequest = Type.Static<typeof PlaceBetRequest>;

export const QuoteRequest = Type.Object(
  {
    type: BetType,
    sizes: Type.Optional(Sizes),
    legs: Type.Array(
      Type.Object(
        { marketId: MarketId, outcomeId: OutcomeId, banker: Type.Optional(Banker) },
        closed,
      ),
      { minItems: 1, maxItems: LEGS_MAX },
    ),
    stakeMinor: Type.Optional(AmountMinor),
    stakePer: Type.Optional(StakePer),
    currency: CurrencyCode,
  },
  closed,
);
export type QuoteRequest = Type.Static<typeof QuoteRequest>;

export const Rejection = Type.Object(
  {
    code: ReasonCode,
    message: Type.String({ description: 'One sentence for the customer.' }),
    leg: Type.Optional(Type.Integer({ description: 'Index of the leg it concerns.' })),
    odds: Type.Optional(
      Type.Union([DecimalOdds, Type.Null()], { description: 'The current odds of that leg.' }),
    ),
    marketVersion: Type.Optional(Type.Integer()),
    marketStatus: Type.Optional(Type.String()),
    stakeMinorMin: Type.Optional(AmountMinor),
    stakeMinorMax: Type.Optional(AmountMinor),
    balanceMinor: Type.Optional(AmountMinor),
  },
  closed,
);
export type Rejection = Type.Static<typeof Rejection>;

export const Quote = Type.Object(
  {
    bettable: Type.Boolean(),
    legs: Type.Array(
      Type.Object(
        {
          marketId: MarketId,
          outcomeId: OutcomeId,
          odds: Type.Union([DecimalOdds, Type.Null()]),
          marketVersion: Type.Integer(),
          marketStatus: Type.String(),
        },
        closed,
      ),
    ),
    lines: Type.Integer({ description: 'How many lines the stake is spread over.' }),
    stakeMinorMin: AmountMinor,
    stakeMinorMax: AmountMinor,
    potentialReturnMinor: Type.Optional(AmountMinor),
    reasons: Type.Array(Rejection, { description: 'Why it cannot be backed now, if so.' }),
  },
  closed,
);
export type Quote = Type.Static<typeof Quote>;

export const BetStatus = Type.Union([
  Type.Literal('ACCEPTED'),
  Type.Literal('REJECTED'),
  Type.Literal('SETTLED'),
  Type.Literal('VOIDED'),
]);
export type BetStatus = Type.Static<typeof BetStatus>;

export const BetLeg = Type.Object(
  {
    fixtureId: FixtureId,
    fixtureName: Type.String(),
    competitionName: Type.String(),
    startsAt: Timestamp,
    marketId: MarketId,
    marketName: Type.String(),
    outcomeId: OutcomeId,
    outcomeName: Type.String(),
    odds: DecimalOdds,
    marketVersion: Type.Integer(),
    inPlay: Type.Boolean(),
    banker: Type.Optional(Banker),
    scoreAtAcceptance: Type.Optional(
      Type.Object({ home: Type.Integer(), away: Type.Integer() }, closed),
    ),
    result: Type.Optional(Type.String()),
  },
  closed,
);
export type BetLeg = Type.Static<typeof BetLeg>;

export const Bet = Type.Object(
  {
    id: BetId,
    key: IdempotencyKey,
    status: BetStatus,
    type: BetType,
    sizes: Type.Optional(Sizes),
    lines: Type.Integer({ description: 'How many lines the stake is spread over.' }),
    stakeMinor: Type.Intersect([AmountMinor], { description: 'The whole stake.' }),
    currency: CurrencyCode,
    oddsPolicy: OddsPolicy,
    legs: Type.Array(BetLeg),
    potentialReturnMinor: AmountMinor,
    payoutMinor: Type.Optional(AmountMinor),
    result: Type.Optional(
      Type.String({ examples: ['WON', 'LOST', 'VOID', 'PUSH', 'HALF_WON', 'HALF_LOST'] }),
    ),
    settlementVersion: Type.Integer({ description: 'Grows with each correction of a result.' }),
    rejection: Type.Optional(Rejection),
    placedAt: Timestamp,
    settledAt: Type.Optional(Timestamp),
  },
  { $id: 'Bet', additionalProperties: false },
);
export type Bet = Type.Static<typeof Bet>;

export const BetList = Type.Object(
  { bets: Type.Array(Bet), nextCursor: Type.Union([Cursor, Type.Null()]) },
  closed,
);
export type BetList = Type.Static<typeof BetList>;

export const BetQuery = Type.Object(
  {
    status: Type.Optional(
      Type.Union([Type.Literal('open'), Type.Literal('settled'), Type.Literal('rejected')]),
    ),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  },
  closed,
);
export type BetQuery = Type.Static<typeof BetQuery>;
