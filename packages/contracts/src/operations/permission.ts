import type { CustomerLimit } from '@winnex/kernel';
import type { Standing } from './standing.ts';

/** What a customer may do now, as betting and payment ask before they act. */
export interface Permission {
  readonly standing: Standing;
  /** Why the customer may neither bet nor deposit now; null when he may. */
  readonly bar: Bar | null;
  /** ISO 3166-1 alpha-2 country of residence. */
  readonly country: string;
  readonly currency: string;
  readonly rules: JurisdictionRules;
  /**
   * The limits in force: of each kind and period the lowest, whoever set it. Session limits are
   * judged here already: see `bar`. The service that acts judges the others against its own
   * records, inside its transaction. Amounts are bigint minor units; in HTTP they would be text.
   */
  readonly limits: readonly LimitInForce[];
}

export interface LimitInForce extends CustomerLimit {
  readonly source: 'customer' | 'operator';
}

export interface Bar {
  readonly reason: 'closed' | 'self-excluded' | 'time-out' | 'session-limit';
  /** One sentence for the customer. */
  readonly message: string;
}

/** What the law of a customer's country lets the book offer him. */
export interface JurisdictionRules {
  /** Years of age from which residents may bet. */
  readonly minimumAge: number;
  /** Market types that may be bet on in play. */
  readonly inPlayMarkets: 'all' | readonly string[];
  readonly creditCards: boolean;
  /** Whether bonuses and free bets may be given. */
  readonly bonuses: boolean;
}
