/** Multiplies a polynomial by (den + num x) in place. */
export function appendFactor(run: number[], num: number, den: number): void {
  run.push(run.at(-1)! * num);
  for (let power = run.length - 2; power > 0; power--) {
    run[power] = run[power]! * den + run[power - 1]! * num;
  }
  run[0] = run[0]! * den;
}

/** The product of two polynomials up to x^top. */
export function multiplyPolynomials(a: readonly bigint[], b: readonly bigint[], top: number) {
  if (a.length === 1 && a[0] === 1n) return b.slice(0, top + 1);
  const result = new Array<bigint>(Math.min(a.length + b.length - 1, top + 1)).fill(0n);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length && i + j < result.length; j++) {
      result[i + j] = result[i + j]! + a[i]! * b[j]!;
    }
  }
  return result;
}
