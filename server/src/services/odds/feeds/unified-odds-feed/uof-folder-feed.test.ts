import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../../platform/adapters/simulated/clock.ts';
import type { FeedMessage } from '../feed.ts';
import { describeFeed } from '../feed-contract.ts';
import { FeedInputFault } from '../recorded/feed-input-fault.ts';
import { playWhole, recordingContext } from '../recorded/play-whole.ts';
import { XML_BYTES_MAX } from './read-xml.ts';
import { uofTable } from './summary-table.ts';
import { uofFolderFeed } from './uof-folder-feed.ts';

const match = fileURLToPath(new URL('samples/match/', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'winnex-uof-'));
afterAll(() => rmSync(temporary, { recursive: true }));

function folderWith(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(temporary, name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

describeFeed('unified-odds-feed', () => ({
  feed: uofFolderFeed({ folder: match }),
  clock: virtualClock(Date.parse('2030-05-01T08:00:00Z')),
  live: true,
  playMs: 20_000,
}));

const kinds = (messages: readonly FeedMessage[]) => messages.map(({ kind }) => kind);

describe('a folder of one match', async () => {
  const feed = uofFolderFeed({ folder: match });
  const { messages, rejections } = await playWhole(feed);

  it('opens with the described fixture and plays by time', () => {
    expect(kinds(messages)).toEqual([
      'fixture-change',
      'snapshot-complete',
      'odds-change',
      'alive',
      'bet-stop',
      'odds-change',
      'bet-settlement',
      'rollback-bet-settlement',
      'bet-cancel',
      'bet-cancel',
      'rollback-bet-cancel',
      'bet-settlement',
      'fixture-change',
    ]);
    const reason = 'it answers a recovery of the recorded session, not of this';
    expect(rejections).toEqual([{ source: '11-snapshot.xml', reason }]);
    expect(messages[0]).toMatchObject({
      at: Date.parse('2030-05-01T08:00:00Z'),
      fixture: {
        id: 'sr:match:7001',
        competition: { name: 'Harbour League', sport: 'football', category: 'Nordmark' },
        away: { name: 'Skovhavn & Omegn' },
      },
    });
  });

  it('names markets and outcomes that only the feed knows', () => {
    expect(messages[2]).toMatchObject({
      markets: [
        { type: '1x2', outcomes: [{ id: 'home', odds: 21_500, probability: 0.4421 }, {}, {}] },
        { type: 'totals', specifiers: 'total=2.5' },
        { type: 'asian-handicap', specifiers: 'handicap=-0.25' },
        {
          type: 'uof:14',
          specifiers: 'hcp=0:1',
          name: 'Handicap 0:1',
          outcomes: [{ name: 'Fjordby IF (0:1)' }, {}, { name: 'Skovhavn & Omegn (0:1)' }],
        },
        {
          type: 'uof:38',
          specifiers: 'goalnr=1|type=prematch',
          name: '1st goalscorer',
          outcomes: [{ id: 'sr:player:501', name: 'Aksel Holm' }, { name: 'no goal' }],
        },
      ],
    });
  });
});

describe('a folder with other things in it', () => {
  it('delivers what it can and says what it cannot', async () => {
    const folder = folderWith('mixed', {
      'page.xml': '<html><body>404</body></html>',
      'cut.xml': '<odds_change product="1" event_id="sr:match:1" timest',
      'photo.jpg': Uint8Array.of(0xff, 0xd8, 0xff, 0),
      'bomb.xml': '<!DOCTYPE a [<!ENTITY x "y">]><alive product="1" timestamp="5"/>',
      'part.xml':
        '<odds_change product="1" event_id="sr:match:9" timestamp="6">' +
        '<sport_event_status status="1"/><odds><market id="1"><outcome id="1" odds="NaN"/>' +
        '</market></odds></odds_change>',
      'large.xml': new Uint8Array(XML_BYTES_MAX + 1),
      '.hidden': '',
    });
    cpSync(join(match, '03-bet-stop.xml'), join(folder, 'stop.xml'));
    const feed = uofFolderFeed({ folder });
    const { messages, rejections } = await playWhole(feed);
    expect(kinds(messages)).toEqual([
      'snapshot-complete',
      'fixture-change',
      'odds-change',
      'fixture-change',
      'bet-stop',
    ]);
    expect(messages[1]).toMatchObject({
      at: 6,
      fixture: {
        id: 'sr:match:9',
        status: 'live',
        competition: { name: 'Match sr:match:9', sport: 'unknown' },
      },
    });
    expect(rejections).toHaveLength(6);
    expect(uofTable(await feed.summary())).toMatchInlineSnapshot(`
      "kind         files
      -----------  -----
      bet_stop         1
      odds_change      1
      rejected         5
      all files        7

      Rejected:
        bomb.xml: a DOCTYPE is not accepted
        cut.xml: not well-formed XML (unexpected end.)
        large.xml: larger than 10 MB
        page.xml: <html> is not of the Unified Odds Feed
        photo.jpg: not UTF-8 text

      Rejected in part:
        part.xml: market 1, outcome 1: "NaN" is not a price; not offered"
    `);
  });

  it('keeps a known competition, and the status of a later document for later', async () => {
    const document = (at: string, tournament: string) =>
      `<fixtures_fixture generated_at="${at}"><fixture id="sr:match:1" status="closed" ` +
      'start_time="2030-01-01T00:00:00Z">' +
      `${tournament}<competitor id="a" name="A" qualifier="home"/><competitor id="b" name="B" ` +
      'qualifier="away"/></fixture></fixtures_fixture>';
    const folder = folderWith('documents', {
      'a.xml': document('2030-02-02T00:00:00Z', ''),
      'b.xml': document('2030-02-01T00:00:00Z', '<tournament id="t" name="Cup"/>'),
      'stop.xml': '<bet_stop product="1" event_id="sr:match:1" timestamp="1890000000000"/>',
    });
    const { messages } = await playWhole(uofFolderFeed({ folder }));
    expect(messages).toMatchObject([
      {
        at: 1_890_000_000_000,
        fixture: { competition: { name: 'Cup' }, status: 'not-started' },
      },
      { kind: 'snapshot-complete' },
      { kind: 'bet-stop' },
      {
        at: Date.parse('2030-02-02T00:00:00Z'),
        fixture: { competition: { name: 'Cup' }, status: 'closed' },
      },
    ]);
  });
});

describe('a fixture change in the course of a match', () => {
  it('moves the start and leaves the status that was heard', async () => {
    const event = 'product="1" event_id="sr:match:1" timestamp=';
    const folder = folderWith('course', {
      'a.xml': `<odds_change ${event}"1"><sport_event_status status="1"/></odds_change>`,
      'b.xml': `<fixture_change ${event}"2" start_time="500" change_type="2"/>`,
      'c.xml': `<fixture_change ${event}"3" start_time="500" change_type="3"/>`,
    });
    const { messages } = await playWhole(uofFolderFeed({ folder }));
    expect(messages.slice(3)).toMatchObject([
      { fixture: { status: 'live', startsAt: 500 } },
      { fixture: { status: 'cancelled' } },
    ]);
  });
});

describe('a folder that cannot be used', () => {
  it.each([
    [join(temporary, 'missing'), 'does not exist. Check the path.'],
    [join(match, 'player.xml'), 'is a file. Name the folder that holds it.'],
    [folderWith('empty', {}), 'is empty. Name a folder that holds Unified Odds Feed messages'],
    [folderWith('foreign', { 'a.xml': '<a/>' }), '(a.xml: <a> is not of the Unified Odds Feed)'],
  ])('%s: one sentence and no message', async (folder, sentence) => {
    const { context, messages } = recordingContext();
    const start = uofFolderFeed({ folder }).start(context);
    await expect(start).rejects.toBeInstanceOf(FeedInputFault);
    await expect(start).rejects.toThrow(sentence);
    expect(messages).toEqual([]);
  });
});

/** Real messages of the feed, kept beside the repository and not in it. */
const shared = fileURLToPath(new URL('../../../../../../../shared/data/uof/', import.meta.url));

describe.skipIf(!existsSync(shared))('real messages', () => {
  it('are all delivered, one undescribed fixture before its markets', async () => {
    const feed = uofFolderFeed({ folder: shared });
    const { messages, rejections } = await playWhole(feed);
    const { files, rejected, partly } = await feed.summary();
    expect([files, rejected, partly, rejections]).toEqual([13, [], [], []]);
    const live = messages.findIndex(({ kind }) => kind === 'odds-change');
    expect(messages[live - 1]).toMatchObject({ fixture: { id: 'sr:match:123', status: 'live' } });
    expect(messages[live]).toMatchObject({
      at: 1234,
      state: { score: { home: 2, away: 2 }, minute: 75, period: 'second-half' },
    });
    const settlement = messages.find(({ kind }) => kind === 'bet-settlement');
    expect(settlement).toMatchObject({
      fixtureId: 'sr:match:16807109',
      markets: [
        {},
        { specifiers: 'setnr=1|total=9.5' },
        {
          outcomes: [
            { id: '863', result: 'void' },
            { id: '864', result: 'half-lost' },
            { id: '861', result: 'half-won' },
            { id: '862', result: 'lost' },
          ],
        },
        { outcomes: { length: 32, 0: { result: 'won', deadHeatFactor: [1, 2] } } },
        {},
      ],
    });
    const described = messages.filter(({ kind }) => kind === 'fixture-change');
    expect(described).toHaveLength(7);
  });
});
