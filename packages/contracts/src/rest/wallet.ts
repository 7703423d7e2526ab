import Type from 'typebox';
import {
  AmountMinor,
  CurrencyCode,
  Cursor,
  closed,
  SignedAmountMinor,
  Timestamp,
} from './primitives.ts';

export const Wallet = Type.Object(
  {
    currency: CurrencyCode,
    cashMinor: AmountMinor,
    owedMinor: Type.Intersect([AmountMinor], {
      description: 'What a corrected result took back beyond the balance.',
    }),
    netDepositsMinor: Type.Intersect([SignedAmountMinor], {
      description: 'Deposits less withdrawals over the life of the account.',
    }),
  },
  closed,
);
export type Wallet = Type.Static<typeof Wallet>;

export const DepositRequest = Type.Object(
  {
    amountMinor: AmountMinor,
    currency: CurrencyCode,
    method: Type.Optional(
      Type.String({ maxLength: 60, description: 'Token of the payment method at the provider.' }),
    ),
  },
  closed,
);
export type DepositRequest = Type.Static<typeof DepositRequest>;

export const Deposit = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    status: Type.Union([
      Type.Literal('pending'),
      Type.Literal('completed'),
      Type.Literal('refused'),
    ]),
    amountMinor: AmountMinor,
    currency: CurrencyCode,
    provider: Type.String(),
    reason: Type.Optional(Type.String({ description: 'Why it was refused.' })),
    createdAt: Timestamp,
  },
  closed,
);
export type Deposit = Type.Static<typeof Deposit>;

export const StatementLine = Type.Object(
  {
    id: Type.String(),
    at: Timestamp,
    kind: Type.String({
      examples: ['deposit', 'stake', 'payout', 'payout-reversal', 'stake-refund'],
    }),
    amountMinor: SignedAmountMinor,
    balanceMinor: SignedAmountMinor,
    currency: CurrencyCode,
    reference: Type.Optional(
      Type.String({ description: 'The bet or deposit that this line belongs to.' }),
    ),
    description: Type.String(),
  },
  closed,
);
export type StatementLine = Type.Static<typeof StatementLine>;

export const Statement = Type.Object(
  { lines: Type.Array(StatementLine), nextCursor: Type.Union([Cursor, Type.Null()]) },
  closed,
);
export type Statement = Type.Static<typeof Statement>;

export const PageQuery = Type.Object(
  {
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  },
  closed,
);
export type PageQuery = Type.Static<typeof PageQuery>;
