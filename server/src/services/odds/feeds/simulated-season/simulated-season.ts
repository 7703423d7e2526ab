import type { SportsFeed } from '../feed.ts';
import { seasonSession } from './season-session.ts';
import {
  defaultSimulatedSeasonSettings,
  requireSeasonSettings,
  type SimulatedSeasonSettings,
} from './settings.ts';

/**
 * A world of invented leagues that play for ever on an accelerated clock. Every match, price and
 * mishap is a pure function of the seed, the moment at which the season began (which the feed
 * remembers) and the time, so the season goes on through a restart as if it had never paused.
 *
 * Throws a RangeError that names the setting when one cannot be played.
 */
export function simulatedSeason(settings: Partial<SimulatedSeasonSettings> = {}): SportsFeed {
  const effective = { ...defaultSimulatedSeasonSettings, ...settings };
  requireSeasonSettings(effective);
  return {
    name: 'simulated-season',
    start: (context) => seasonSession(context, effective),
  };
}
