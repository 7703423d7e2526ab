import { toMoneyJson } from '../../../platform/eventsourcing/money-json.ts';
import type { BetState } from '../domain/bet.ts';

/** The columns of `betting.bet`, in the text that PostgreSQL reads them from. */
export interface RebuiltBet {
  readonly id: string;
  readonly customer_id: string;
  readonly idempotency_key: string;
  readonly request_hash: string;
  readonly sequence: number;
  readonly status: string;
  readonly stake_minor: string;
  readonly currency: string;
  readonly paid_minor: string;
  readonly placed_at: string;
  readonly settled_at: string | null;
  readonly state: unknown;
}

/** The row that a bet's events give. */
export function rebuiltBet(state: BetState): RebuiltBet {
  return {
    id: state.betId,
    customer_id: state.customerId,
    idempotency_key: state.key,
    request_hash: `\\x${state.requestHash}`,
    sequence: state.sequence,
    status: state.status,
    stake_minor: state.stakeMinor.toString(),
    currency: state.currency,
    paid_minor: state.paidMinor.toString(),
    placed_at: new Date(state.placedAtMs).toISOString(),
    settled_at: state.settledAtMs === null ? null : new Date(state.settledAtMs).toISOString(),
    state: JSON.parse(toMoneyJson(state)),
  };
}

export const rebuiltColumns: readonly (keyof RebuiltBet)[] = [
  'id',
  'customer_id',
  'idempotency_key',
  'request_hash',
  'sequence',
  'status',
  'stake_minor',
  'currency',
  'paid_minor',
  'placed_at',
  'settled_at',
  'state',
];

/** The rows of `betting.bet_leg` that these bets have; a refused bet has none. */
export interface RebuiltLegs {
  readonly betIds: readonly string[];
  readonly marketIds: readonly string[];
  readonly legs: readonly number[];
}

export function rebuiltLegs(states: readonly BetState[]): RebuiltLegs {
  const rows = states
    .filter(({ status }) => status !== 'REJECTED')
    .flatMap(({ betId, legs }) => legs.map(({ marketId }, leg) => ({ betId, marketId, leg })));
  return {
    betIds: rows.map(({ betId }) => betId),
    marketIds: rows.map(({ marketId }) => marketId),
    legs: rows.map(({ leg }) => leg),
  };
}
