import type { Score } from '../feed.ts';
import { type Draw, drawsOf } from './draws.ts';
import {
  ADDED_BOUNDS,
  type AddedMinutes,
  intensity,
  intensityMax,
  type MatchTime,
  scoringFactors,
  WHOLE_INTENSITY,
} from './match-rates.ts';

export type Side = 'home' | 'away';

/** Something that happened in a match. `danger`: an attack, a penalty, a check that came to nothing. */
export interface Incident extends MatchTime {
  readonly kind: 'goal' | 'red-card' | 'danger';
  readonly side: Side;
}

/** A whole match as it was played: incidents in order, and the added time of both halves. */
export interface MatchStory {
  readonly incidents: readonly Incident[];
  readonly added: AddedMinutes;
}

const RED_CARDS_A_MINUTE = 0.00075;
const DANGERS_A_MINUTE = 0.018;

/**
 * Plays a match: goals, red cards and dangers as point processes whose rates depend on the clock,
 * the score and the players left (thinning, Lewis and Shedler 1979). Fast: no prices are made.
 */
export function playMatch(
  seed: number,
  fixture: { readonly id: string; readonly homeGoals: number; readonly awayGoals: number },
): MatchStory {
  const draw = drawsOf(seed, 'match', fixture.id);
  const added: AddedMinutes = [between(draw, ADDED_BOUNDS[0]), between(draw, ADDED_BOUNDS[1])];
  const incidents: Incident[] = [];
  const score = { home: 0, away: 0 };
  const redCards = { home: 0, away: 0 };
  for (const half of [0, 1] as const) {
    let minute = 0;
    for (;;) {
      const factors = scoringFactors({ score, redCards });
      const home = (fixture.homeGoals * factors.home) / WHOLE_INTENSITY;
      const away = (fixture.awayGoals * factors.away) / WHOLE_INTENSITY;
      const others = 2 * RED_CARDS_A_MINUTE + DANGERS_A_MINUTE;
      const bound = (home + away) * intensityMax(half) + others;
      minute -= Math.log(draw()) / bound;
      if (minute >= 45 + added[half]) break;
      const share = intensity({ half, minute });
      const pick = draw() * bound;
      const kind = kindOf(pick, (home + away) * share, others);
      if (kind === undefined) continue;
      const side = sideOf(kind, draw(), home / (home + away));
      incidents.push({ kind, side, half, minute });
      if (kind === 'goal') score[side] += 1;
      if (kind === 'red-card') redCards[side] += 1;
    }
  }
  return { incidents, added };
}

/** Which process a point of the bounding process belongs to; undefined: to none. */
function kindOf(pick: number, goals: number, others: number): Incident['kind'] | undefined {
  if (pick < goals) return 'goal';
  if (pick < goals + 2 * RED_CARDS_A_MINUTE) return 'red-card';
  return pick < goals + others ? 'danger' : undefined;
}

function sideOf(kind: Incident['kind'], pick: number, homeShare: number): Side {
  return pick < (kind === 'goal' ? homeShare : 0.5) ? 'home' : 'away';
}

/** The final score of a story, and that at half time. */
export function scoreOf({ incidents }: MatchStory): Score & { readonly halfTime: Score } {
  const goals = incidents.filter(({ kind }) => kind === 'goal');
  return { ...count(goals), halfTime: count(goals.filter(({ half }) => half === 0)) };
}

/** How many of the incidents each side has. */
export function count(incidents: readonly { readonly side: Side }[]): Score {
  const home = incidents.filter(({ side }) => side === 'home').length;
  return { home, away: incidents.length - home };
}

function between(draw: Draw, [low, high]: readonly [number, number]): number {
  return low + (high - low) * draw();
}
