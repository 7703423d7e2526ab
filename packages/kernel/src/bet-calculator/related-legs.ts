import { KernelError } from '../error.ts';
import type { Leg } from './slip.ts';

/** Why two legs may not stand in one line: their results depend on each other. */
export type Relation = 'same-outcome' | 'same-market' | 'same-fixture' | 'parent-and-child';

export interface RelatedPair {
  readonly first: number;
  readonly second: number;
  readonly relation: Relation;
}

/** The related pairs of a slip. */
export interface Conflicts {
  readonly pairs: readonly RelatedPair[];
  between(first: number, second: number): boolean;
}

/**
 * The closest relation of two legs, or null where nothing says that they are related. Legs that
 * name neither fixture nor market are taken as independent.
 */
export function relationOf(a: Leg, b: Leg): Relation | null {
  const sameFixture = a.fixture !== undefined && a.fixture === b.fixture;
  const comparable = sameFixture || a.fixture === undefined || b.fixture === undefined;
  const sameMarket = comparable && a.market !== undefined && a.market === b.market;
  if (sameMarket && a.outcome !== undefined && a.outcome === b.outcome) return 'same-outcome';
  if (sameMarket) return 'same-market';
  if (sameFixture) return 'same-fixture';
  return isParent(a, b) || isParent(b, a) ? 'parent-and-child' : null;
}

function isParent(parent: Leg, child: Leg): boolean {
  return child.parentFixture !== undefined && child.parentFixture === parent.fixture;
}

/** All related pairs of a slip's legs; null when there are none. */
export function findConflicts(legs: readonly Leg[]): Conflicts | null {
  if (!mayRelate(legs)) return null;
  const pairs: RelatedPair[] = [];
  for (let second = 1; second < legs.length; second++) {
    for (let first = 0; first < second; first++) {
      const relation = relationOf(legs[first]!, legs[second]!);
      if (relation !== null) pairs.push({ first, second, relation });
    }
  }
  if (pairs.length === 0) return null;
  const keys = new Set(pairs.map((pair) => key(pair.first, pair.second)));
  return {
    pairs,
    between: (a, b) => keys.has(a < b ? key(a, b) : key(b, a)),
  };
}

/** Cheap test that settles nearly every slip: fixtures all different, no parents, all named. */
function mayRelate(legs: readonly Leg[]): boolean {
  if (legs.length < 2) return false;
  const fixtures = new Set<string>();
  for (const { fixture, parentFixture, market } of legs) {
    if (parentFixture !== undefined || (fixture === undefined && market !== undefined)) return true;
    if (fixture === undefined) continue;
    if (fixtures.has(fixture)) return true;
    fixtures.add(fixture);
  }
  return false;
}

function key(first: number, second: number): number {
  return first * 1_000 + second;
}

/** The refusal of a bet for its related legs, naming them. */
export function relatedError(conflicts: Conflicts): KernelError {
  const named = conflicts.pairs.map(
    ({ first, second, relation }) => `legs[${first}] and legs[${second}] (${relation})`,
  );
  const message = `related legs cannot stand in one line: ${named.join(', ')}`;
  return new KernelError('RELATED_LEGS', message, `legs[${conflicts.pairs[0]?.second ?? 0}]`);
}
