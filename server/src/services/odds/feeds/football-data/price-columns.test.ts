import { describe, expect, it } from 'vitest';
import { FeedInputFault } from '../recorded/feed-input-fault.ts';
import { bookmakersIn, choosePrices } from './price-columns.ts';

const early = 'HS,AS,HF,AF,B365H,B365D,B365A,PSH,PSD,PSA,BbMxH,BbAvH,BbMxD,BbAvD,BbMxA,BbAvA';
const earlyLines = 'BbAv>2.5,BbAv<2.5,BbAHh,BbMxAHH,BbAvAHH,BbMxAHA,BbAvAHA,PSCH,PSCD,PSCA';
const old = `${early},${earlyLines}`.split(',');
const late = (
  'B365H,B365D,B365A,PSH,PSD,PSA,MaxH,MaxD,MaxA,AvgH,AvgD,AvgA,P>2.5,P<2.5,Avg>2.5,Avg<2.5,AHh,' +
  'PAHH,PAHA,AvgAHH,AvgAHA,B365CH,B365CD,B365CA,PSCH,PSCD,PSCA,PC>2.5,PC<2.5,AHCh,PCAHH,PCAHA'
).split(',');

const sources = (columns: readonly { source: string; type: string }[]) =>
  columns.map(({ source, type }) => `${type} ${source}`);

describe('the columns of a bookmaker', () => {
  it('finds the codes, without averages and closing prices', () => {
    expect(bookmakersIn(new Set(old))).toEqual(['B365', 'PS']);
    expect(bookmakersIn(new Set(late))).toEqual(['B365', 'PS']);
  });

  it('takes lines from the market average where the bookmaker has none', () => {
    const choice = choosePrices(old, { bookmaker: 'B365' }, 'old.csv');
    expect(sources(choice.opening)).toEqual([
      '1x2 B365',
      '1x2 BbAv',
      'totals BbAv',
      'asian-handicap BbAv',
    ]);
    expect(sources(choice.closing)).toEqual(['1x2 PSC']);
    expect(choice.closingBookmaker).toBe('PS');
  });

  it('prefers the bookmaker, opening and closing', () => {
    const choice = choosePrices(late, { bookmaker: 'PS' }, 'late.csv');
    expect(sources(choice.opening).slice(0, 3)).toEqual([
      '1x2 PS',
      'totals PS',
      'asian-handicap PS',
    ]);
    expect(sources(choice.closing)).toEqual(['1x2 PSC', 'totals PSC', 'asian-handicap PSC']);
    expect(choosePrices(late, { bookmaker: 'B365' }, 'f').closingBookmaker).toBe('B365');
    const other = { bookmaker: 'B365', closingBookmaker: 'PS' };
    expect(choosePrices(late, other, 'late.csv').closing[0]?.source).toBe('PSC');
  });

  it('names what there is when the choice is not', () => {
    expect(() => choosePrices(old, { bookmaker: 'XX' }, 'old.csv')).toThrow(
      new FeedInputFault('old.csv has no prices of XX. Choose one of B365, PS.'),
    );
    const closing = { bookmaker: 'PS', closingBookmaker: 'B365' };
    expect(() => choosePrices(old, closing, 'old.csv')).toThrow(
      'old.csv has no closing prices of B365. Choose one of PS.',
    );
    expect(() => choosePrices(['Div'], { bookmaker: 'PS' }, 'bare.csv')).toThrow('none at all');
  });
});
