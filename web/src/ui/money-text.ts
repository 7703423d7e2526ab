import { formatMoney } from '@winnex/kernel';

/** `€1,204.50` from minor units, exactly: the number formatter is given text, never a float. */
export function moneyText(minor: bigint | string, currency: string): string {
  const text = formatMoney({ minor: BigInt(minor), currency });
  const decimals = text.split('.')[1]?.length ?? 0;
  try {
    return new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(text as Intl.StringNumericLiteral);
  } catch {
    // Intl knows codes of three letters only; USDT has four.
    return `${text} ${currency}`;
  }
}

/** The same with its sign written out: `+€10.00`, `−€5.00`. */
export function signedMoneyText(minor: bigint | string, currency: string): string {
  const amount = BigInt(minor);
  const size = moneyText(amount < 0n ? -amount : amount, currency);
  return amount === 0n ? size : `${amount < 0n ? '−' : '+'}${size}`;
}
