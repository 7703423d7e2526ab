import type { Market } from '@winnex/kernel';
import type { SeasonFixture } from './calendar.ts';
import { type Course, courseOf } from './course.ts';
import { drawsOf } from './draws.ts';
import { isDecided, keyOf, type Listing, listingsOf } from './listings.ts';
import type { Season } from './season.ts';
import type { SimulatedSeasonSettings } from './settings.ts';
import { situationAt } from './situation.ts';
import { type Step, stepsOf } from './steps.ts';
import { type Suspension, suspensionsOf } from './suspensions.ts';

/** A market that is cancelled by mishap. */
export interface Cancellation {
  readonly market: Market;
  readonly at: number;
  /** Only bets struck from then on are void; absent: all of them. */
  readonly fromMs: number | undefined;
  /** When the cancellation is taken back. */
  readonly restoredAt: number | undefined;
}

/** Everything that will be told of one fixture, known from the start. */
export interface FixtureRun {
  readonly season: Season;
  readonly settings: SimulatedSeasonSettings;
  readonly course: Course;
  readonly suspensions: readonly Suspension[];
  readonly listings: readonly Listing[];
  readonly cancellation: Cancellation | undefined;
  /** In order of time; the first announces the fixture, the last closes it. */
  readonly steps: readonly Step[];
}

/** How far a cancelled window reaches back, and when a mistaken cancellation is taken back. */
const WINDOW_MINUTES = 3;
const MISTAKEN_MINUTES = 4;

/** The run of a fixture: a pure function of season, fixture and settings. */
export function fixtureRun(
  season: Season,
  fixture: SeasonFixture,
  settings: SimulatedSeasonSettings,
): FixtureRun {
  const course = courseOf(season, fixture);
  const suspensions = suspensionsOf(season.seed, course);
  const offeredAt = announcedAt(season, fixture, settings);
  const listings = listingsOf(course, offeredAt, suspensions);
  const cancellation = cancellationOf(season, course, listings);
  const steps = stepsOf({ season, settings, course, suspensions, cancellation, offeredAt });
  return { season, settings, course, suspensions, listings, cancellation, steps };
}

/** When a fixture is first told of. */
export function announcedAt(
  { speed }: Season,
  { startsAt }: SeasonFixture,
  { offeredMinutes }: SimulatedSeasonSettings,
): number {
  return Math.round(startsAt - (offeredMinutes * 60_000) / speed);
}

/** True while all bets on the market are void. */
export function isCancelled({ cancellation }: FixtureRun, market: Market, at: number): boolean {
  if (!cancellation || cancellation.fromMs !== undefined || at < cancellation.at) return false;
  if (cancellation.restoredAt !== undefined && at >= cancellation.restoredAt) return false;
  return keyOf(cancellation.market) === keyOf(market);
}

/** The suspension in force at a time. */
export function suspensionAt({ suspensions }: FixtureRun, at: number): Suspension | undefined {
  return suspensions.find(({ from, until }) => from <= at && at < until);
}

function cancellationOf(
  season: Season,
  course: Course,
  listings: readonly Listing[],
): Cancellation | undefined {
  const { mishap, minuteMs } = course;
  if (mishap?.kind !== 'market-cancelled') return undefined;
  const { half, minute } = mishap.time;
  const at = Math.round((half === 0 ? course.startsAt : course.secondHalfAt) + minute * minuteMs);
  const situation = situationAt(course, at);
  const open = listings.filter(
    ({ market, from, until }) => from < at && at < until && !isDecided(market, situation),
  );
  const draw = drawsOf(season.seed, 'cancelled', course.fixture.id);
  const listing = open[Math.floor(draw() * open.length)];
  if (!listing) return undefined;
  const isWindow = mishap.extent === 'window';
  const windowStart = Math.round(at - WINDOW_MINUTES * minuteMs);
  const isMistaken = mishap.extent === 'mistaken';
  return {
    market: listing.market,
    at,
    fromMs: isWindow ? Math.max(listing.from, windowStart) : undefined,
    restoredAt: isMistaken ? Math.round(at + MISTAKEN_MINUTES * minuteMs) : undefined,
  };
}
