/** Probabilities of 0, 1, ... `size - 1` events of a Poisson law with this mean. */
export function poisson(mean: number, size: number): Float64Array {
  const probabilities = new Float64Array(size);
  let term = Math.exp(-mean);
  for (let k = 0; k < size; k++) {
    probabilities[k] = term;
    term *= mean / (k + 1);
  }
  return probabilities;
}
