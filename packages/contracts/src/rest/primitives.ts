import Type from 'typebox';

/** Building blocks of every REST schema. Objects are closed: an unknown field is refused. */
export const closed = { additionalProperties: false } as const;

export const UserId = Type.String({ format: 'uuid', description: 'Identifier of a user.' });
export const BetId = Type.String({ format: 'uuid', description: 'Identifier of a bet.' });

/** Money on the wire: whole minor units (cents, pence) as text, so that no parser rounds it. */
export const AmountMinor = Type.String({
  pattern: '^(0|[1-9][0-9]{0,17})$',
  description: 'Whole minor units of the currency (cents, pence), as text.',
  examples: ['1050'],
});

export const SignedAmountMinor = Type.String({
  pattern: '^(0|-?[1-9][0-9]{0,17})$',
  description: 'Whole minor units, negative for money going out.',
  examples: ['-1050'],
});

export const CurrencyCode = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 4217 code, or BTC.',
  examples: ['EUR'],
});

/** Decimal odds as text with up to four decimals: exact, and readable. */
export const DecimalOdds = Type.String({
  pattern: '^[1-9][0-9]{0,6}(\\.[0-9]{1,4})?$',
  description: 'Decimal odds, at most four decimals.',
  examples: ['2.35'],
});

export const Timestamp = Type.String({
  format: 'date-time',
  description: 'RFC 3339 time in UTC.',
  examples: ['2026-11-22T15:00:00.000Z'],
});

export const Cursor = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'Opaque position: pass what the previous page returned as `nextCursor`.',
});

export const MarketId = Type.String({ minLength: 1, maxLength: 300 });
export const OutcomeId = Type.String({ minLength: 1, maxLength: 120 });
export const FixtureId = Type.String({ minLength: 1, maxLength: 120 });

/** A key the client makes once per intent; the first answer is replayed for ever. */
export const IdempotencyKey = Type.String({
  pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}$',
  description: '1 to 128 printable ASCII characters, no space, quote or backslash.',
  examples: ['4f9c1c1e-0b51-4a52-9a36-21f9b0d0f6f4'],
});
