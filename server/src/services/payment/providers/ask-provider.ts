import type { Clock } from '../../../platform/ports/clock.ts';
import type {
  DepositInstruction,
  DepositOutcome,
  PaymentProvider,
  ProviderReply,
} from './provider.ts';

/**
 * Sends one request about a deposit and reads the reply. No reply in time, a broken connection and
 * a reply that makes no sense all leave the deposit `pending`: the money may have moved.
 */
export async function askProvider(
  deps: {
    readonly provider: PaymentProvider;
    readonly clock: Clock;
    readonly timeoutMs: number;
  },
  purpose: 'deposit' | 'query',
  deposit: DepositInstruction,
): Promise<DepositOutcome> {
  const { translator, transport } = deps.provider;
  const pending = (why: string) => ({ kind: 'pending', why, providerReference: null }) as const;
  try {
    const request =
      purpose === 'deposit' ? translator.depositRequest(deposit) : translator.depositQuery(deposit);
    const reply = await withinTime(transport(request), deps.clock, deps.timeoutMs);
    if (reply === null) return pending(`no reply within ${deps.timeoutMs} ms`);
    return translator.readReply(deposit, reply);
  } catch (error) {
    return pending(error instanceof Error ? error.message : String(error));
  }
}

/** The reply, or null when it has not come after `timeoutMs`; it is not waited for any longer. */
function withinTime(
  reply: Promise<ProviderReply>,
  clock: Clock,
  timeoutMs: number,
): Promise<ProviderReply | null> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(timeoutMs, () => resolve(null));
    reply.then(resolve, reject).finally(cancel);
  });
}
