import type {
  LimitKind as KernelLimitKind,
  LimitPeriod as KernelLimitPeriod,
} from '@winnex/kernel';
import Type from 'typebox';
import { AmountMinor, CurrencyCode, closed, Timestamp } from './primitives.ts';

const kinds = ['deposit', 'stake', 'loss', 'session'] as const satisfies KernelLimitKind[];
const periods = ['bet', 'day', 'week', 'month'] as const satisfies KernelLimitPeriod[];

export const LimitKind = Type.Unsafe<KernelLimitKind>(
  Type.Union(
    kinds.map((kind) => Type.Literal(kind)),
    {
      description:
        'deposit: money paid in, gross. stake: money staked. loss: stakes lost less returns of ' +
        'bets settled in the period, and all open stakes. session: minutes signed in.',
    },
  ),
);

export const LimitPeriod = Type.Unsafe<KernelLimitPeriod>(
  Type.Union(
    periods.map((period) => Type.Literal(period)),
    {
      description:
        'bet: each bet by itself, for stake only. The others are windows that end now: 24 hours, ' +
        '7 days, and since the same moment of the month before.',
    },
  ),
);

/** Which limit of the customer's is meant. */
export const LimitPath = Type.Object({ kind: LimitKind, period: LimitPeriod }, closed);
export type LimitPath = Type.Static<typeof LimitPath>;

const max = (description: string) => Type.Intersect([AmountMinor], { description });

export const SetLimitRequest = Type.Object(
  { max: max('Minor units of the account’s currency; whole minutes for session.') },
  closed,
);
export type SetLimitRequest = Type.Static<typeof SetLimitRequest>;

/** A wish to raise or remove a limit. It does nothing unless the customer confirms it in time. */
export const PendingLimit = Type.Object(
  {
    max: Type.Union([AmountMinor, Type.Null()], { description: 'Null: no limit any more.' }),
    requestedAt: Timestamp,
    confirmFrom: Timestamp,
    confirmUntil: Type.Intersect([Timestamp], { description: 'From then on the wish has lapsed.' }),
  },
  closed,
);
export type PendingLimit = Type.Static<typeof PendingLimit>;

export const LimitEntry = Type.Object(
  {
    kind: LimitKind,
    period: LimitPeriod,
    max: max('In force now: minor units of the currency; whole minutes for session.'),
    source: Type.Union([Type.Literal('customer'), Type.Literal('operator')], {
      description: 'Whose limit is in force: the lower of the two.',
    }),
    ownMax: Type.Optional(max('The customer’s own limit, where the operator’s is lower.')),
    used: Type.Optional(max('Used up in the period that ends now, where it is known here.')),
    remaining: Type.Optional(max('What is left of it.')),
    pending: Type.Optional(PendingLimit),
  },
  closed,
);
export type LimitEntry = Type.Static<typeof LimitEntry>;

export const Limits = Type.Object(
  {
    currency: CurrencyCode,
    limits: Type.Array(LimitEntry),
    timeOutUntil: Type.Optional(Timestamp),
    selfExclusion: Type.Optional(
      Type.Object(
        {
          until: Type.Intersect([Timestamp], {
            description: 'Until then it cannot be ended; after it, only by asking to return.',
          }),
          returnsAt: Type.Optional(Timestamp),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Limits = Type.Static<typeof Limits>;

/** From 24 hours to six weeks. */
export const TimeOutRequest = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 42, description: 'Days of 24 hours.' }) },
  closed,
);
export type TimeOutRequest = Type.Static<typeof TimeOutRequest>;

/** From six months to five years. */
export const SelfExclusionRequest = Type.Object(
  { months: Type.Integer({ minimum: 6, maximum: 60, description: 'Calendar months.' }) },
  closed,
);
export type SelfExclusionRequest = Type.Static<typeof SelfExclusionRequest>;
