import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../../platform/adapters/simulated/clock.ts';
import type { BetSettlement, FeedMessage, OddsChange } from '../feed.ts';
import { describeFeed } from '../feed-contract.ts';
import { FeedInputFault } from '../recorded/feed-input-fault.ts';
import { playWhole, recordingContext } from '../recorded/play-whole.ts';
import { footballDataFeed } from './football-data-feed.ts';
import { footballDataTable } from './summary-table.ts';

const sampleOf = (name: string) => fileURLToPath(new URL(`samples/${name}`, import.meta.url));
const early = sampleOf('two-digit-years.csv');
const late = sampleOf('four-digit-years.csv');
const folder = mkdtempSync(join(tmpdir(), 'winnex-football-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeFeed('football-data', () => ({
  feed: footballDataFeed({ files: [early, late], bookmaker: 'B365' }),
  clock: virtualClock(Date.parse('2016-08-06T08:00:00Z')),
  live: true,
  playMs: 20_000,
}));

const ofFixture = (messages: readonly FeedMessage[], id: string) =>
  messages.filter((message) =>
    message.kind === 'fixture-change'
      ? message.fixture.id === id
      : 'fixtureId' in message && message.fixtureId === id,
  );

/** `type specifiers: outcome odds…` of every market of an odds change. */
const shown = (message: FeedMessage | undefined) =>
  (message as OddsChange).markets.map(
    ({ type, specifiers, status, outcomes }) =>
      `${type} ${specifiers} ${status}: ${outcomes.map(({ odds }) => odds).join(' ')}`,
  );

const results = (message: FeedMessage | undefined) =>
  (message as BetSettlement).markets.map(
    ({ type, specifiers, outcomes }) =>
      `${type} ${specifiers}: ${outcomes.map(({ id, result }) => `${id} ${result}`).join(', ')}`,
  );

describe('a season with two-digit years', async () => {
  const feed = footballDataFeed({ files: [early], bookmaker: 'B365' });
  const { messages, rejections } = await playWhole(feed);

  it('tells the life of a match', () => {
    const life = ofFixture(messages, 'fd:E3:2016-08-06:ashford-vale-brackwater-town');
    expect(life.map(({ kind, at }) => `${kind} ${new Date(at).toISOString()}`)).toEqual([
      'fixture-change 2016-08-06T11:00:00.000Z',
      'odds-change 2016-08-06T11:00:00.000Z',
      'odds-change 2016-08-06T13:55:00.000Z',
      'bet-stop 2016-08-06T14:00:00.000Z',
      'odds-change 2016-08-06T14:00:00.000Z',
      'odds-change 2016-08-06T15:50:00.000Z',
      'bet-settlement 2016-08-06T15:50:00.000Z',
      'fixture-change 2016-08-06T15:51:00.000Z',
    ]);
    expect(life[0]).toMatchObject({
      fixture: {
        competition: { name: 'League Two', category: 'England', sport: 'football' },
        home: { id: 'fd:team:ashford-vale', name: 'Ashford Vale' },
        status: 'not-started',
      },
    });
    expect(shown(life[1])).toEqual([
      '1x2  active: 21000 34000 36000',
      'totals total=2.5 active: 19700 18000',
      'asian-handicap handicap=-0.25 active: 18300 20200',
    ]);
    expect(shown(life[2])).toEqual(['1x2  active: 20400 35000 39000']);
    expect(life[4]).toMatchObject({ state: { status: 'live', period: 'first-half', minute: 0 } });
    expect(life[5]).toMatchObject({
      state: { status: 'ended', score: { home: 2, away: 1 }, halfTimeScore: { home: 1, away: 0 } },
    });
    expect(life[6]).toMatchObject({ certainty: 2 });
    expect(results(life[6])).toEqual([
      '1x2 : home won, draw lost, away lost',
      'totals total=2.5: over won, under lost',
      'asian-handicap handicap=-0.25: home won, away lost',
    ]);
    expect(life[7]).toMatchObject({ fixture: { status: 'closed' } });
  });

  it('grades quarter lines in halves and level whole lines as pushes', () => {
    const settlement = (id: string) =>
      results(ofFixture(messages, id).find(({ kind }) => kind === 'bet-settlement'))[2];
    expect(settlement('fd:E3:2016-08-06:corley-united-st-dunmeres')).toBe(
      'asian-handicap handicap=-0.25: home half-lost, away half-won',
    );
    expect(settlement('fd:E3:2016-08-13:brackwater-town-corley-united')).toBe(
      'asian-handicap handicap=-1: home push, away push',
    );
  });

  it('stops a match without a result at its kick-off and leaves it open', () => {
    const life = ofFixture(messages, 'fd:E3:2016-08-13:st-dunmeres-ashford-vale');
    expect(life.map(({ kind }) => kind)).toEqual([
      'fixture-change',
      'odds-change',
      'odds-change',
      'bet-stop',
    ]);
  });

  it('offers every price of a day before its first kick-off', () => {
    const priced = messages.filter(
      (message): message is OddsChange =>
        message.kind === 'odds-change' && message.markets.length > 0,
    );
    expect(priced).toHaveLength(7);
    for (const { at, fixtureId } of priced) {
      const kickOff = Date.parse(`${fixtureId.split(':')[2]}T14:00:00Z`);
      expect(at).toBeLessThan(kickOff);
    }
    const times = messages.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('hands over what it rejected', () => {
    expect(rejections).toHaveLength(7);
    expect(rejections[0]).toEqual({
      source: 'two-digit-years.csv',
      line: 6,
      reason: 'the same fixture as line 4',
    });
  });

  it('counts every row', async () => {
    const [summary] = await feed.summary();
    expect(summary).toMatchObject({
      file: 'two-digit-years.csv',
      rows: 11,
      ingested: 4,
      fixtures: 4,
      markets1x2: 4,
      totals: 3,
      handicaps: 3,
      settled: 3,
      oddities: [{ line: 5, reason: 'B365H "0" is not a price above 1' }],
    });
    expect(Object.fromEntries(summary?.sources ?? [])).toEqual({
      '1x2 B365': 3,
      '1x2 BbAv': 1,
      '1x2 PSC': 3,
      'totals BbAv': 3,
      'asian-handicap BbAv': 3,
    });
  });
});

describe('a season with four-digit years, times and closing lines', async () => {
  const { messages } = await playWhole(footballDataFeed({ files: [late], bookmaker: 'PS' }));

  it('prefers the bookmaker, and withdraws a line that closed elsewhere', () => {
    const life = ofFixture(messages, 'fd:SC0:2019-12-14:port-lothie-strathgour');
    expect(shown(life[1])).toEqual([
      '1x2  active: 17400 38500 51000',
      'totals total=2.5 active: 18200 20600',
      'asian-handicap handicap=-0.75 active: 19300 19800',
    ]);
    expect(shown(life[2])).toEqual([
      'asian-handicap handicap=-0.75 inactive: 19300 19800',
      '1x2  active: 16800 39500 56000',
      'totals total=2.5 active: 17700 21000',
      'asian-handicap handicap=-1 active: 20600 18600',
    ]);
    expect(results(life.find(({ kind }) => kind === 'bet-settlement'))).toHaveLength(4);
  });

  it('kicks off at the time of the file', () => {
    const kickOffs = messages
      .filter(({ kind }) => kind === 'bet-stop')
      .map(({ at }) => new Date(at).toISOString());
    expect(kickOffs).toEqual(['2019-12-14T12:30:00.000Z', '2019-12-14T15:00:00.000Z']);
  });

  it('takes all lines from the market average for a bookmaker that has none', async () => {
    const feed = footballDataFeed({ files: [late], bookmaker: 'B365' });
    const [summary] = await feed.summary();
    expect([...(summary?.sources.keys() ?? [])].slice(0, 3)).toEqual([
      '1x2 B365',
      'totals B365',
      'asian-handicap B365',
    ]);
  });
});

describe('several files', () => {
  it('plays them in order of days and rejects what came before', async () => {
    const feed = footballDataFeed({ files: [late, early, early], bookmaker: 'B365' });
    const { messages } = await playWhole(feed);
    const firsts = messages.flatMap((m) => (m.kind === 'fixture-change' ? [m.fixture.id] : []));
    expect(firsts[0]).toBe('fd:E3:2016-08-06:ashford-vale-brackwater-town');
    const summaries = await feed.summary();
    expect(summaries[2]).toMatchObject({ rows: 11, ingested: 0 });
    expect(summaries[2]?.rejected[0]).toEqual({
      line: 2,
      reason: 'the same fixture is in two-digit-years.csv',
    });
    expect(footballDataTable(summaries)).toMatchInlineSnapshot(`
      "file                  rows  ingested  rejected  1x2  totals  handicaps  settled
      --------------------  ----  --------  --------  ---  ------  ---------  -------
      four-digit-years.csv     2         2         0    2       2          2        2
      two-digit-years.csv     11         4         7    4       3          3        3
      two-digit-years.csv     11         0        11    0       0          0        0
      all files               24         6        18    6       5          5        5

      Prices:
        1x2 B365: 5
        1x2 B365C: 2
        1x2 BbAv: 1
        1x2 PSC: 3
        asian-handicap B365: 2
        asian-handicap B365C: 2
        asian-handicap BbAv: 3
        totals B365: 2
        totals B365C: 2
        totals BbAv: 3

      Rejected:
        two-digit-years.csv:6: the same fixture as line 4
        two-digit-years.csv:7: "31/02/17" is not a date dd/mm/yy or dd/mm/yyyy and a time hh:mm
        two-digit-years.csv:8: FTR says "A" and the goals say 1-0
        two-digit-years.csv:9: FTHG "x" is not a number of goals
        two-digit-years.csv:10: no HomeTeam
        two-digit-years.csv:11: 3 columns where the header has 37
        two-digit-years.csv:12: empty row
        two-digit-years.csv:2: the same fixture is in two-digit-years.csv
        two-digit-years.csv:3: the same fixture is in two-digit-years.csv
        two-digit-years.csv:4: the same fixture is in two-digit-years.csv
        two-digit-years.csv:5: the same fixture is in two-digit-years.csv
        two-digit-years.csv:6: the same fixture as line 4
        two-digit-years.csv:7: "31/02/17" is not a date dd/mm/yy or dd/mm/yyyy and a time hh:mm
        two-digit-years.csv:8: FTR says "A" and the goals say 1-0
        two-digit-years.csv:9: FTHG "x" is not a number of goals
        two-digit-years.csv:10: no HomeTeam
        two-digit-years.csv:11: 3 columns where the header has 37
        two-digit-years.csv:12: empty row

      Passed over:
        two-digit-years.csv:5: B365H "0" is not a price above 1"
    `);
  });
});

describe('files that cannot be used', () => {
  const cut = join(folder, 'cut.csv');
  writeFileSync(cut, 'Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,B365H,B365D,B365A\nE0,11/08/17,A');

  it.each([
    [[], 'B365', 'No file was named'],
    [[join(folder, 'missing.csv')], 'B365', 'does not exist. Check the path.'],
    [[folder], 'B365', 'is a folder. Name the files in it.'],
    [[early, cut], 'B365', 'cut.csv is cut off in the middle of line 2. Download it again.'],
    [[early], 'ZZ', 'two-digit-years.csv has no prices of ZZ. Choose one of B365, PS.'],
  ])('%j with %s: one sentence and no message', async (files, bookmaker, sentence) => {
    const { context, messages } = recordingContext();
    const start = footballDataFeed({ files, bookmaker }).start(context);
    await expect(start).rejects.toBeInstanceOf(FeedInputFault);
    await expect(start).rejects.toThrow(sentence);
    expect(messages).toEqual([]);
  });
});
