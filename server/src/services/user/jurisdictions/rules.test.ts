import { isKnownMarketType } from '@winnex/kernel';
import { expect, it } from 'vitest';
import { jurisdictionRules } from './rules.ts';

it('a country without a row of its own has the common rules', () => {
  expect(jurisdictionRules('IE')).toEqual({
    minimumAge: 18,
    inPlayMarkets: 'all',
    creditCards: false,
    bonuses: true,
  });
  expect(jurisdictionRules('constructor')).toBe(jurisdictionRules('IE'));
});

it('a country with one differs in that alone', () => {
  expect(jurisdictionRules('BE')).toEqual({
    ...jurisdictionRules('IE'),
    minimumAge: 21,
    bonuses: false,
  });
});

it('names only markets that exist', () => {
  const { inPlayMarkets } = jurisdictionRules('DE');
  expect(inPlayMarkets).toContain('next-goal');
  expect([...inPlayMarkets].filter((type) => !isKnownMarketType(type))).toEqual([]);
});
