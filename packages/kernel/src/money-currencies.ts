import { KernelError } from './error.ts';

/** Currencies with other than two decimals, after ISO 4217; BTC counts satoshi. */
const OTHER_DECIMALS: ReadonlyMap<string, number> = new Map([
  ...['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND', 'XAF', 'XOF'].map((c) => [c, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((c) => [c, 3] as const),
  ['USDT', 6],
  ['USDC', 6],
  ['BTC', 8],
  ['LTC', 8],
]);

const TWO_DECIMALS: ReadonlySet<string> = new Set(
  (
    'AED ALL AMD ARS AUD AZN BAM BDT BGN BOB BRL BYN CAD CHF CNY COP CRC CZK DKK DOP EGP EUR GBP ' +
    'GEL GHS GTQ HKD HNL HUF IDR ILS INR KES KZT LKR MAD MDL MKD MXN MYR NGN NIO NOK NZD PEN PHP ' +
    'PKR PLN QAR RON RSD SAR SEK SGD THB TRY TWD TZS UAH USD UYU UZS ZAR ZMW'
  ).split(' '),
);

/** Digits after the point of a currency's minor unit: 0 for JPY, 2 EUR, 3 KWD, 8 BTC. */
export function currencyDecimals(currency: string): number {
  const decimals = TWO_DECIMALS.has(currency) ? 2 : OTHER_DECIMALS.get(currency);
  if (decimals === undefined) {
    const shown = String(currency).slice(0, 12);
    throw new KernelError('CURRENCY_UNKNOWN', `"${shown}" is not a known currency`, 'currency');
  }
  return decimals;
}

/** Every currency code that the kernel knows, sorted. */
export function knownCurrencies(): string[] {
  return [...TWO_DECIMALS, ...OTHER_DECIMALS.keys()].sort();
}
