import { beforeEach, expect, test } from 'vitest';
import { receiveFixture } from '../live/board.ts';
import { fixture, market } from '../live/testing/board.ts';
import { legName, type Slip, setStake, togglePick } from './slip-model.ts';
import { totalSlip, viewLeg } from './slip-totals.ts';
import { onePick, pick } from './testing/slip.ts';

const twoPicks = togglePick(onePick, { ...pick, marketId: 'm2' });

beforeEach(() => {
  const markets = [market(), market({ id: 'm2' })];
  receiveFixture('f1', 'snapshot', { fixture: fixture({ markets }) });
});

test('stakes and returns add up over the picks that have a stake', () => {
  const totals = totalOf(setStake(twoPicks, legName(pick), '4'));
  expect(totals).toMatchObject({ stakeMinor: 400n, returnMinor: 1_000n, obstacle: null });
  expect(totals.ready).toHaveLength(1);
});

test('without a stake there is nothing to place', () => {
  expect(totalOf(twoPicks).obstacle).toBe('Enter a stake to place a bet.');
});

test('a stake that cannot be read holds the whole slip back', () => {
  const slip = setStake(setStake(twoPicks, legName(pick), '4'), 'm2 home', 'x');
  expect(totalOf(slip).obstacle).toBe('Correct the stake marked above.');
});

test('a suspended pick holds the slip back only when it has a stake', () => {
  receiveFixture('f1', 'delta', { markets: [market({ version: 2, status: 'suspended' })] });
  expect(totalOf(setStake(twoPicks, 'm2 home', '4')).obstacle).toBeNull();
  expect(totalOf(setStake(twoPicks, legName(pick), '4')).obstacle).toMatch(/suspended/);
});

test('a moved price is to be accepted before anything goes out', () => {
  const outcomes = [{ id: 'home', name: 'Rovers', odds: '2.2', active: true }];
  receiveFixture('f1', 'delta', { markets: [market({ version: 2, outcomes })] });
  const totals = totalOf(setStake(onePick, legName(pick), '4'));
  expect(totals.ready).toEqual([]);
  expect(totals.mustAccept).toHaveLength(1);
  expect(totals.returnMinor).toBe(880n);
});

function totalOf(slip: Slip) {
  return totalSlip(slip.legs.map((leg) => viewLeg(leg, 'NONE', 'EUR')));
}
