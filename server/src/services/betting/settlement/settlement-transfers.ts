import type { BetState } from '../domain/bet.ts';
import { house, type LedgerTransfer, transferId } from '../store/ledger-calls.ts';

/**
 * The money of one settlement step: only the difference between what the bet has been paid and
 * what it is due. A stake leaves `open-stakes` when a bet settles and returns there when its result
 * is withdrawn. What a correction takes back beyond the cash that is left becomes `owed`.
 */
export function settlementTransfers(
  before: BetState,
  after: BetState,
  cashMinor: bigint,
): LedgerTransfer[] {
  const common = { currency: before.currency, reference: before.betId };
  const customer = before.customerId;
  const id = (purpose: string) => transferId(before.betId, after.sequence, purpose);
  const transfers: LedgerTransfer[] = [];
  const wasOpen = before.status === 'ACCEPTED';
  const isOpen = after.status === 'ACCEPTED';

  if (wasOpen && !isOpen) {
    transfers.push({
      ...common,
      id: id('stake-won'),
      from: { owner: house, kind: 'open-stakes' },
      to: { owner: house, kind: 'revenue' },
      amountMinor: before.stakeMinor,
      code: 'stake-settled',
    });
  }
  const dueMinor = after.paidMinor - before.paidMinor;
  if (dueMinor > 0n) {
    transfers.push({
      ...common,
      id: id('payout'),
      from: { owner: house, kind: 'revenue' },
      to: { owner: customer, kind: 'cash' },
      amountMinor: dueMinor,
      code: payoutCode(before, after),
    });
  }
  if (dueMinor < 0n) {
    const fromCash = -dueMinor < cashMinor ? -dueMinor : cashMinor;
    const fromOwed = -dueMinor - fromCash;
    for (const [kind, amountMinor] of [
      ['cash', fromCash],
      ['owed', fromOwed],
    ] as const) {
      if (amountMinor === 0n) continue;
      transfers.push({
        ...common,
        id: id(`take-back-${kind}`),
        from: { owner: customer, kind },
        to: { owner: house, kind: 'revenue' },
        amountMinor,
        code: 'payout-reversal',
      });
    }
  }
  if (!wasOpen && isOpen) {
    transfers.push({
      ...common,
      id: id('stake-reopened'),
      from: { owner: house, kind: 'revenue' },
      to: { owner: house, kind: 'open-stakes' },
      amountMinor: before.stakeMinor,
      code: 'stake-reopened',
    });
  }
  return transfers;
}

function payoutCode(before: BetState, after: BetState): string {
  if (before.settlementVersion > 0) return 'payout-correction';
  return after.status === 'VOIDED' ? 'stake-refund' : 'payout';
}
