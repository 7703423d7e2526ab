/**
 * A payment provider is a *stateless translator*: it writes a request in the provider's words and
 * reads a reply. It keeps nothing, calls nothing and knows no time. Sending, timeouts, repetition,
 * storing and posting are done once, around it.
 *
 * The law every provider keeps:
 * 1. `readReply` says `completed` or `refused` only where the reply says so, in full, about this
 *    very deposit: id, amount and currency. Whatever it cannot read is `pending`; it never throws.
 * 2. `depositRequest` may be sent again for the same deposit: the provider takes the deposit's id
 *    as its idempotency key, and never collects twice.
 * 3. `depositQuery` only asks. `unknown` is the answer where the provider says that it never
 *    received the deposit; it is then sent again.
 */
export interface ProviderTranslator {
  /** Name in settings, in the database and in answers, such as `sandbox`. */
  readonly name: string;
  depositRequest(deposit: DepositInstruction): ProviderRequest;
  depositQuery(deposit: DepositInstruction): ProviderRequest;
  readReply(deposit: DepositInstruction, reply: ProviderReply): DepositOutcome;
}

/** Carries a request to the provider. Rejects, or never settles, when there is no reply. */
export type ProviderTransport = (request: ProviderRequest) => Promise<ProviderReply>;

export interface PaymentProvider {
  readonly translator: ProviderTranslator;
  readonly transport: ProviderTransport;
}

export interface DepositInstruction {
  readonly depositId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Token of the payment method at the provider, or null for the provider's own choice. */
  readonly method: string | null;
  readonly createdAtMs: number;
}

export interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query below the provider's address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface ProviderReply {
  readonly status: number;
  readonly body: string;
}

export type DepositOutcome =
  | { readonly kind: 'completed'; readonly providerReference: string }
  /** `reason`: one sentence for the customer. */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly providerReference: string | null;
    }
  /** `why`: for the log. */
  | { readonly kind: 'pending'; readonly why: string; readonly providerReference: string | null }
  | { readonly kind: 'unknown' };
