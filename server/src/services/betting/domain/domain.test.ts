import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BetState } from './bet.ts';
import type { BettingPermission } from './betting-permission.ts';
import { decidePlacement, type PlaceBet, type PlacementContext } from './decide-placement.ts';
import { decideSettlement } from './decide-settlement.ts';
import { evolve } from './evolve.ts';
import type { GateOutcome, MarketGate } from './market-gate.ts';
import { legOutcomeAfter, type MarketResult } from './market-results.ts';

const now = 1_000_000;
const free: BettingPermission = { barMessage: null, inPlayMarkets: 'all', limits: [] };

function gate(change: Partial<MarketGate> = {}, home: Partial<GateOutcome> = {}): MarketGate {
  return {
    marketId: 'f1/1x2',
    fixtureId: 'f1',
    fixtureName: 'Alder v Birch',
    competitionName: 'Grove League',
    sport: 'football',
    startsAtMs: now + 60_000,
    type: '1x2',
    specifiers: '',
    name: 'Match result',
    status: 'active',
    version: 7,
    inPlay: false,
    score: null,
    outcomes: [
      { id: 'home', name: 'Alder', odds: 23_500, active: true, ...home },
      { id: 'away', name: 'Birch', odds: 31_000, active: true },
    ],
    ...change,
  };
}

function command(change: Partial<PlaceBet['request']> = {}, odds = 23_500): PlaceBet {
  return {
    request: {
      betId: 'b1',
      customerId: 'c1',
      key: 'k1',
      requestHash: '00',
      type: 'single',
      stakeMinor: 1_000n,
      lineStakeMinor: null,
      currency: 'EUR',
      oddsPolicy: 'NONE',
      ...change,
    },
    legs: [{ marketId: 'f1/1x2', outcomeId: 'home', odds }],
  };
}

function context(change: Partial<PlacementContext> = {}, market = gate()): PlacementContext {
  return {
    atMs: now,
    permission: free,
    figures: () => ({ staked: 0n, settledStakes: 0n, returned: 0n, openStakes: 0n }),
    accountCurrency: 'EUR',
    balanceMinor: 5_000n,
    gates: new Map([[market.marketId, market]]),
    limits: { stakeMinMinor: 10n, stakeMaxMinor: 100_000n, payoutMaxMinor: 1_000_000n },
    risk: {
      exposure: { markets: new Map(), fixturesMinor: new Map() },
      caps: {
        outcomeMaxMinor: 10n ** 15n,
        marketMaxMinor: 10n ** 15n,
        fixtureMaxMinor: 10n ** 15n,
      },
      rate: { num: 1n, den: 1n },
    },
    rulesVersion: 'r1',
    ...change,
  };
}

function rejectionOf(bet: PlaceBet, at: PlacementContext) {
  const event = decidePlacement(bet, at);
  return event.type === 'bet-rejected' ? event.rejection : null;
}

describe('placement', () => {
  it('accepts, and freezes what decides the payout', () => {
    const event = decidePlacement(command(), context());
    expect(event).toMatchObject({
      type: 'bet-accepted',
      potentialReturnMinor: 2_350n,
      rulesVersion: 'r1',
      legs: [{ odds: 23_500, marketVersion: 7, outcomeName: 'Alder', inPlay: false }],
    });
  });

  it.each([
    ['NONE', 23_500, true],
    ['NONE', 23_400, false],
    ['NONE', 23_600, false],
    ['BETTER', 23_400, true],
    ['BETTER', 23_500, true],
    ['BETTER', 23_600, false],
    ['ANY', 99_999, true],
  ] as const)(
    'policy %s with %i seen against 2.35 now: accepted %s',
    (oddsPolicy, seen, accepted) => {
      const rejection = rejectionOf(command({ oddsPolicy }, seen), context());
      if (accepted) expect(rejection).toBeNull();
      else expect(rejection).toMatchObject({ code: 'ODDS_CHANGED', odds: 23_500, leg: 0 });
    },
  );

  it.each([
    ['ACCOUNT_BLOCKED', command(), context({ permission: { ...free, barMessage: 'Closed.' } })],
    ['ACCOUNT_BLOCKED', command(), context({ permission: null })],
    ['CURRENCY_MISMATCH', command({ currency: 'USD' }), context()],
    ['CURRENCY_MISMATCH', command(), context({ limits: null })],
    ['UNKNOWN_MARKET', command(), context({ gates: new Map() })],
    ['UNKNOWN_OUTCOME', command(), context({}, gate({ outcomes: [] }))],
    ['MARKET_CLOSED', command(), context({}, gate({ status: 'settled' }))],
    ['MARKET_CLOSED', command(), context({}, gate({ status: 'cancelled' }))],
    ['MARKET_SUSPENDED', command(), context({}, gate({ status: 'suspended' }))],
    ['MARKET_SUSPENDED', command(), context({}, gate({ status: 'handed-over' }))],
    ['MARKET_SUSPENDED', command(), context({}, gate({}, { active: false }))],
    ['MARKET_SUSPENDED', command(), context({}, gate({}, { odds: null }))],
    ['EVENT_STARTED', command(), context({}, gate({ startsAtMs: now }))],
    ['STAKE_TOO_LOW', command({ stakeMinor: 9n }), context()],
    ['STAKE_TOO_HIGH', command({ stakeMinor: 100_001n }), context({ balanceMinor: 10n ** 9n })],
    ['INSUFFICIENT_FUNDS', command({ stakeMinor: 5_001n }), context()],
  ])('rejects with %s', (code, bet, at) => {
    expect(rejectionOf(bet, at)?.code).toBe(code);
  });

  it('takes bets in play after the start', () => {
    const live = gate({ inPlay: true, startsAtMs: now - 1, score: { home: 1, away: 0 } });
    const event = decidePlacement(command(), context({}, live));
    expect(event).toMatchObject({
      type: 'bet-accepted',
      legs: [{ scoreAtAcceptance: { home: 1, away: 0 } }],
    });
  });

  it('accepts the largest stake that a rejection names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_001, max: 10_000_000 }), (odds) => {
        const rich = context({ balanceMinor: 10n ** 12n }, gate({}, { odds }));
        const rejection = rejectionOf(command({ stakeMinor: 10n ** 9n }, odds), rich);
        const stakeMinor = rejection?.stakeMaxMinor ?? 0n;
        const event = decidePlacement(command({ stakeMinor }, odds), rich);
        if (stakeMinor >= 10n) expect(event.type).toBe('bet-accepted');
        if (event.type === 'bet-accepted') {
          expect(event.potentialReturnMinor).toBeLessThanOrEqual(1_000_000n);
        }
      }),
    );
  });
});

/** Three legs at 2.00 in fixtures f1, f2 and f3, or in those named. */
function multiple(
  type: PlaceBet['request']['type'],
  change: Partial<PlaceBet['request']> = {},
  fixtures = ['f1', 'f2', 'f3'],
) {
  const gates = new Map(
    fixtures.map((fixtureId) => {
      const marketId = `${fixtureId}/1x2`;
      return [marketId, gate({ marketId, fixtureId }, { odds: 20_000 })] as const;
    }),
  );
  const legs = fixtures.map((fixtureId) => ({
    marketId: `${fixtureId}/1x2`,
    outcomeId: 'home',
    odds: 20_000,
  }));
  return decidePlacement({ ...command({ type, ...change }), legs }, context({ gates }));
}

describe('bets of several legs', () => {
  it('accepts an accumulator at the product of its odds', () => {
    expect(multiple('treble')).toMatchObject({ lines: 1, potentialReturnMinor: 8_000n });
  });

  it('spreads a whole stake over the lines, or takes it for each of them', () => {
    expect(multiple('trixie')).toMatchObject({ lines: 4, potentialReturnMinor: 5_000n });
    const perLine = multiple('patent', { stakeMinor: 700n, lineStakeMinor: 100n });
    expect(perLine).toMatchObject({ lines: 7, potentialReturnMinor: 2_600n });
  });

  it('refuses legs that depend on each other, naming one', () => {
    const event = multiple('treble', {}, ['f1', 'f2', 'f1']);
    expect(event).toMatchObject({ rejection: { code: 'RELATED_SELECTIONS', leg: 2 } });
  });

  it('names a largest stake in whole lines, and accepts it', () => {
    const rich = { balanceMinor: 10n ** 12n };
    const limits = { stakeMinMinor: 10n, stakeMaxMinor: 10n ** 9n, payoutMaxMinor: 99_999n };
    const place = (lineStakeMinor: bigint) => {
      const request = { type: 'patent', stakeMinor: 7n * lineStakeMinor, lineStakeMinor } as const;
      const legs = ['f1', 'f2', 'f3'].map((id) => ({
        marketId: `${id}/1x2`,
        outcomeId: 'home',
        odds: 20_000,
      }));
      const gates = new Map(
        legs.map(({ marketId }) => {
          const fixtureId = marketId.slice(0, 2);
          return [marketId, gate({ marketId, fixtureId }, { odds: 20_000 })] as const;
        }),
      );
      return decidePlacement({ ...command(request), legs }, context({ ...rich, limits, gates }));
    };
    const refused = place(1_000_000n);
    const most = refused.type === 'bet-rejected' ? (refused.rejection.stakeMaxMinor ?? 0n) : 0n;
    expect(most % 7n).toBe(0n);
    expect(place(most / 7n)).toMatchObject({ type: 'bet-accepted' });
    expect(place(most / 7n + 1n)).toMatchObject({ rejection: { code: 'STAKE_TOO_HIGH' } });
  });

  it('takes worse odds down to what a leg allows', () => {
    const worse = {
      ...command({}, 99_999).legs[0],
      marketId: 'f1/1x2',
      outcomeId: 'home',
      odds: 99_999,
    };
    const at = (oddsMin: number) =>
      decidePlacement({ ...command(), legs: [{ ...worse, oddsMin }] }, context()).type;
    expect([at(23_500), at(23_501)]).toEqual(['bet-accepted', 'bet-rejected']);
  });

  it('goes leg by leg, and is over when one line cannot be saved', () => {
    const open = evolve(null, multiple('treble'));
    const [won, lost] = [{ result: 'won' }, { result: 'lost' }] as const;
    const first = decideSettlement(open, [won, null, null], now);
    expect(first).toMatchObject({ type: 'bet-graded' });
    const graded = evolve(open, first as NonNullable<typeof first>);
    expect(graded).toMatchObject({ status: 'ACCEPTED', settlementVersion: 0, sequence: 2 });
    const second = decideSettlement(graded, [won, lost, null], now);
    expect(second).toMatchObject({ type: 'bet-settled', result: 'LOST', payoutMinor: 0n });
    const settled = evolve(graded, second as NonNullable<typeof second>);
    const third = decideSettlement(settled, [won, lost, won], now);
    expect(third).toMatchObject({ type: 'bet-graded' });
    const late = evolve(settled, third as NonNullable<typeof third>);
    expect(decideSettlement(late, [won, won, won], now)).toMatchObject({ payoutMinor: 8_000n });
    expect(decideSettlement(late, [won, null, won], now)).toMatchObject({ type: 'bet-reopened' });
  });
});

const accepted = (): BetState => evolve(null, decidePlacement(command(), context()));

describe('settlement', () => {
  it.each([
    ['won', 2_350n, 'WON', 'SETTLED'],
    ['lost', 0n, 'LOST', 'SETTLED'],
    ['void', 1_000n, 'VOID', 'VOIDED'],
    ['push', 1_000n, 'PUSH', 'SETTLED'],
    ['half-won', 1_675n, 'HALF_WON', 'SETTLED'],
    ['half-lost', 500n, 'HALF_LOST', 'SETTLED'],
  ] as const)('a leg that is %s pays %d', (result, payoutMinor, label, status) => {
    const event = decideSettlement(accepted(), [{ result }], now);
    expect(event).toMatchObject({ payoutMinor, result: label, settlementVersion: 1 });
    expect(event && evolve(accepted(), event)).toMatchObject({ status, paidMinor: payoutMinor });
  });

  it('pays half of a dead heat of two', () => {
    const outcome = { result: 'won', deadHeatFactor: [1, 2] } as const;
    expect(decideSettlement(accepted(), [outcome], now)).toMatchObject({ payoutMinor: 1_175n });
  });

  it('does nothing for the same word twice, and reopens when it is withdrawn', () => {
    const won = { result: 'won' } as const;
    const first = decideSettlement(accepted(), [won], now);
    const settled = evolve(accepted(), first as NonNullable<typeof first>);
    expect(decideSettlement(settled, [won], now)).toBeNull();
    const reopened = decideSettlement(settled, [null], now);
    expect(reopened).toMatchObject({ type: 'bet-reopened', settlementVersion: 2 });
    const open = evolve(settled, reopened as NonNullable<typeof reopened>);
    expect(open).toMatchObject({ status: 'ACCEPTED', paidMinor: 0n, result: null });
    expect(decideSettlement(open, [null], now)).toBeNull();
  });

  it('refuses a stream with a version missing', () => {
    const event = decideSettlement(accepted(), [{ result: 'won' }], now);
    const later = { ...(event as NonNullable<typeof event>), settlementVersion: 2 };
    expect(() => evolve(accepted(), later)).toThrow('version 2 cannot follow 0');
  });
});

describe('results of a market', () => {
  const settled = (result: 'won' | 'lost'): MarketResult => ({
    kind: 'settled',
    outcomes: [{ id: 'home', result }],
  });
  const cancelled = { kind: 'cancelled', fromMs: 100, untilMs: 200 } as const;
  const uncancelled = { ...cancelled, kind: 'cancel-rolled-back' } as const;

  it('the newest settlement counts, a rollback opens', () => {
    expect(legOutcomeAfter([settled('won'), settled('lost')], 'home', 0)?.result).toBe('lost');
    expect(legOutcomeAfter([settled('won'), { kind: 'rolled-back' }], 'home', 0)).toBeNull();
    expect(legOutcomeAfter([], 'home', 0)).toBeNull();
    expect(legOutcomeAfter([settled('won')], 'draw', 0)).toBeNull();
  });

  it.each([
    [99, 'won'],
    [100, 'void'],
    [199, 'void'],
    [200, 'won'],
  ])('a cancellation voids bets inside its window: struck at %i is %s', (atMs, result) => {
    expect(legOutcomeAfter([settled('won'), cancelled], 'home', atMs)?.result).toBe(result);
    expect(legOutcomeAfter([settled('won'), cancelled, uncancelled], 'home', atMs)?.result).toBe(
      'won',
    );
  });
});
