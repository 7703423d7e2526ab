import type { LimitInForce, Permission } from '@winnex/contracts';
import type { Pool } from 'pg';
import { memoryBroadcast } from '../../../platform/adapters/memory/broadcast.ts';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { seededIds } from '../../../platform/adapters/simulated/ids.ts';
import { silentLogger } from '../../../platform/telemetry/logger.ts';
import { createPaymentService, type PaymentProvider, type PaymentSettings } from '../index.ts';
import type { ProviderReply, ProviderRequest } from '../providers/provider.ts';
import { sandboxProvider, sandboxTranslator } from '../providers/sandbox.ts';

export const testSettings: PaymentSettings = {
  depositLimits: new Map([
    ['EUR', { minMinor: 500n, maxMinor: 1_000_000n }],
    ['JPY', { minMinor: 500n, maxMinor: 1_000_000n }],
  ]),
  providerTimeoutMs: 10_000,
  resumeIntervalMs: 5_000,
  resumeBackOffMs: 5_000,
  resumeBackOffMsMax: 3_600_000,
};

export const startMs = Date.parse('2026-11-22T12:00:00Z');

/** A customer with an empty wallet. */
export const newCaller = (currency = 'EUR') =>
  ({ userId: crypto.randomUUID(), role: 'bettor', currency }) as const;

/** A payment service on a clock that stands still. Two on one pool and clock are two processes. */
export function paymentTestBed(
  pool: Pool,
  change: {
    readonly provider?: PaymentProvider;
    readonly bar?: Permission['bar'];
    /** Read at each deposit. */
    readonly limits?: readonly LimitInForce[];
    readonly clock?: ReturnType<typeof virtualClock>;
  } = {},
) {
  const clock = change.clock ?? virtualClock(startMs);
  const broadcast = memoryBroadcast(silentLogger);
  const heard: unknown[] = [];
  broadcast.subscribe('account', (message) => heard.push(message));
  const permission = (): Permission => ({
    standing: 'active',
    bar: change.bar ?? null,
    country: 'IE',
    currency: 'EUR',
    rules: { minimumAge: 18, inPlayMarkets: 'all', creditCards: false, bonuses: true },
    limits: change.limits ?? [],
  });
  const service = createPaymentService({
    pool,
    clock,
    ids: seededIds(clock, Number.parseInt(crypto.randomUUID().slice(0, 8), 16)),
    logger: silentLogger,
    broadcast,
    provider: change.provider ?? sandboxProvider(clock),
    permissions: async (userIds) => new Map(userIds.map((userId) => [userId, permission()])),
    settings: testSettings,
  });
  return { service, operations: service.operations, clock, heard };
}

/** A provider that speaks the sandbox's words and answers as it is told; keeps what it was sent. */
export function scriptedProvider(
  answer: (request: ProviderRequest) => Promise<ProviderReply> | ProviderReply,
): PaymentProvider & { readonly sent: ProviderRequest[] } {
  const sent: ProviderRequest[] = [];
  return {
    sent,
    translator: sandboxTranslator,
    transport: async (request) => {
      sent.push(request);
      return answer(request);
    },
  };
}

/** The sandbox vendor's reply to a request, in a state. */
export function replyTo(request: ProviderRequest, state: string, status = 200): ProviderReply {
  const facts =
    request.body === null
      ? Object.fromEntries(new URL(request.path, 'http://x').searchParams)
      : JSON.parse(request.body);
  const { id, amount, currency } = facts;
  return { status, body: JSON.stringify({ id, amount, currency, state, reference: 'ref-1' }) };
}

/** Moves money between a customer and the house, as betting does. */
export async function post(
  pool: Pool,
  transfer: {
    readonly from: readonly [owner: string, kind: string];
    readonly to: readonly [owner: string, kind: string];
    readonly amountMinor: bigint;
    readonly code: string;
    readonly reference: string;
    readonly atMs: number;
  },
): Promise<void> {
  const { from, to, amountMinor, code, reference, atMs } = transfer;
  await pool.query(
    `select payment.post_transfers(array[$1::uuid], array[$2], array[$3], array[$4], array[$5],
       array['EUR'], array[$6::bigint], array[$7], array[$8], $9)`,
    [crypto.randomUUID(), ...from, ...to, amountMinor, code, reference, new Date(atMs)],
  );
}
