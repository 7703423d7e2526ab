import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../platform/adapters/simulated/clock.ts';
import { askProvider } from './ask-provider.ts';
import type { DepositInstruction, ProviderReply } from './provider.ts';
import { sandboxProvider, sandboxTranslator } from './sandbox.ts';

const deposit: DepositInstruction = {
  depositId: '0196f000-0000-7000-8000-000000000001',
  amountMinor: 2_500n,
  currency: 'EUR',
  method: null,
  createdAtMs: 1_000_000,
};

async function ask(change: Partial<DepositInstruction>, purpose: 'deposit' | 'query', ms = 0) {
  const clock = virtualClock(deposit.createdAtMs + ms);
  const asking = { provider: sandboxProvider(clock), clock, timeoutMs: 100 };
  const answer = askProvider(asking, purpose, { ...deposit, ...change });
  await clock.advance(100);
  return (await answer).kind;
}

describe('the sandbox', () => {
  it.each<[Partial<DepositInstruction>, string, string]>([
    [{}, 'completed', 'completed'],
    [{ method: 'visa-token' }, 'completed', 'completed'],
    [{ method: 'sandbox-decline' }, 'refused', 'refused'],
    [{ amountMinor: 10_001n }, 'refused', 'refused'],
    [{ method: 'sandbox-insufficient-funds' }, 'refused', 'refused'],
    [{ amountMinor: 10_002n }, 'refused', 'refused'],
    [{ method: 'sandbox-timeout' }, 'pending', 'completed'],
    [{ amountMinor: 10_004n }, 'pending', 'completed'],
    [{ method: 'sandbox-garbled' }, 'pending', 'refused'],
    [{ amountMinor: 10_005n }, 'pending', 'refused'],
  ])('with %o is %s, and asked again %s', async (change, first, again) => {
    expect(await ask(change, 'deposit')).toBe(first);
    expect(await ask(change, 'query')).toBe(again);
  });

  it.each([{ method: 'sandbox-pending' }, { amountMinor: 10_003n }])(
    'with %o is pending for five seconds',
    async (change) => {
      expect(await ask(change, 'deposit')).toBe('pending');
      expect(await ask(change, 'query', 4_999)).toBe('pending');
      expect(await ask(change, 'query', 5_000)).toBe('completed');
    },
  );
});

describe('reading a reply', () => {
  const good = {
    id: deposit.depositId,
    amount: '2500',
    currency: 'EUR',
    state: 'succeeded',
    reference: 'r-1',
  };
  const read = (status: number, body: unknown) =>
    sandboxTranslator.readReply(deposit, {
      status,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    } satisfies ProviderReply);

  it('says completed and refused where the reply does', () => {
    expect(read(200, good)).toEqual({ kind: 'completed', providerReference: 'r-1' });
    expect(read(402, { ...good, state: 'declined', declineCode: 'new one' })).toEqual({
      kind: 'refused',
      reason: 'The bank declined the payment. Try another payment method.',
      providerReference: 'r-1',
    });
    expect(read(404, '')).toEqual({ kind: 'unknown' });
  });

  it.each<[number, unknown]>([
    [200, ''],
    [200, 'null'],
    [200, '{"state":"succeeded"}'],
    [200, '<html></html>'],
    [200, { ...good, id: 'another' }],
    [200, { ...good, amount: '250' }],
    [200, { ...good, amount: 2500 }],
    [200, { ...good, currency: 'USD' }],
    [200, { ...good, state: 'SUCCEEDED' }],
    [200, { ...good, state: 'declined' }],
    [200, { ...good, reference: '' }],
    [201, good],
    [302, good],
    [402, good],
    [402, 'declined'],
    [400, good],
    [500, good],
    [503, ''],
  ])('leaves status %d with %j pending', (status, body) => {
    expect(read(status, body).kind).toBe('pending');
  });
});
