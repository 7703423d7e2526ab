/** A second, slow rational arithmetic for the oracle: always reduced, shares no code with the kernel. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export function exact(n: bigint | number, d: bigint | number = 1): Exact {
  let [a, b] = [BigInt(n), BigInt(d)];
  if (b < 0n) [a, b] = [-a, -b];
  const g = gcd(a < 0n ? -a : a, b);
  return { n: a / g, d: b / g };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

export const plus = (a: Exact, b: Exact) => exact(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Exact, b: Exact) => exact(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Exact, b: Exact) => exact(a.n * b.n, a.d * b.d);
export const over = (a: Exact, b: Exact) => exact(a.n * b.d, a.d * b.n);
export const less = (a: Exact, b: Exact) => a.n * b.d < b.n * a.d;
export const sum = (values: Exact[]) => values.reduce(plus, exact(0));
