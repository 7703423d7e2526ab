import type { Rational } from '../rational.ts';
import { multiplyPolynomials } from './polynomial.ts';
import type { Conflicts } from './related-legs.ts';

/**
 * The polynomial whose coefficient of x^k is the sum over all k-leg combinations without a related
 * pair, scaled by the product of all denominators (the weighted independence polynomial of the
 * graph of related legs). Unrelated groups of legs multiply; inside a group the leg with the most
 * relations is once left out and once taken with its relatives left out. Relations come from
 * fixtures, so groups are small and the branching never grows with the number of lines.
 */
export function conflictFreePolynomial(
  factors: readonly Rational[],
  legs: readonly number[],
  conflicts: Conflicts,
): bigint[] {
  let result = [1n];
  for (const group of connectedGroups(legs, conflicts)) {
    const own = groupPolynomial(factors, group, conflicts);
    result = multiplyPolynomials(result, own, legs.length);
  }
  return result;
}

function groupPolynomial(factors: readonly Rational[], group: number[], conflicts: Conflicts) {
  const pivot = mostRelated(group, conflicts);
  const { num, den } = factors[pivot]!;
  const others = group.filter((leg) => leg !== pivot);
  if (others.length === 0) return [den, num];
  const relatives = others.filter((leg) => conflicts.between(leg, pivot));
  const strangers = others.filter((leg) => !conflicts.between(leg, pivot));
  const without = conflictFreePolynomial(factors, others, conflicts).map((c) => c * den);
  const scale = relatives.reduce((product, leg) => product * factors[leg]!.den, num);
  conflictFreePolynomial(factors, strangers, conflicts).forEach((coefficient, power) => {
    without[power + 1] = (without[power + 1] ?? 0n) + coefficient * scale;
  });
  return without;
}

function mostRelated(group: readonly number[], conflicts: Conflicts): number {
  const relations = (leg: number) => group.filter((other) => conflicts.between(leg, other)).length;
  return group.reduce((best, leg) => (relations(leg) > relations(best) ? leg : best));
}

function connectedGroups(legs: readonly number[], conflicts: Conflicts): number[][] {
  const left = new Set(legs);
  const groups: number[][] = [];
  for (const start of legs) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const member of group) {
      for (const other of left) {
        if (conflicts.between(member, other)) {
          left.delete(other);
          group.push(other);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}
