import type { Bet } from '@winnex/contracts';
import { emptySlip, type Pick, type Slip, type SlipLeg, togglePick } from '../slip-model.ts';

/** Small slips for tests. */
export const pick: Pick = {
  fixtureId: 'f1',
  fixtureName: 'Rovers v United',
  marketId: 'm1',
  marketName: 'Match result',
  outcomeId: 'home',
  outcomeName: 'Rovers',
  odds: '2.5',
  marketVersion: 1,
};

export const onePick: Slip = togglePick(emptySlip, pick);

export function legOf(slip: Slip): SlipLeg {
  const leg = slip.legs[0];
  if (leg === undefined) throw new Error('the slip is empty');
  return leg;
}

export function bet(changes: Partial<Bet> = {}): Bet {
  return {
    id: '3f9a12bc-0000-4000-8000-000000000000',
    key: 'key-1',
    status: 'ACCEPTED',
    type: 'single',
    lines: 1,
    stakeMinor: '500',
    currency: 'EUR',
    oddsPolicy: 'NONE',
    legs: [],
    potentialReturnMinor: '1250',
    settlementVersion: 0,
    placedAt: '2026-11-22T15:00:00.000Z',
    ...changes,
  };
}
