import { describe, expect, it } from 'vitest';
import { applyAll, boardOf, marketOn, resultsOf, statusOn } from '../testing/board.ts';
import {
  betCancel,
  betStop,
  fixtureChange,
  oddsChange,
  overUnder,
  rollback,
  rollbackCancel,
  settlement,
} from '../testing/messages.ts';
import { applyMessage } from './apply-message.ts';

const open = [fixtureChange(1), oddsChange(2)];

describe('prices', () => {
  it('open a market and count its version up with each real change', () => {
    const board = boardOf(open);
    expect(marketOn(board)).toMatchObject({ status: 'active', version: 1 });
    applyMessage(board, oddsChange(3, 21_000));
    expect(marketOn(board)).toMatchObject({ status: 'active', version: 2 });
  });

  it('change nothing when they are the same or older', () => {
    const board = boardOf([...open, oddsChange(5, 21_000)]);
    const before = marketOn(board);
    for (const message of [oddsChange(5, 21_000), oddsChange(4, 30_000)]) {
      expect(applyMessage(board, message).change).toBeNull();
    }
    applyMessage(board, oddsChange(6, 21_000));
    expect(marketOn(board).version).toBe(before.version);
  });

  it('leave markets alone that they do not name', () => {
    const board = boardOf([...open, oddsChange(3, 18_000, 'active', overUnder)]);
    expect(marketOn(board).version).toBe(1);
    expect(marketOn(board, 'm1/totals/total=2.5').version).toBe(1);
  });

  it('of a fixture that nobody described are refused', () => {
    const { change, refusals } = applyMessage(boardOf(), oddsChange(1));
    expect(change).toBeNull();
    expect(refusals).toEqual([{ reason: 'no fixture "m1" is known' }]);
  });

  it('give every open market a new version when the score changes', () => {
    const board = boardOf([...open, oddsChange(2, 18_000, 'active', overUnder)]);
    const goal = { status: 'live', score: { home: 1, away: 0 } } as const;
    applyMessage(board, oddsChange(3, 15_000, 'active', overUnder, goal));
    expect(marketOn(board).version).toBe(2);
    expect(board.fixtures.get('m1')?.version).toBe(2);
  });
});

describe('bet stop', () => {
  it('moves only active markets, until newer prices come', () => {
    const board = boardOf([...open, oddsChange(2, 18_000, 'inactive', overUnder), betStop(3)]);
    expect(statusOn(board)).toBe('suspended');
    expect(statusOn(board, 'm1/totals/total=2.5')).toBe('inactive');
    applyMessage(board, oddsChange(4));
    expect(statusOn(board)).toBe('active');
  });

  it('on everything holds for markets heard of later, from before it', () => {
    const board = boardOf([fixtureChange(1), betStop(5), oddsChange(4)]);
    expect(statusOn(board)).toBe('suspended');
  });

  it('on some markets leaves the others open', () => {
    const board = boardOf([...open, betStop(3, [overUnder])]);
    expect(statusOn(board)).toBe('active');
  });
});

describe('results', () => {
  it('are versioned: settled, the same again, another, rolled back, settled', () => {
    const board = boardOf(open);
    const applied = applyAll(board, [
      settlement(3, 'home'),
      settlement(4, 'home'),
      settlement(5, 'draw'),
      rollback(6),
      rollback(6),
      settlement(7, 'home'),
    ]);
    expect(resultsOf(applied)).toEqual([
      '1 settled home',
      '2 settled draw',
      '3 rolled-back',
      '4 settled home',
    ]);
    expect(statusOn(board)).toBe('settled');
  });

  it('seen by a scout close the market, and count only when confirmed', () => {
    const board = boardOf(open);
    expect(resultsOf(applyAll(board, [settlement(3, 'home', 1)]))).toEqual([]);
    expect(statusOn(board)).toBe('suspended');
    expect(resultsOf(applyAll(board, [settlement(4, 'home', 2)]))).toEqual(['1 settled home']);
    expect(resultsOf(applyAll(board, [settlement(5, 'draw', 1)]))).toEqual([]);
  });

  it('seen by a scout count at once where the policy says so', () => {
    const policy = { settleAtCertaintyByType: { '1x2': 1 } } as const;
    const board = boardOf([...open, oddsChange(2, 18_000, 'active', overUnder)], policy);
    const applied = applyAll(board, [
      settlement(3, 'home', 1),
      settlement(3, 'over', 1, overUnder),
      settlement(4, 'home', 2),
    ]);
    expect(resultsOf(applied)).toEqual(['1 settled home']);
  });

  it('older than a rollback are out of date', () => {
    const board = boardOf([...open, rollback(5)]);
    expect(resultsOf(applyAll(board, [settlement(4, 'home')]))).toEqual([]);
    expect(statusOn(board)).toBe('suspended');
  });

  it('taken back leave the market suspended until there are new prices', () => {
    const board = boardOf([...open, settlement(3, 'home'), rollback(4)]);
    expect(statusOn(board)).toBe('suspended');
    applyMessage(board, oddsChange(5));
    expect(statusOn(board)).toBe('active');
  });

  it('of a market without prices wait for them', () => {
    const board = boardOf([fixtureChange(1)]);
    expect(resultsOf(applyAll(board, [settlement(3, 'home'), oddsChange(2)]))).toEqual([
      '1 settled home',
    ]);
  });
});

describe('cancellation', () => {
  it('closes the market, and its rollback restores what was', () => {
    const board = boardOf(open);
    const applied = applyAll(board, [betCancel(3), betCancel(3)]);
    expect(resultsOf(applied)).toEqual(['1 cancelled']);
    expect(statusOn(board)).toBe('cancelled');
    expect(resultsOf(applyAll(board, [rollbackCancel(4)]))).toEqual(['2 cancel-rolled-back']);
    expect(statusOn(board)).toBe('active');
  });

  it('of a window voids bets and leaves the market as it is', () => {
    const board = boardOf(open);
    const [applied] = applyAll(board, [betCancel(3, { fromMs: 1, untilMs: 2 })]);
    expect(applied?.change?.results[0]?.change).toMatchObject({
      kind: 'cancelled',
      fromMs: 1,
      untilMs: 2,
    });
    expect(statusOn(board)).toBe('active');
    expect(resultsOf(applyAll(board, [rollbackCancel(4)]))).toEqual([]);
  });

  it('of a settled market is a further result', () => {
    const board = boardOf(open);
    const applied = applyAll(board, [settlement(3, 'home'), betCancel(4), rollbackCancel(5)]);
    expect(resultsOf(applied)).toEqual(['1 settled home', '2 cancelled', '3 cancel-rolled-back']);
    expect(statusOn(board)).toBe('settled');
  });
});

describe('the fixture', () => {
  it('takes no bets once it is over, whatever its markets say', () => {
    const board = boardOf([...open, fixtureChange(3, 'ended')]);
    expect(statusOn(board)).toBe('suspended');
  });

  it('does not go back to before the start, and the rest of the message counts', () => {
    const board = boardOf([...open, fixtureChange(3, 'live')]);
    const state = { status: 'not-started', minute: 12 } as const;
    const { refusals } = applyMessage(board, oddsChange(4, 21_000, 'active', undefined, state));
    expect(refusals.map(({ reason }) => reason)).toEqual([
      'fixture "m1" cannot go from live to not-started',
    ]);
    expect(board.fixtures.get('m1')).toMatchObject({
      status: { value: 'live' },
      play: { minute: { value: 12 } },
    });
  });
});
