import Type from 'typebox';
import { closed, DecimalOdds, FixtureId, MarketId, OutcomeId, Timestamp } from './primitives.ts';

export const FixtureStatus = Type.Union([
  Type.Literal('not-started'),
  Type.Literal('live'),
  Type.Literal('ended'),
  Type.Literal('closed'),
  Type.Literal('abandoned'),
  Type.Literal('postponed'),
  Type.Literal('cancelled'),
]);
export type FixtureStatus = Type.Static<typeof FixtureStatus>;

export const MarketStatus = Type.Union([
  Type.Literal('inactive'),
  Type.Literal('active'),
  Type.Literal('suspended'),
  Type.Literal('handed-over'),
  Type.Literal('settled'),
  Type.Literal('cancelled'),
]);
export type MarketStatus = Type.Static<typeof MarketStatus>;

export const Score = Type.Object({ home: Type.Integer(), away: Type.Integer() }, closed);
export type Score = Type.Static<typeof Score>;

export const Outcome = Type.Object(
  {
    id: OutcomeId,
    name: Type.String(),
    odds: Type.Union([DecimalOdds, Type.Null()], { description: 'Null when not offered.' }),
    active: Type.Boolean({ description: 'False: shown, but cannot be backed now.' }),
    result: Type.Optional(Type.String({ description: 'Set once the market has a result.' })),
  },
  closed,
);
export type Outcome = Type.Static<typeof Outcome>;

export const Market = Type.Object(
  {
    id: MarketId,
    fixtureId: FixtureId,
    type: Type.String({ examples: ['1x2', 'totals'] }),
    specifiers: Type.String({ examples: ['', 'total=2.5'] }),
    name: Type.String(),
    status: MarketStatus,
    version: Type.Integer({ description: 'Grows with every change; send it with a bet.' }),
    outcomes: Type.Array(Outcome),
  },
  closed,
);
export type Market = Type.Static<typeof Market>;

export const Competition = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    sport: Type.String(),
    category: Type.String(),
    fixtures: Type.Integer({ description: 'Fixtures on offer now.' }),
    live: Type.Integer({ description: 'Of these, in play.' }),
  },
  closed,
);
export type Competition = Type.Static<typeof Competition>;

const fixtureFields = {
  id: FixtureId,
  competition: Type.Object(
    { id: Type.String(), name: Type.String(), sport: Type.String(), category: Type.String() },
    closed,
  ),
  home: Type.String(),
  away: Type.String(),
  startsAt: Timestamp,
  status: FixtureStatus,
  score: Type.Optional(Score),
  minute: Type.Optional(Type.Integer()),
  period: Type.Optional(Type.String()),
  version: Type.Integer(),
};

/** A row of the lobby: the fixture, its main market and how many more there are. */
export const FixtureSummary = Type.Object(
  {
    ...fixtureFields,
    mainMarket: Type.Union([Market, Type.Null()]),
    marketsOpen: Type.Integer(),
  },
  closed,
);
export type FixtureSummary = Type.Static<typeof FixtureSummary>;

export const FixtureDetail = Type.Object({ ...fixtureFields, markets: Type.Array(Market) }, closed);
export type FixtureDetail = Type.Static<typeof FixtureDetail>;

export const CompetitionList = Type.Object({ competitions: Type.Array(Competition) }, closed);
export type CompetitionList = Type.Static<typeof CompetitionList>;

export const FixtureList = Type.Object({ fixtures: Type.Array(FixtureSummary) }, closed);
export type FixtureList = Type.Static<typeof FixtureList>;

export const FixtureQuery = Type.Object(
  {
    competition: Type.Optional(Type.String({ maxLength: 120 })),
    status: Type.Optional(
      Type.Union([Type.Literal('live'), Type.Literal('not-started'), Type.Literal('ended')]),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 100 })),
  },
  closed,
);
export type FixtureQuery = Type.Static<typeof FixtureQuery>;
