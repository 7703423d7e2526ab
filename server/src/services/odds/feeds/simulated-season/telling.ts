import type {
  FeedMessage,
  FixtureChange,
  FixtureState,
  FixtureStatus,
  MarketPrices,
  OddsChange,
} from '../feed.ts';
import { type FixtureRun, isCancelled, suspensionAt } from './fixture-run.ts';
import { forecastAt } from './forecast.ts';
import { isDecided, keyOf, type Listing } from './listings.ts';
import { closedPrices, openPrices, samePrices } from './prices.ts';
import { type Situation, situationAt } from './situation.ts';

/** The prices that were told last, by market: what has not changed is not told again. */
export type ToldPrices = Map<string, MarketPrices>;

export const producers = ['pre-match', 'live'] as const;

/** Who speaks of a fixture at a time. */
export function producerAt({ course }: FixtureRun, at: number): (typeof producers)[number] {
  return at < course.startsAt ? 'pre-match' : 'live';
}

export function fixtureChange(run: FixtureRun, at: number, status: FixtureStatus): FixtureChange {
  const { id, league, home, away, startsAt } = run.course.fixture;
  const team = (index: number) => ({
    id: `${league.key}-${index + 1}`,
    name: league.teams[index] ?? '',
  });
  return {
    kind: 'fixture-change',
    producer: producerAt(run, at),
    at,
    fixture: {
      id,
      competition: {
        id: league.key,
        name: league.name,
        sport: 'football',
        category: league.category,
      },
      home: team(home),
      away: team(away),
      startsAt,
      status,
    },
  };
}

/** The state of the match, with the prices that changed unless the fixture is suspended. */
export function oddsChange(run: FixtureRun, at: number, told: ToldPrices): OddsChange {
  const prices = isSuspended(run, at) ? [] : marketsAt(run, at);
  const changed = prices.filter((market) => !samePrices(told.get(keyOf(market)), market));
  for (const market of changed) told.set(keyOf(market), market);
  return stateChange(run, at, changed);
}

/** An odds change with these markets. */
export function stateChange(
  run: FixtureRun,
  at: number,
  markets: readonly MarketPrices[],
): OddsChange {
  const state = stateOf(situationAt(run.course, at));
  const fixtureId = run.course.fixture.id;
  return { kind: 'odds-change', producer: producerAt(run, at), at, fixtureId, state, markets };
}

/**
 * All that can be said of a fixture now: for whoever has missed what was told before. `lastAt` is
 * the time of the last step, whose prices are the present ones.
 */
export function snapshot(
  run: FixtureRun,
  now: number,
  lastAt: number,
  told: ToldPrices,
): FeedMessage[] {
  told.clear();
  const { status } = situationAt(run.course, now);
  const prices = marketsAt(run, lastAt);
  const suspended = isSuspended(run, lastAt);
  if (!suspended) for (const market of prices) told.set(keyOf(market), market);
  const shown = suspended ? prices.map(asSuspended) : prices;
  return [fixtureChange(run, now, status), stateChange(run, now, shown)];
}

/** Every market offered so far that is not settled or cancelled, as it stands when not suspended. */
export function marketsAt(run: FixtureRun, at: number): MarketPrices[] {
  const { course } = run;
  if (at >= course.endsAt) return [];
  const situation = situationAt(course, at);
  const model = forecastAt(run.season.seed, course, at);
  return unsettled(run, at, situation).map(({ market, until }) => {
    if (at < until) return openPrices(market, model, run.settings);
    return closedPrices(market, until === course.startsAt ? 'inactive' : 'suspended');
  });
}

/** The listings offered so far that are neither decided nor cancelled. */
export function unsettled(run: FixtureRun, at: number, situation: Situation): Listing[] {
  return run.listings.filter(
    ({ market, from }) =>
      from <= at && !isCancelled(run, market, at) && !isDecided(market, situation),
  );
}

/** The markets that the pre-match producer leaves to the live one. */
export function handedOver(run: FixtureRun, at: number): MarketPrices[] {
  return run.listings
    .filter(({ from, until }) => from < at && until > at)
    .map(({ market }) => closedPrices(market, 'handed-over'));
}

function isSuspended(run: FixtureRun, at: number): boolean {
  return suspensionAt(run, at) !== undefined;
}

function asSuspended(market: MarketPrices): MarketPrices {
  return market.status === 'active' ? { ...market, status: 'suspended' } : market;
}

function stateOf(situation: Situation): FixtureState {
  const { status, period, score, halfTimeScore, redCards } = situation;
  if (period === undefined) return { status };
  const state = { status, score, minute: minuteShown(situation), period, redCards };
  return halfTimeScore ? { ...state, halfTimeScore } : state;
}

/** Added time is not counted on: 45 and 90 stand until the whistle. */
function minuteShown({ period, time }: Situation): number {
  if (period === 'half-time') return 45;
  return 45 * time.half + Math.min(45, Math.floor(time.minute));
}
