import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translateUofMessage } from './translate-uof-message.ts';

const folder = new URL('samples/match/', import.meta.url);
const sample = (name: string) => readFileSync(new URL(name, folder));
const messages = (xml: string | Uint8Array) => {
  const translation = translateUofMessage(xml);
  if (translation.kind !== 'messages') throw new Error(JSON.stringify(translation));
  return translation.messages;
};
const odds = (inside: string) =>
  translateUofMessage(
    '<odds_change product="1" event_id="sr:match:1" timestamp="5">' +
      `<odds>${inside}</odds></odds_change>`,
  );
const settle = (inside: string) =>
  translateUofMessage(
    `<bet_settlement product="1" event_id="sr:match:1" timestamp="5" certainty="2"><outcomes>` +
      `${inside}</outcomes></bet_settlement>`,
  );

describe('odds_change', () => {
  it('carries prices, status and the state of the match', () => {
    expect(messages(sample('04-odds-live.xml'))).toEqual([
      {
        kind: 'odds-change',
        producer: 'live',
        at: 1_903_890_030_000,
        fixtureId: 'sr:match:7001',
        state: {
          status: 'live',
          score: { home: 1, away: 0 },
          minute: 45,
          period: 'half-time',
          halfTimeScore: { home: 1, away: 0 },
          redCards: { home: 1, away: 1 },
        },
        markets: [
          {
            type: '1x2',
            specifiers: '',
            status: 'active',
            outcomes: [
              { id: 'home', odds: 14_000, active: true },
              { id: 'draw', odds: 45_000, active: true },
              { id: 'away', odds: 90_000, active: false },
            ],
          },
          {
            type: 'totals',
            specifiers: 'total=2.5',
            status: 'suspended',
            outcomes: [
              { id: 'over', odds: 18_000, active: true },
              { id: 'under', odds: 20_500, active: true },
            ],
          },
          {
            type: 'next-goal',
            specifiers: 'goal=2',
            status: 'active',
            outcomes: [
              { id: 'home', odds: 21_000, active: true },
              { id: 'none', odds: 40_000, active: true },
              { id: 'away', odds: 31_000, active: true },
            ],
          },
          {
            type: 'next-goal',
            specifiers: 'goal=1',
            status: 'inactive',
            outcomes: ['home', 'none', 'away'].map((id) => ({ id, odds: null, active: false })),
          },
          {
            type: 'both-teams-to-score',
            specifiers: '',
            status: 'handed-over',
            outcomes: ['yes', 'no'].map((id) => ({ id, odds: null, active: false })),
          },
        ],
      },
    ]);
  });

  it.each(['NaN', '-1.5', '1.0', '0', 'Infinity', '2.00001', '', '1e9'])(
    'does not offer an outcome at "%s"',
    (price) => {
      const outcome = `<outcome id="1" odds="${price}" active="1"/>`;
      expect(odds(`<market id="49" status="1">${outcome}</market>`)).toMatchObject({
        messages: [{ markets: [{ outcomes: [{ id: '1', odds: null, active: false }] }] }],
        rejections: [`market 49, outcome 1: "${price}" is not a price; not offered`],
      });
    },
  );

  it('suspends a market of unknown status and rejects one that it cannot name', () => {
    expect(odds('<market id="49" status="7"/><market id="18" specifiers="total"/>')).toMatchObject({
      messages: [{ markets: [{ type: 'uof:49', status: 'suspended' }] }],
      rejections: [
        'market 49: status "7" is not known; suspended',
        'market 18 total: specifiers are not k=v|k=v',
      ],
    });
    expect(odds('<market id="1"><outcome id="99" odds="2"/></market>')).toMatchObject({
      messages: [{ markets: [] }],
      rejections: ['market 1: it has no outcome "99"'],
    });
    expect(odds('<market id="x y"/>')).toMatchObject({ messages: [{ markets: [] }] });
  });

  it('leaves out a probability that is none', () => {
    const outcome = '<outcome id="1" odds="2" probabilities="1.5"/>';
    expect(JSON.stringify(odds(`<market id="1">${outcome}</market>`))).not.toContain('probability');
  });
});

describe('results', () => {
  it('settles with a certainty, in halves, pushes and dead heats', () => {
    expect(messages(sample('09-settlement.xml'))).toMatchObject([
      {
        kind: 'bet-settlement',
        certainty: 2,
        markets: [
          { type: '1x2', outcomes: [{ result: 'won' }, { result: 'lost' }, { result: 'lost' }] },
          { type: 'asian-handicap', outcomes: [{ result: 'half-won' }, { result: 'half-lost' }] },
          { specifiers: 'total=3', outcomes: [{ result: 'void' }, { result: 'void' }] },
          {
            specifiers: 'goalnr=1|type=prematch',
            voidReason: 'missing goalscorer',
            outcomes: [{ result: 'won', deadHeatFactor: [1, 2] }, { result: 'lost' }],
          },
        ],
      },
    ]);
    expect(messages(sample('05-settlement.xml'))).toMatchObject([{ certainty: 1 }]);
  });

  it('leaves a market open that it cannot settle whole', () => {
    const good =
      '<market id="29"><outcome id="74" result="1"/><outcome id="76" result="0"/></market>';
    const bad = '<market id="1"><outcome id="1" result="1"/><outcome id="2" result="-1"/></market>';
    expect(settle(good + bad)).toMatchObject({
      messages: [{ markets: [{ type: 'both-teams-to-score' }] }],
      rejections: ['market 1: outcome draw is undecided; left open'],
    });
    expect(settle(bad)).toMatchObject({ kind: 'rejected' });
    expect(settle('<market id="1"/>')).toMatchObject({ kind: 'rejected' });
  });

  it('cancels by reason, within its window, and rolls back', () => {
    const window = { fromMs: 1_903_889_000_000, untilMs: 1_903_890_000_000 };
    expect(messages(sample('07-cancel.xml'))).toMatchObject([
      {
        kind: 'bet-cancel',
        reason: 'incorrect odds',
        markets: [{ type: 'next-goal' }, { type: 'both-teams-to-score' }],
        ...window,
      },
      { reason: 'other', markets: [{ type: '1x2' }], ...window },
    ]);
    expect(messages(sample('08-rollback-cancel.xml'))).toMatchObject([
      { kind: 'rollback-bet-cancel', markets: [{ type: '1x2', specifiers: '' }], ...window },
    ]);
    expect(messages(sample('06-rollback.xml'))).toMatchObject([
      { kind: 'rollback-bet-settlement', markets: [{ type: 'next-goal', specifiers: 'goal=1' }] },
    ]);
  });

  it('does not widen a cancellation whose window it cannot read', () => {
    const cancel =
      '<bet_cancel event_id="sr:match:1" timestamp="5" start_time="soon"><market id="1"/>';
    expect(translateUofMessage(`${cancel}</bet_cancel>`)).toMatchObject({
      kind: 'rejected',
      reason: 'start_time "soon" is no time',
    });
  });
});

describe('other messages', () => {
  it('stops every market of the fixture', () => {
    expect(messages(sample('03-bet-stop.xml'))).toEqual([
      {
        kind: 'bet-stop',
        producer: 'live',
        at: 1_903_890_000_000,
        fixtureId: 'sr:match:7001',
        reason: 'groups all',
      },
    ]);
  });

  it.each([
    ['<alive product="1" timestamp="5" subscribed="1"/>', 'live', true],
    ['<alive product="4" timestamp="5" subscribed="0"/>', 'uof:4', false],
    ['<product_down product="3" timestamp="5"/>', 'pre-match', false],
  ])('%s', (xml, producer, subscribed) => {
    expect(messages(xml)).toEqual([{ kind: 'alive', producer, at: 5, subscribed }]);
  });

  it('completes a snapshot and calls off a match that it has never seen', () => {
    expect(messages(sample('11-snapshot.xml'))).toMatchObject([{ requestId: '77' }]);
    expect(messages(sample('10-fixture-change.xml'))).toMatchObject([
      { fixture: { id: 'sr:match:7002', status: 'cancelled', startsAt: 1_903_975_200_000 } },
    ]);
  });
});

describe('what is not of the feed', () => {
  it.each([
    ['<html/>', '<html> is not of the Unified Odds Feed'],
    ['<alive product="1"/>', 'no timestamp in milliseconds'],
    ['<alive timestamp="-5"/>', 'no timestamp in milliseconds'],
    ['<bet_stop timestamp="5"/>', 'no event_id'],
    ['<bet_stop timestamp="5" event_id="a b"/>', 'no event_id'],
    ['<bet_cancel timestamp="5" event_id="sr:match:1"/>', 'it names no market'],
    ['<snapshot_complete timestamp="5"/>', 'no request_id'],
    ['<fixtures_fixture/>', 'a fixture document without a fixture'],
    ['<player_profile/>', 'a profile without id or name'],
    ['<odds_change timestamp="5" event_id="e"><outcome/></odds_change>', 'outside of a market'],
  ])('%s', (xml, reason) => {
    const translation = translateUofMessage(xml);
    expect(translation).toMatchObject({ kind: 'rejected' });
    expect(JSON.stringify(translation)).toContain(reason);
  });

  it('rejects rather than fails, whatever happens to the bytes', () => {
    const samples = readdirSync(folder).map(sample);
    const change = fc.tuple(fc.nat(20_000), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(change, { maxLength: 12 }),
        fc.option(fc.nat(3_000)),
        (original, changes, length) => {
          const bytes = Uint8Array.from(original);
          for (const [index, byte] of changes) bytes[index % bytes.length] = byte;
          const translation = translateUofMessage(bytes.subarray(0, length ?? bytes.length));
          if (translation.kind === 'rejected') expect(translation.reason).not.toBe('');
        },
      ),
      { seed: 1, numRuns: 1_000 },
    );
  });
});
