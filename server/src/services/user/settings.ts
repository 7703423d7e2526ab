/** What the user service is told. Names and defaults stand in `winnex.default.toml`. */
export interface UserSettings {
  readonly registration: RegistrationSettings;
  readonly password: PasswordSettings;
  readonly signIn: SignInSettings;
  readonly tokens: TokenSettings;
}

export interface RegistrationSettings {
  /** ISO 3166-1 alpha-2 codes of the countries whose residents may register. */
  readonly countries: readonly string[];
  /** ISO 4217 codes a wallet may be kept in. */
  readonly currencies: readonly string[];
  /** Years; a country with a higher age of its own keeps it. At least 18. */
  readonly minimumAge: number;
}

/** Argon2id cost. Raising it upgrades each stored hash at the person's next sign-in. */
export interface PasswordSettings {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

export interface SignInSettings {
  /** Failures in a row for one email before it has to wait. */
  readonly emailFailuresMax: number;
  /** Failures from one address before it has to wait. */
  readonly addressFailuresMax: number;
  /** First wait; it doubles with each further failure. */
  readonly backOffMs: number;
  readonly backOffMsMax: number;
  /** After this long without an attempt the count starts anew. */
  readonly forgetAfterMs: number;
}

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly accessTtlMs: number;
  /** A session ends after this long without a refresh. */
  readonly refreshIdleMs: number;
  /** A session ends after this long, whatever happens. */
  readonly refreshAbsoluteMs: number;
  /** How long a token that was just used may be used again by the same client. */
  readonly refreshGraceMs: number;
  /** How long an ended session's access tokens may still be taken by another process. */
  readonly revocationDelayMs: number;
  readonly keyRotationMs: number;
  /** Seals private signing keys in the database; null leaves them to the database's own guard. */
  readonly keySecret: string | null;
  /** Access tokens remembered as verified. */
  readonly verifiedMax: number;
}

/** Clocks of two machines may differ by this much before a token's times are not believed. */
export const CLOCK_SKEW_MS = 60_000;
