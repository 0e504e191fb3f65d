/** Natural logarithm of the gamma function for x > 0 (Lanczos, about 15 digits). */
export function logGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const sum = coefficients
    .slice(1)
    .reduce((total, c, index) => total + c / (shifted + index + 1), coefficients[0] ?? 1);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

const precision = 1e-15;
const mostSteps = 10_000;

/** Probability that a chi-square variable with `df` degrees of freedom is at least `x`. */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) return 1;
  const [a, half] = [df / 2, x / 2];
  const factor = Math.exp(-half + a * Math.log(half) - logGamma(a));
  if (half < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < mostSteps && term > sum * precision; n++) {
      term *= half / (a + n);
      sum += term;
    }
    return Math.min(1, Math.max(0, 1 - sum * factor));
  }
  return Math.min(1, factor * continued((n) => [-n * (n - a), half + 2 * n + 1 - a], half + 1 - a));
}

/** Value of b0' = 1 / (b0 + a1 / (b1 + a2 / (b2 + ...))) by Lentz's method. */
function continued(step: (n: number) => [a: number, b: number], first: number): number {
  const tiny = 1e-300;
  let c = 1 / tiny;
  let d = 1 / (Math.abs(first) < tiny ? tiny : first);
  let value = d;
  for (let n = 1; n < mostSteps; n++) {
    const [a, b] = step(n);
    const below = a * d + b;
    d = 1 / (Math.abs(below) < tiny ? tiny : below);
    c = b + a / c;
    if (Math.abs(c) < tiny) c = tiny;
    value *= c * d;
    if (Math.abs(c * d - 1) < precision) break;
  }
  return value;
}

/** Regularised incomplete beta function. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const factor = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x),
  );
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const fraction = continued((n) => {
    const m = Math.floor(n / 2);
    const coefficient =
      n % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return [coefficient, 1];
  }, 1);
  return (factor * fraction) / a;
}

/** Probability that a variable of Student's t distribution is at least `t`, for t >= 0. */
export function studentTail(t: number, df: number): number {
  return betaShare(df / (df + t * t), df / 2, 0.5) / 2;
}

/** The t that leaves `tail` (below 0.5) above it, by halving: exact to about 12 digits. */
export function studentQuantile(tail: number, df: number): number {
  let [low, high] = [0, 1];
  while (studentTail(high, df) > tail) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
