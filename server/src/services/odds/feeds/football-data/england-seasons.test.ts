import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FeedMessage } from '../feed.ts';
import { playWhole } from '../recorded/play-whole.ts';
import { footballDataFeed } from './football-data-feed.ts';

/** Five English divisions, 2013-14 to 2017-18, kept beside the repository and not in it. */
const folder = fileURLToPath(
  new URL('../../../../../../../shared/data/football-data/england/', import.meta.url),
);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];

describe.skipIf(files.length === 0)('the seasons of England', () => {
  it('ingests or rejects every row of all files', async () => {
    const paths = files.map((file) => folder + file);
    const summaries = await footballDataFeed({ files: paths, bookmaker: 'B365' }).summary();
    expect(summaries).toHaveLength(25);
    for (const { file, rows, ingested, rejected } of summaries) {
      expect(rows, file).toBe(linesOf(folder + file) - 1);
      expect(ingested + rejected.length, file).toBe(rows);
    }
    expect(
      summaries.flatMap(({ file, rejected }) => rejected.map((r) => ({ file, ...r }))),
    ).toEqual([
      { file: '2015-2016-League1.csv', line: 554, reason: 'empty row' },
      { file: '2015-2016-League2.csv', line: 554, reason: 'empty row' },
    ]);
    const sum = (key: 'ingested' | 'markets1x2' | 'totals' | 'handicaps' | 'settled') =>
      summaries.reduce((total, summary) => total + summary[key], 0);
    expect([sum('ingested'), sum('markets1x2'), sum('totals'), sum('settled')]).toEqual(
      Array(4).fill(12_616),
    );
    expect(sum('handicaps')).toBe(12_558);
  });

  it('plays a season in full, in order, each match settled once', async () => {
    const file = `${folder}2017-2018-Premier.csv`;
    const { messages, rejections } = await playWhole(
      footballDataFeed({ files: [file], bookmaker: 'B365' }),
    );
    expect(rejections).toEqual([]);
    const settled = messages.filter(({ kind }) => kind === 'bet-settlement');
    expect(settled).toHaveLength(380);
    const times = messages.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));

    const arsenal = 'fd:E0:2017-08-11:arsenal-leicester';
    const [opening, closing] = pricesOf(messages, arsenal);
    expect(opening?.markets).toMatchObject([
      { type: '1x2', outcomes: [{ odds: 15_300 }, { odds: 45_000 }, { odds: 65_000 }] },
      { type: 'totals', outcomes: [{ odds: 16_100 }, { odds: 23_200 }] },
      { specifiers: 'handicap=-1', outcomes: [{ odds: 18_500 }, { odds: 20_200 }] },
    ]);
    expect(closing?.markets).toMatchObject([
      { type: '1x2', outcomes: [{ odds: 14_900 }, { odds: 47_300 }, { odds: 72_500 }] },
    ]);
    expect(
      settled.find((message) => 'fixtureId' in message && message.fixtureId === arsenal),
    ).toMatchObject({
      markets: [
        { type: '1x2', outcomes: [{ result: 'won' }, { result: 'lost' }, { result: 'lost' }] },
        { type: 'totals', outcomes: [{ result: 'won' }, { result: 'lost' }] },
        { type: 'asian-handicap', outcomes: [{ result: 'push' }, { result: 'push' }] },
      ],
    });
  });

  it('backs every home win at the profit and loss that the file itself gives', async () => {
    const file = `${folder}2017-2018-Premier.csv`;
    const { messages } = await playWhole(footballDataFeed({ files: [file], bookmaker: 'B365' }));
    const taken = new Map<string, number>();
    let profitOfFeed = 0;
    for (const message of messages) {
      if (message.kind === 'odds-change' && !taken.has(message.fixtureId)) {
        const home = message.markets[0]?.outcomes[0]?.odds ?? 0;
        taken.set(message.fixtureId, home);
      } else if (message.kind === 'bet-settlement') {
        const isWon = message.markets[0]?.outcomes[0]?.result === 'won';
        profitOfFeed += (isWon ? (taken.get(message.fixtureId) ?? 0) : 0) - 10_000;
      }
    }
    expect(profitOfFeed).toBe(profitOf(file));
  });
});

/** Profit of one unit on each home win, in ten-thousandths, from the file's own letters. */
function profitOf(file: string): number {
  const [header = '', ...lines] = readFileSync(file, 'latin1').trimEnd().split('\r\n');
  const columns = header.split(',');
  return lines.reduce((profit, line) => {
    const cells = line.split(',');
    const won = cells[columns.indexOf('FTR')] === 'H';
    const price = Math.round(Number(cells[columns.indexOf('B365H')]) * 10_000);
    return profit + (won ? price : 0) - 10_000;
  }, 0);
}

function linesOf(file: string): number {
  return readFileSync(file, 'latin1').trimEnd().split('\n').length;
}

function pricesOf(messages: readonly FeedMessage[], fixtureId: string) {
  return messages.flatMap((message) =>
    message.kind === 'odds-change' && message.fixtureId === fixtureId && message.markets.length > 0
      ? [message]
      : [],
  );
}
