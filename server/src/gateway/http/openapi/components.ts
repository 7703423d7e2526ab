import * as contracts from '@winnex/contracts';
import type { TSchema } from 'typebox';
import { AuditReport } from './audit-report.ts';

/** Schemas that have a name in the document; everything else stays where it is used. */
const named: Readonly<Record<string, TSchema>> = {
  AuditReport,
  Bet: contracts.Bet,
  BetLeg: contracts.BetLeg,
  BetList: contracts.BetList,
  CompetitionList: contracts.CompetitionList,
  Deposit: contracts.Deposit,
  DepositRequest: contracts.DepositRequest,
  FixtureDetail: contracts.FixtureDetail,
  FixtureList: contracts.FixtureList,
  FixtureSummary: contracts.FixtureSummary,
  LimitEntry: contracts.LimitEntry,
  Limits: contracts.Limits,
  Market: contracts.Market,
  Outcome: contracts.Outcome,
  PlaceBetRequest: contracts.PlaceBetRequest,
  Problem: contracts.Problem,
  Profile: contracts.Profile,
  Quote: contracts.Quote,
  QuoteRequest: contracts.QuoteRequest,
  RegisterRequest: contracts.RegisterRequest,
  Rejection: contracts.Rejection,
  SelfExclusionRequest: contracts.SelfExclusionRequest,
  SessionResponse: contracts.SessionResponse,
  SetLimitRequest: contracts.SetLimitRequest,
  SignInRequest: contracts.SignInRequest,
  Statement: contracts.Statement,
  StatementLine: contracts.StatementLine,
  TimeOutRequest: contracts.TimeOutRequest,
  Wallet: contracts.Wallet,
};

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A schema as plain JSON without `$id`, which would change what the document's `$ref`s mean. */
export function plain(schema: unknown): Json {
  return JSON.parse(
    JSON.stringify(schema, (name, value) => (name === '$id' ? undefined : value)),
  ) as Json;
}

/** Puts each named schema under `components` once, and a `$ref` wherever it stood. */
export function shareComponents<Document extends object>(document: Document): Document {
  const nameByText = new Map(
    Object.entries(named).map(([name, schema]) => [canonical(plain(schema)), name]),
  );

  /** `owner` is the name of the component being written, which is not a reference to itself. */
  function share(value: Json, owner?: string): Json {
    if (Array.isArray(value)) return value.map((item) => share(item));
    if (value === null || typeof value !== 'object') return value;
    const name = 'type' in value ? nameByText.get(canonical(value)) : undefined;
    if (name !== undefined && name !== owner) return { $ref: `#/components/schemas/${name}` };
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, share(part)]));
  }

  const shared = share(plain(document)) as Document & { components?: object };
  const schemas = Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [name, share(plain(schema), name)]),
  );
  return { ...shared, components: { ...shared.components, schemas } };
}

/** The text of a value with its names sorted, so that equal schemas have equal texts. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_name, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
