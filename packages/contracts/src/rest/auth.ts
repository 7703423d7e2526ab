import Type from 'typebox';
import { CurrencyCode, closed, Timestamp, UserId } from './primitives.ts';

export const Role = Type.Union([Type.Literal('bettor'), Type.Literal('operator')]);
export type Role = Type.Static<typeof Role>;

export const OddsPolicy = Type.Union(
  [Type.Literal('NONE'), Type.Literal('BETTER'), Type.Literal('ANY')],
  { description: 'Which price changes the customer accepts; NONE is the default.' },
);
export type OddsPolicy = Type.Static<typeof OddsPolicy>;

export const RegisterRequest = Type.Object(
  {
    email: Type.String({ format: 'email', maxLength: 254 }),
    password: Type.String({ minLength: 10, maxLength: 128 }),
    displayName: Type.String({ minLength: 1, maxLength: 60 }),
    dateOfBirth: Type.String({ format: 'date' }),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }),
    currency: CurrencyCode,
  },
  closed,
);
export type RegisterRequest = Type.Static<typeof RegisterRequest>;

export const SignInRequest = Type.Object(
  { email: Type.String({ maxLength: 254 }), password: Type.String({ maxLength: 128 }) },
  closed,
);
export type SignInRequest = Type.Static<typeof SignInRequest>;

export const Profile = Type.Object(
  {
    id: UserId,
    email: Type.String(),
    displayName: Type.String(),
    country: Type.String(),
    currency: CurrencyCode,
    role: Role,
    status: Type.Union([
      Type.Literal('active'),
      Type.Literal('self-excluded'),
      Type.Literal('closed'),
    ]),
    createdAt: Timestamp,
  },
  closed,
);
export type Profile = Type.Static<typeof Profile>;

/** The refresh token is never in a body: it travels in an HttpOnly cookie only. */
export const SessionResponse = Type.Object(
  {
    profile: Profile,
    accessToken: Type.String({ description: 'JWT for the Authorization: Bearer header.' }),
    expiresAt: Timestamp,
  },
  closed,
);
export type SessionResponse = Type.Static<typeof SessionResponse>;
