import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedInputFault } from '../recorded/feed-input-fault.ts';
import { readFootballData } from './read-football-data.ts';

const sample = readFileSync(new URL('samples/two-digit-years.csv', import.meta.url));
const read = (source: string | Uint8Array) => readFootballData(source, { file: 'f.csv' });
const HEADER = 'Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR';
const row = (...cells: string[]) => read(`${HEADER}\n${cells.join(',')}\n`);

describe('readFootballData', () => {
  it('keeps or rejects every row, with line and reason', () => {
    const { rows, rejected } = read(sample);
    expect(rows.map(({ line, id }) => `${line} ${id}`)).toEqual([
      '2 fd:E3:2016-08-06:ashford-vale-brackwater-town',
      '3 fd:E3:2016-08-06:corley-united-st-dunmeres',
      '4 fd:E3:2016-08-13:brackwater-town-corley-united',
      '5 fd:E3:2016-08-13:st-dunmeres-ashford-vale',
    ]);
    expect(rejected).toEqual([
      { line: 6, reason: 'the same fixture as line 4' },
      { line: 7, reason: '"31/02/17" is not a date dd/mm/yy or dd/mm/yyyy and a time hh:mm' },
      { line: 8, reason: 'FTR says "A" and the goals say 1-0' },
      { line: 9, reason: 'FTHG "x" is not a number of goals' },
      { line: 10, reason: 'no HomeTeam' },
      { line: 11, reason: '3 columns where the header has 37' },
      { line: 12, reason: 'empty row' },
    ]);
  });

  it('reads results, half times and rows that wait for theirs', () => {
    const [first, , , late] = read(sample).rows;
    expect(first).toMatchObject({
      score: { home: 2, away: 1 },
      halfTimeScore: { home: 1, away: 0 },
    });
    expect(late).toMatchObject({ score: null, halfTimeScore: null });
  });

  it('reads UTF-8 with BOM and Windows-1252', () => {
    const text = `${HEADER}\r\nE3,06/08/16,Kölnbrück,Größe,1,0,H\r\n`;
    for (const bytes of [Buffer.from(`\uFEFF${text}`), Buffer.from(text, 'latin1')]) {
      expect(read(bytes).rows[0]).toMatchObject({
        home: 'Kölnbrück',
        id: 'fd:E3:2016-08-06:kolnbruck-große',
      });
    }
  });

  it.each([
    [['E3', '06/08/16', 'A', 'B', '1', '', ''], 'FTAG "" is not a number of goals'],
    [['E3', '06/08/16', 'A', 'B', '-1', '0', ''], 'FTHG "-1" is not a number of goals'],
    [['E3', '06/08/16', 'A', 'B', '', '', 'H'], 'the result is "H" and there are no goals'],
    [['E3', '06/08/16', 'A', 'a', '1', '0', 'H'], 'A plays itself'],
    [['E3', '06/08/16', '-', 'B', '1', '0', 'H'], '"-" against "B" names no two teams'],
    [['E3', '06/08/16', 'A', 'B', '1', '0', 'H', 'x'], '8 columns where the header has 7'],
    [['', '06/08/16', 'A', 'B', '1', '0', 'H'], 'no Div'],
    [['E 3', '06/08/16', 'A', 'B', '1', '0', 'H'], '"E 3" is not a division'],
    [['E3', '06/08/16', 'A', 'B'.repeat(49), '1', '0', 'H'], 'a team name is too long'],
    [['', '', '', '', '', '', ''], 'empty row'],
  ])('rejects %j', (cells, reason) => {
    expect(row(...cells)).toMatchObject({ rows: [], rejected: [{ line: 2, reason }] });
  });

  it('lets trailing empty columns be', () => {
    expect(row('E3', '06/08/16', 'A', 'B', '1', '0', 'H', '', '').rows).toHaveLength(1);
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['a header alone', `${HEADER}\n`, 'a header and no rows'],
    ['another table', 'id,name\n1,x\n', 'no Div, Date, HomeTeam, AwayTeam, FTHG, FTAG'],
    ['a page', '<!doctype html><p>404', 'is not a football-data.co.uk season'],
    ['half a header', 'Div,Date,HomeTe', 'its first line has no HomeTeam'],
    ['half a row', sample.subarray(0, 700), 'is cut off in the middle of line 4'],
    ['an open quote', `${HEADER}\nE3,"06/08/16,A,B,1,0,H\n`, 'is not readable CSV'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'is not a text file'],
    ['UTF-16', Buffer.from(`${HEADER}\n`, 'utf16le'), 'is not a text file (line 1'],
  ])('refuses %s as a whole', (_what, source, message) => {
    expect(() => read(source)).toThrow(FeedInputFault);
    expect(() => read(source)).toThrow(message);
  });

  it('never fails in another way, whatever happens to the bytes', () => {
    const flips = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 20 });
    fc.assert(
      fc.property(flips, fc.nat(sample.length), (changes, length) => {
        const bytes = Uint8Array.from(sample);
        for (const [index, byte] of changes) bytes[index] = byte;
        expectReadOrFault(bytes.subarray(0, length));
      }),
      { seed: 1, numRuns: 400 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), expectReadOrFault), { seed: 1 });
  });
});

function expectReadOrFault(bytes: Uint8Array): void {
  try {
    const { rows, rejected } = read(bytes);
    for (const { reason } of rejected) expect(reason).not.toBe('');
    expect(new Set([...rows, ...rejected].map(({ line }) => line)).size).toBe(
      rows.length + rejected.length,
    );
  } catch (error) {
    expect(error).toBeInstanceOf(FeedInputFault);
  }
}
