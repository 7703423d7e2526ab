import type { Clock } from '../../../platform/ports/clock.ts';
import type { ProviderReply, ProviderTransport } from './provider.ts';

/** How long `sandbox-pending` deposits are processed. */
const PROCESSING_MS = 5_000;

type Behaviour = 'ok' | 'decline' | 'insufficient-funds' | 'pending' | 'timeout' | 'garbled';

/**
 * Payment methods that choose what happens; without one the amount does:
 *
 * | method                       | amount (minor units) | what happens                          |
 * |------------------------------|----------------------|---------------------------------------|
 * | `sandbox-decline`            | 10001                | refused: declined                     |
 * | `sandbox-insufficient-funds` | 10002                | refused: not enough money             |
 * | `sandbox-pending`            | 10003                | pending, completed after 5 s          |
 * | `sandbox-timeout`            | 10004                | no reply; asked again: completed      |
 * | `sandbox-garbled`            | 10005                | unreadable reply; asked again: refused |
 * | anything else                | any other            | completed at once                     |
 */
const METHODS: Readonly<Record<string, Behaviour>> = {
  'sandbox-decline': 'decline',
  'sandbox-insufficient-funds': 'insufficient-funds',
  'sandbox-pending': 'pending',
  'sandbox-timeout': 'timeout',
  'sandbox-garbled': 'garbled',
};
const AMOUNTS: Readonly<Record<string, Behaviour>> = {
  '10001': 'decline',
  '10002': 'insufficient-funds',
  '10003': 'pending',
  '10004': 'timeout',
  '10005': 'garbled',
};

/**
 * The vendor's side of the sandbox, in process. It remembers nothing, so it survives a restart: a
 * query carries the deposit's facts, and the answer follows from them and the time.
 */
export function sandboxVendor(clock: Clock): ProviderTransport {
  return async (request) => {
    const asked = request.method === 'GET';
    const facts = asked ? queryOf(request.path) : JSON.parse(request.body ?? '{}');
    const { id, amount, currency, method, created } = facts as Record<string, string>;
    const answer = (status: number, state: string, declineCode?: string): ProviderReply => ({
      status,
      body: JSON.stringify({
        id,
        amount,
        currency,
        state,
        ...(declineCode === undefined ? {} : { declineCode }),
        reference: `sandbox-${id}`,
      }),
    });
    const behaviour = METHODS[method ?? ''] ?? AMOUNTS[amount ?? ''] ?? 'ok';
    const isProcessed = clock.now() >= Date.parse(created ?? '') + PROCESSING_MS;

    if (behaviour === 'decline') return answer(402, 'declined', 'declined');
    if (behaviour === 'insufficient-funds') return answer(402, 'declined', 'insufficient-funds');
    if (behaviour === 'pending' && !isProcessed) return answer(200, 'processing');
    if (behaviour === 'timeout' && !asked) return new Promise<never>(() => undefined);
    if (behaviour === 'garbled') {
      return asked
        ? answer(402, 'declined', 'declined')
        : { status: 200, body: '<html>Bad gateway</html>' };
    }
    return answer(200, 'succeeded');
  };
}

function queryOf(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, 'http://sandbox.invalid').searchParams);
}
