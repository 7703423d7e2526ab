import { outcomesOf } from '@winnex/kernel';
import { describe, expect, it } from 'vitest';
import { canonicalMarket } from './football-markets.ts';
import { readSpecifiers } from './specifiers.ts';

const market = (id: string, specifiers: string, sport: string | undefined = 'football') =>
  canonicalMarket(id, readSpecifiers(specifiers) ?? new Map(), sport);

describe('canonicalMarket', () => {
  it.each([
    ['1', '', '1x2', '', ['1', '2', '3']],
    ['8', 'goalnr=2', 'next-goal', 'goal=2', ['6', '7', '8']],
    ['10', '', 'double-chance', '', ['9', '10', '11']],
    ['11', '', 'draw-no-bet', '', ['4', '5']],
    ['16', 'hcp=-0.75', 'asian-handicap', 'handicap=-0.75', ['1714', '1715']],
    ['16', 'hcp=+0.50', 'asian-handicap', 'handicap=0.5', ['1714', '1715']],
    ['16', 'hcp=-0.0', 'asian-handicap', 'handicap=0', ['1714', '1715']],
    ['18', 'total=2.5', 'totals', 'total=2.5', ['12', '13']],
    ['29', '', 'both-teams-to-score', '', ['74', '76']],
  ])('%s %s is %s %s', (id, theirs, type, specifiers, ids) => {
    const read = market(id, theirs);
    expect(read).toMatchObject({ type, specifiers, isMapped: true });
    expect(ids.map(read.outcome)).toEqual(outcomesOf({ type, specifiers }));
    expect(read.outcome('999')).toBeUndefined();
  });

  it('names every correct score and half time / full time', () => {
    const scores = market('45', '');
    expect(['274', '276', '286', '322', '324'].map(scores.outcome)).toEqual([
      '0-0',
      '1-0',
      '1-1',
      '4-4',
      'other',
    ]);
    const ids = Array.from({ length: 26 }, (_, index) => String(274 + 2 * index));
    expect(ids.map((id) => scores.outcome(id)).sort()).toEqual([...outcomesOf(scores)].sort());
    const halves = market('47', '');
    const halfIds = Array.from({ length: 9 }, (_, index) => String(418 + 2 * index));
    expect(halfIds.map((id) => halves.outcome(id))).toEqual(outcomesOf(halves));
    expect(halves.outcome('422')).toBe('home/away');
  });

  it.each([
    ['47', 'score=41.5'],
    ['16', 'hcp=0:1'],
    ['16', 'hcp=0.3'],
    ['18', 'total=2.5|from=1'],
    ['18', ''],
    ['8', 'goalnr=0'],
    ['204', 'total=9.5|setnr=1'],
  ])('%s %s keeps its own id', (id, specifiers) => {
    const sorted = specifiers.split('|').sort().join('|');
    const read = market(id, specifiers);
    expect(read).toMatchObject({ type: `uof:${id}`, specifiers: sorted, isMapped: false });
    expect(read.outcome('sr:player:1')).toBe('sr:player:1');
    expect([read.outcome(''), read.outcome('x'.repeat(121))]).toEqual([undefined, undefined]);
  });

  it('maps where the sport is not known, and not where it is another', () => {
    expect(canonicalMarket('1', new Map(), undefined).type).toBe('1x2');
    expect(market('1', '', 'handball').type).toBe('uof:1');
  });
});

describe('readSpecifiers', () => {
  it('keeps colons, signs and players', () => {
    const pairs = readSpecifiers('variant=sr:point_range:76+|player=sr:player:1');
    expect([...(pairs ?? [])]).toEqual([
      ['variant', 'sr:point_range:76+'],
      ['player', 'sr:player:1'],
    ]);
  });

  it.each(['total', '=2.5', 'total=', 'a=1|a=2', '|', 'a=1|'])('refuses "%s"', (text) =>
    expect(readSpecifiers(text)).toBeNull(),
  );
});
