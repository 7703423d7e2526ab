import { createHash } from 'node:crypto';
import { type Caller, type DepositRequest, ServiceRefusal } from '@winnex/contracts';
import { formatMoney } from '@winnex/kernel';
import type { DepositLimits } from '../settings.ts';

export interface DepositOrder {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly method: string | null;
}

/** The same for two requests that ask for the same deposit. */
export function depositRequestHash(request: DepositRequest): Buffer {
  const facts = [request.amountMinor, request.currency, request.method ?? null];
  return createHash('sha256').update(JSON.stringify(facts)).digest();
}

/** Reads what a customer asks to deposit, or refuses with the part that is wrong. */
export function readDeposit(
  caller: Caller,
  request: DepositRequest,
  limits: ReadonlyMap<string, DepositLimits>,
): DepositOrder {
  const { currency } = request;
  if (currency !== caller.currency) {
    throw refused('/currency', `Your account is in ${caller.currency}; deposit in that currency.`);
  }
  const limit = limits.get(currency);
  if (limit === undefined) throw refused('/currency', `Deposits in ${currency} are not offered.`);

  if (!/^[0-9]{1,18}$/.test(request.amountMinor)) {
    throw refused('/amountMinor', 'Give the amount in whole minor units, such as 1050.');
  }
  const amountMinor = BigInt(request.amountMinor);
  const shown = (minor: bigint) => `${formatMoney({ minor, currency })} ${currency}`;
  if (amountMinor < limit.minMinor || amountMinor === 0n) {
    throw refused('/amountMinor', `Deposit at least ${shown(limit.minMinor)}.`);
  }
  if (amountMinor > limit.maxMinor) {
    throw refused('/amountMinor', `Deposit at most ${shown(limit.maxMinor)} at a time.`);
  }

  const method = request.method ?? null;
  if (method !== null && isCardNumber(method)) {
    throw refused(
      '/method',
      "Send the provider's token of the payment method, never a card number.",
    );
  }
  return { amountMinor, currency, method };
}

/**
 * Whether a text is a card number (ISO/IEC 7812: 12 to 19 digits with a Luhn check digit). None may
 * be stored or logged here (PCI DSS).
 */
function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/[\s.-]/g, '');
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function refused(pointer: string, detail: string): ServiceRefusal {
  return new ServiceRefusal('payment-refused', detail, [{ pointer, detail }]);
}
