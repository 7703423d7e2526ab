/** What the payment service is told. Names and defaults stand in `winnex.default.toml`. */
export interface PaymentSettings {
  /** Smallest and largest single deposit, by currency. A currency not named takes none. */
  readonly depositLimits: ReadonlyMap<string, DepositLimits>;
  /** After this long without a reply the deposit stays pending and is asked about later. */
  readonly providerTimeoutMs: number;
  /** How often to look for pending deposits that are due. */
  readonly resumeIntervalMs: number;
  /** First wait before a pending deposit is asked about; it doubles each time. */
  readonly resumeBackOffMs: number;
  readonly resumeBackOffMsMax: number;
}

/** In minor units of the currency, both ends allowed. */
export interface DepositLimits {
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
}
