import type { ScoreMatrix } from './score-matrix.ts';

/** A distribution over whole numbers: `probabilities[k]` belongs to the value `low + k`. */
export interface Distribution {
  readonly low: number;
  readonly probabilities: Float64Array;
}

/** Distribution of all goals of the match, those already scored included. */
export function totalDistribution(matrix: ScoreMatrix): Distribution {
  const { from, size } = matrix;
  const probabilities = new Float64Array(2 * size - 1);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) probabilities[i + j]! += matrix.probabilities[i * size + j]!;
  }
  return { low: from.home + from.away, probabilities };
}

/** Distribution of home goals minus away goals at the end. */
export function marginDistribution(matrix: ScoreMatrix): Distribution {
  const { from, size } = matrix;
  const probabilities = new Float64Array(2 * size - 1);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      probabilities[size - 1 + i - j]! += matrix.probabilities[i * size + j]!;
    }
  }
  return { low: from.home - from.away - size + 1, probabilities };
}
