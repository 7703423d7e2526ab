import { expect, test } from 'vitest';
import { isKnownMarketType } from '../../src/markets/catalogue.ts';
import { marketName, outcomeName, outcomesOf } from '../../src/markets/names.ts';
import { markets } from './scores.ts';

const teams = { home: 'Rovers', away: 'United' };

test.each([
  ['1x2', '', 'draw', 'Match result', 'Draw'],
  ['double-chance', '', 'home-or-away', 'Double chance', 'Rovers or United'],
  ['draw-no-bet', '', 'away', 'Draw no bet', 'United'],
  ['totals', 'total=2.25', 'under', 'Total goals 2.25', 'Under 2.25'],
  ['asian-handicap', 'handicap=-0.75', 'home', 'Asian handicap -0.75', 'Rovers -0.75'],
  ['asian-handicap', 'handicap=-0.75', 'away', 'Asian handicap -0.75', 'United +0.75'],
  ['asian-handicap', 'handicap=0', 'away', 'Asian handicap 0', 'United 0'],
  ['both-teams-to-score', '', 'yes', 'Both teams to score', 'Yes'],
  ['correct-score', '', '2-1', 'Correct score', '2-1'],
  ['correct-score', '', 'other', 'Correct score', 'Any other score'],
  ['next-goal', 'goal=2', 'none', 'Goal 2', 'No goal'],
  ['next-goal', 'goal=2', 'home', 'Goal 2', 'Rovers'],
  ['half-time-full-time', '', 'draw/away', 'Half time / full time', 'Draw / United'],
])('%s %s %s', (type, specifiers, outcome, market, name) => {
  expect(marketName({ type, specifiers })).toBe(market);
  expect(outcomeName({ type, specifiers }, outcome, teams)).toBe(name);
});

test('every outcome of a market has its own name', () => {
  for (const market of markets) {
    const ids = outcomesOf(market);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => outcomeName(market, id))).size).toBe(ids.length);
  }
});

test('unknown types and outcomes', () => {
  expect(isKnownMarketType('1x2')).toBe(true);
  expect(isKnownMarketType('toString')).toBe(false);
  expect(() => outcomeName({ type: '1x2', specifiers: '' }, 'x')).toThrowError(
    expect.objectContaining({ code: 'MARKET_INVALID', path: 'outcome' }),
  );
});
