import { KernelError, parseOdds } from '@winnex/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimalOdds } from './decimal-odds.ts';

describe('readDecimalOdds', () => {
  it.each([
    ['1.44', 14_400],
    ['2', 20_000],
    ['200.0', 2_000_000],
    ['1.0001', 10_001],
    ['2.50000', 25_000],
    ['1000000', 10_000_000_000],
  ])('reads %s', (text, scaled) => expect(readDecimalOdds(text)).toBe(scaled));

  it.each([
    '',
    '1',
    '1.0',
    '0',
    '-2',
    '+2',
    'NaN',
    'Infinity',
    '1e3',
    '2,5',
    '.5',
    '2.',
    '1.23456',
  ])('refuses "%s"', (text) => expect(readDecimalOdds(text)).toBeNull());

  it.each(['1000000.0001', '9'.repeat(24), '٢.٥', '2.5.1', ' 2'])('refuses "%s"', (text) =>
    expect(readDecimalOdds(text)).toBeNull(),
  );

  it('agrees with the kernel on every decimal of up to four places', () => {
    const decimal = fc
      .tuple(fc.nat(2_000_000), fc.nat(4), fc.nat(9_999))
      .map(([whole, places, fraction]) =>
        places === 0
          ? `${whole}`
          : `${whole}.${String(fraction).padStart(4, '0').slice(0, places)}`,
      );
    const agree = fc.property(decimal, (text) => {
      expect(readDecimalOdds(text)).toBe(kernels(text));
    });
    fc.assert(agree, { seed: 1, numRuns: 500 });
  });
});

function kernels(text: string): number | null {
  try {
    return parseOdds(text, 'decimal').scaled;
  } catch (error) {
    if (error instanceof KernelError) return null;
    throw error;
  }
}
