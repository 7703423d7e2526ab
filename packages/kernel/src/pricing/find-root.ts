const ITERATIONS_MAX = 200;
const EPSILON = 2.220446049250313e-16;

/**
 * The root of `f` between `low` and `high`, where `f` has opposite signs (or a zero) at the ends.
 *
 * Chandrupatla's method (Adv. Eng. Software 28, 1997): inverse quadratic interpolation where it is
 * safe and bisection elsewhere, so it never does worse than bisection and mostly takes ten steps.
 * Returns undefined when the ends do not bracket a root.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number | undefined {
  let a = high;
  let b = low;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) return undefined;
  let c = a;
  let fc = fa;
  let t = 0.5;
  for (let i = 0; i < ITERATIONS_MAX; i++) {
    const x = a + t * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      b = a;
      fc = fb;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const tolerance = 2 * EPSILON * Math.abs(best) + 1e-300;
    const least = tolerance / Math.abs(b - c);
    if (least > 0.5 || fa === 0 || fb === 0) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    t =
      phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
        ? (fa / (fb - fa)) * (fc / (fb - fc)) +
          (((c - a) / (b - a)) * (fa / (fc - fa)) * fb) / (fc - fb)
        : 0.5;
    t = Math.min(1 - least, Math.max(least, t));
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
