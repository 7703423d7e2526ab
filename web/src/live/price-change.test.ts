import { expect, test } from 'vitest';
import { priceChanges, priceDirection, scaledPrice } from './price-change.ts';
import { market } from './testing/board.ts';

test('prices are compared exactly, not as text', () => {
  expect(scaledPrice('2.35')).toBe(23_500n);
  expect(scaledPrice('10')).toBe(100_000n);
  expect(priceDirection('2.5', '2.50')).toBeNull();
  expect(priceDirection('9.5', '10')).toBe('up');
  expect(priceDirection('1.8333', '1.8332')).toBe('down');
});

test('a price that appears or goes has no direction', () => {
  expect(priceDirection(null, '2.0')).toBeNull();
  expect(priceDirection('2.0', null)).toBeNull();
});

test('only outcomes that moved are named', () => {
  const after = market({
    version: 2,
    outcomes: [
      { id: 'home', name: 'Rovers', odds: '2.4', active: true },
      { id: 'away', name: 'United', odds: '1.80', active: true },
    ],
  });
  expect(priceChanges(market(), after)).toEqual([
    { marketId: 'm1', outcomeId: 'home', from: '2.5', to: '2.4', direction: 'down' },
  ]);
  expect(priceChanges(undefined, after)).toEqual([]);
});
