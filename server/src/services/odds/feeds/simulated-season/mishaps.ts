import { drawsOf } from './draws.ts';
import type { MatchStory, Side } from './match-process.ts';
import type { MatchTime } from './match-rates.ts';
import type { MishapRates } from './settings.ts';

/** What goes out of the ordinary with a fixture; at most one thing each. */
export type Mishap =
  | { readonly kind: 'postponed' }
  | { readonly kind: 'abandoned'; readonly time: MatchTime }
  | { readonly kind: 'market-cancelled'; readonly time: MatchTime; readonly extent: CancelExtent }
  | { readonly kind: 'goal-disallowed'; readonly time: MatchTime; readonly side: Side }
  | { readonly kind: 'wrong-result'; readonly side: Side };

/** `window`: bets of the last minutes; `all`: every bet; `mistaken`: every bet, then restored. */
export type CancelExtent = 'window' | 'all' | 'mistaken';

const EXTENTS: readonly CancelExtent[] = ['window', 'all', 'mistaken'];

/** A goal is taken back this many minutes after it was given. */
export const REVIEW_MINUTES = 2;
/** No review where the story has an incident within so many minutes. */
const QUIET_MINUTES = 5;

/** The mishap of a fixture, if it has one. */
export function mishapOf(
  seed: number,
  fixtureId: string,
  story: MatchStory,
  rates: MishapRates,
): Mishap | undefined {
  const draw = drawsOf(seed, 'mishap', fixtureId);
  let pick = draw();
  const time: MatchTime = { half: draw() < 0.5 ? 0 : 1, minute: 5 + 35 * draw() };
  const side: Side = draw() < 0.5 ? 'home' : 'away';
  const happens = (rate: number): boolean => {
    pick -= rate;
    return pick < 0 && pick >= -rate;
  };
  if (happens(rates.postponed)) return { kind: 'postponed' };
  if (happens(rates.abandoned)) return { kind: 'abandoned', time };
  if (happens(rates.marketCancelled)) {
    return { kind: 'market-cancelled', time, extent: EXTENTS[Math.floor(3 * draw())]! };
  }
  if (happens(rates.goalDisallowed)) {
    return isQuiet(story, time) ? { kind: 'goal-disallowed', time, side } : undefined;
  }
  return happens(rates.wrongResult) ? { kind: 'wrong-result', side } : undefined;
}

function isQuiet(story: MatchStory, time: MatchTime): boolean {
  return story.incidents.every(
    ({ half, minute }) => half !== time.half || Math.abs(minute - time.minute) > QUIET_MINUTES,
  );
}
