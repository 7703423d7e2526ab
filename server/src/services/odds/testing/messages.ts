import type {
  BetCancel,
  BetSettlement,
  BetStop,
  FeedMarketStatus,
  FixtureChange,
  FixtureState,
  FixtureStatus,
  MarketKey,
  OddsChange,
  RollbackBetCancel,
  RollbackBetSettlement,
} from '../feeds/feed.ts';

/** Few-worded messages for tests: fixture `m1`, market `1x2`, producer `live`, time 1, 2, ... */
export const oneXTwo: MarketKey = { type: '1x2', specifiers: '' };
export const overUnder: MarketKey = { type: 'totals', specifiers: 'total=2.5' };

const envelope = (at: number) => ({ producer: 'live', at, fixtureId: 'm1' }) as const;

export function fixtureChange(
  at: number,
  status: FixtureStatus = 'not-started',
  id = 'm1',
): FixtureChange {
  return {
    kind: 'fixture-change',
    producer: 'live',
    at,
    fixture: {
      id,
      competition: { id: 'league', name: 'League', sport: 'football', category: 'England' },
      home: { id: 'h', name: 'Home Town' },
      away: { id: 'a', name: 'Away City' },
      startsAt: 1_000_000,
      status,
    },
  };
}

/** Prices of the home win and the draw; `away` is not offered. */
export function oddsChange(
  at: number,
  odds = 20_000,
  status: FeedMarketStatus = 'active',
  key = oneXTwo,
  state?: FixtureState,
): OddsChange {
  const ids = key.type === '1x2' ? ['home', 'draw', 'away'] : ['over', 'under'];
  const outcomes = ids.map((id, index) => ({
    id,
    odds: index === 2 ? null : odds + index * 1_000,
    active: index !== 2,
  }));
  return {
    kind: 'odds-change',
    ...envelope(at),
    ...(state === undefined ? {} : { state }),
    markets: [{ ...key, status, outcomes }],
  };
}

export function betStop(at: number, markets?: readonly MarketKey[]): BetStop {
  return { kind: 'bet-stop', ...envelope(at), ...(markets === undefined ? {} : { markets }) };
}

export function settlement(
  at: number,
  winner: string,
  certainty: 1 | 2 = 2,
  key = oneXTwo,
): BetSettlement {
  const ids = key.type === '1x2' ? ['home', 'draw', 'away'] : ['over', 'under'];
  const outcomes = ids.map((id) => ({ id, result: id === winner ? 'won' : 'lost' }) as const);
  return {
    kind: 'bet-settlement',
    ...envelope(at),
    certainty,
    markets: [{ ...key, outcomes }],
  };
}

export function rollback(at: number, key = oneXTwo): RollbackBetSettlement {
  return { kind: 'rollback-bet-settlement', ...envelope(at), markets: [key] };
}

export interface Window {
  readonly fromMs?: number;
  readonly untilMs?: number;
}

export function betCancel(at: number, window: Window = {}, key = oneXTwo): BetCancel {
  return { kind: 'bet-cancel', ...envelope(at), markets: [key], reason: 'mistake', ...window };
}

export function rollbackCancel(at: number, window: Window = {}, key = oneXTwo): RollbackBetCancel {
  return { kind: 'rollback-bet-cancel', ...envelope(at), markets: [key], ...window };
}
