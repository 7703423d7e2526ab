import type { Market } from '@winnex/kernel';
import type { Course } from './course.ts';
import { drawsOf } from './draws.ts';
import { isDecided, type Listing } from './listings.ts';
import type { Season } from './season.ts';
import { situationAt } from './situation.ts';

/** A market that is cancelled by mishap. */
export interface Cancellation {
  readonly market: Market;
  readonly at: number;
  /** Only bets struck from then on are void; absent: all of them. */
  readonly fromMs: number | undefined;
  /** When the cancellation is taken back. */
  readonly restoredAt: number | undefined;
}

/** How far a cancelled window reaches back, and when a mistaken cancellation is taken back. */
const WINDOW_MINUTES = 3;
const MISTAKEN_MINUTES = 4;

/** The market that the mishap of a fixture cancels, if it does: one that is open at that time. */
export function cancellationOf(
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
