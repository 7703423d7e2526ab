import type {
  AuditReport,
  BettingOperations,
  OddsOperations,
  PaymentOperations,
  UserOperations,
} from '@winnex/contracts';

/** What the gateway asks of the services; nothing else of them is known here. */
export interface GatewayOperations {
  readonly user: UserOperations;
  readonly odds: OddsOperations;
  readonly payment: PaymentOperations;
  readonly betting: BettingOperations;
  readonly operator: OperatorOperations;
}

export interface OperatorOperations {
  /** Proves the books: entries sum to zero, balances equal entries, bets equal their events. */
  audit(): Promise<AuditReport>;
}

/** Whether the program can serve, and why not. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}
