import { KernelError } from '../error.ts';
import type { Fraction } from '../rational.ts';
import { deadHeatFactor } from '../settlement/dead-heat.ts';

/** Where a runner finished; no position for one that started but did not finish. */
export interface Finisher {
  readonly runner: string;
  /** 1 for first. Runners that cannot be separated share the position: 1, 2, 2, 4. */
  readonly position: number | null;
}

export interface RaceResult {
  readonly finishers: readonly Finisher[];
  /** Runners that did not start: bets on them are void. */
  readonly nonRunners?: readonly string[];
  /** How many places pay. */
  readonly places: number;
}

/** The result of one part (win or place) of a bet on a runner. */
export interface RacePartResult {
  readonly result: 'won' | 'lost' | 'void';
  /** Share of the stake that stands; 1/1 without a dead heat. */
  readonly deadHeatFactor: Fraction;
}

export interface RunnerResult {
  readonly runner: string;
  readonly win: RacePartResult;
  readonly place: RacePartResult;
}

const WHOLE: Fraction = { num: 1, den: 1 };

/**
 * The win and place results of every runner. In a dead heat as many places pay as are left
 * from the shared position, and each runner stands with its part of the stake.
 *
 * Errors: `PLACES_INVALID`, `DEAD_HEAT_INVALID` where shared positions do not fit (1, 1, 2).
 */
export function gradeRace(race: RaceResult): readonly RunnerResult[] {
  if (!Number.isInteger(race.places) || race.places < 1 || race.places > 100) {
    throw new KernelError('PLACES_INVALID', 'places are a whole number of 1..100', 'places');
  }
  const nonRunners = race.nonRunners ?? [];
  requireDistinct([...race.finishers.map(({ runner }) => runner), ...nonRunners]);
  const sharing = requirePositions(race.finishers);
  const finished = race.finishers.map(({ runner, position }) => ({
    runner,
    win: partResult(position, sharing, 1),
    place: partResult(position, sharing, race.places),
  }));
  const off: RacePartResult = { result: 'void', deadHeatFactor: WHOLE };
  return [...finished, ...nonRunners.map((runner) => ({ runner, win: off, place: off }))];
}

function partResult(
  position: number | null,
  sharing: ReadonlyMap<number, number>,
  places: number,
): RacePartResult {
  if (position === null || position > places) return { result: 'lost', deadHeatFactor: WHOLE };
  const tied = sharing.get(position) ?? 1;
  return { result: 'won', deadHeatFactor: deadHeatFactor(position, tied, places) };
}

/** How many share each position; the position after a tie of n must be n further on. */
function requirePositions(finishers: readonly Finisher[]): ReadonlyMap<number, number> {
  const sharing = new Map<number, number>();
  for (const { position } of finishers) {
    if (position !== null) sharing.set(position, (sharing.get(position) ?? 0) + 1);
  }
  let expected = 1;
  for (const [position, tied] of [...sharing].sort(([a], [b]) => a - b)) {
    if (position !== expected) {
      throw new KernelError(
        'DEAD_HEAT_INVALID',
        `position ${position} cannot follow; ${expected} is next`,
        'finishers',
      );
    }
    expected += tied;
  }
  return sharing;
}

function requireDistinct(runners: readonly string[]): void {
  const seen = new Set<string>();
  for (const runner of runners) {
    if (seen.has(runner)) {
      throw new KernelError('FIELD_INVALID', `runner "${runner}" is named twice`, 'finishers');
    }
    seen.add(runner);
  }
}
