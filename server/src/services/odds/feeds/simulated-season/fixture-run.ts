import type { Market } from '@winnex/kernel';
import type { SeasonFixture } from './calendar.ts';
import { type Cancellation, cancellationOf } from './cancellation.ts';
import { type Course, courseOf } from './course.ts';
import { keyOf, type Listing, listingsOf } from './listings.ts';
import type { Season } from './season.ts';
import type { SimulatedSeasonSettings } from './settings.ts';
import { type Step, stepsOf } from './steps.ts';
import { type Suspension, suspensionsOf } from './suspensions.ts';

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
