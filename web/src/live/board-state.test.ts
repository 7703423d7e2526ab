import { expect, test } from 'vitest';
import { applyFixtureDelta, fixtureFromDetail } from './fixture-state.ts';
import { applyLobbyDelta, lobbyFromSnapshot } from './lobby-state.ts';
import { fixture, market, summary } from './testing/board.ts';

test('a lobby delta changes, adds and removes, and leaves the rest as it is', () => {
  const before = lobbyFromSnapshot({ fixtures: [summary(), summary({ id: 'f2' })] });
  const after = applyLobbyDelta(before, {
    changed: [summary({ id: 'f3' })],
    removed: ['f1'],
  });
  expect([...after.keys()]).toEqual(['f2', 'f3']);
  expect(after.get('f2')).toBe(before.get('f2'));
  expect(before.has('f1')).toBe(true);
});

test('a row with an older market keeps the newer one', () => {
  const newer = market({ version: 5 });
  const before = lobbyFromSnapshot({ fixtures: [summary({ mainMarket: newer })] });
  const after = applyLobbyDelta(before, {
    changed: [summary({ minute: 12, mainMarket: market({ version: 4 }) })],
    removed: [],
  });
  expect(after.get('f1')).toMatchObject({ minute: 12, mainMarket: { version: 5 } });
});

test('a row whose main market goes takes the change', () => {
  const before = lobbyFromSnapshot({ fixtures: [summary()] });
  const changed = [summary({ mainMarket: null })];
  expect(applyLobbyDelta(before, { changed, removed: [] }).get('f1')?.mainMarket).toBeNull();
});

test('a fixture delta replaces whole markets and keeps the others', () => {
  const before = fixtureFromDetail(fixture({ markets: [market(), market({ id: 'm2' })] }));
  const after = applyFixtureDelta(before, {
    markets: [market({ version: 2, status: 'suspended' })],
  });
  expect(after.markets.get('m1')?.status).toBe('suspended');
  expect(after.markets.get('m2')).toBe(before.markets.get('m2'));
  expect(after.fixture).toBe(before.fixture);
});

test('older states of a market or fixture change nothing', () => {
  const before = fixtureFromDetail(fixture({ version: 3, markets: [market({ version: 3 })] }));
  const { markets: _, ...older } = fixture({ version: 2, minute: 1 });
  const delta = { fixture: older, markets: [market({ version: 2, status: 'settled' })] };
  expect(applyFixtureDelta(before, delta)).toBe(before);
});
