import Type from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../../../platform/ports/clock.ts';
import type {
  DepositInstruction,
  DepositOutcome,
  PaymentProvider,
  ProviderReply,
  ProviderTranslator,
} from './provider.ts';
import { sandboxVendor } from './sandbox-vendor.ts';

const Reply = Type.Object({
  id: Type.String(),
  amount: Type.String(),
  currency: Type.String(),
  state: Type.Union([
    Type.Literal('succeeded'),
    Type.Literal('processing'),
    Type.Literal('declined'),
  ]),
  declineCode: Type.Optional(Type.String()),
  reference: Type.String({ minLength: 1, maxLength: 100 }),
});

/** What the customer is told, by the vendor's code, and for a code that is not known. */
const DECLINES: Readonly<Record<string, string>> = {
  'insufficient-funds': 'There is not enough money behind this payment method.',
};
const DECLINED = 'The bank declined the payment. Try another payment method.';

/** Speaks the sandbox vendor's words: JSON over `/deposits`. */
export const sandboxTranslator: ProviderTranslator = {
  name: 'sandbox',
  depositRequest: (deposit) => ({
    method: 'POST',
    path: '/deposits',
    headers: { 'content-type': 'application/json', 'idempotency-key': deposit.depositId },
    body: JSON.stringify(describe(deposit)),
  }),
  depositQuery: (deposit) => ({
    method: 'GET',
    path: `/deposits/${deposit.depositId}?${new URLSearchParams(describe(deposit))}`,
    headers: {},
    body: null,
  }),
  readReply,
};

/** The default provider: no money moves, and amounts and methods choose what happens. */
export function sandboxProvider(clock: Clock): PaymentProvider {
  return { translator: sandboxTranslator, transport: sandboxVendor(clock) };
}

function describe(deposit: DepositInstruction): Record<string, string> {
  return {
    id: deposit.depositId,
    amount: deposit.amountMinor.toString(),
    currency: deposit.currency,
    method: deposit.method ?? 'sandbox-ok',
    created: new Date(deposit.createdAtMs).toISOString(),
  };
}

function readReply(deposit: DepositInstruction, { status, body }: ProviderReply): DepositOutcome {
  if (status === 404) return { kind: 'unknown' };
  const pending = (why: string, providerReference: string | null = null) =>
    ({ kind: 'pending', why, providerReference }) as const;
  if (status !== 200 && status !== 402) return pending(`status ${status}`);

  const reply = parseJson(body);
  if (!Value.Check(Reply, reply)) return pending('the reply cannot be read');
  const { depositId, amountMinor, currency } = deposit;
  if (reply.id !== depositId) return pending('the reply is about another deposit');
  if (reply.amount !== amountMinor.toString() || reply.currency !== currency) {
    return pending('the reply is about another amount');
  }

  const providerReference = reply.reference;
  if (status === 200 && reply.state === 'succeeded') {
    return { kind: 'completed', providerReference };
  }
  if (status === 402 && reply.state === 'declined') {
    const reason = DECLINES[reply.declineCode ?? ''] ?? DECLINED;
    return { kind: 'refused', reason, providerReference };
  }
  return pending(`${status} ${reply.state}`, providerReference);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
