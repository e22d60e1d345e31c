const least = 2;
const most = 1500;
/** Positions of the confidence slider; 0 is "nothing seen". */
export const confidenceSteps = 100;

/** A logarithmic scale of counts with two significant digits. */
export function cookiesAt(position: number): number {
  if (position <= 0) return 0;
  const raw = least * (most / least) ** ((position - 1) / (confidenceSteps - 1));
  return Math.min(most, Math.max(least, twoDigits(raw)));
}

export function positionOf(cookies: number): number {
  if (cookies < least) return 0;
  return 1 + (confidenceSteps - 1) * (Math.log(cookies / least) / Math.log(most / least));
}

/** The next count with two significant digits, for steppers that reach every one. */
export function stepCookies(cookies: number, by: 1 | -1): number {
  if (by > 0) {
    if (cookies < least) return least;
    return Math.min(most, cookies < 100 ? cookies + 1 : twoDigits(cookies + 10 ** digitsOf(cookies)));
  }
  if (cookies <= least) return 0;
  return cookies <= 100 ? cookies - 1 : twoDigits(cookies - 10 ** digitsOf(cookies - 1));
}

function digitsOf(n: number): number {
  return Math.floor(Math.log10(n)) - 1;
}

function twoDigits(n: number): number {
  const unit = 10 ** Math.max(0, digitsOf(n));
  return Math.round(n / unit) * unit;
}

export interface CurvePoint {
  readonly x: number;
  /** Height relative to the curve's own top. */
  readonly y: number;
}

export interface BeliefShape {
  readonly points: readonly CurvePoint[];
  /** Middle 95 %, as shares. */
  readonly low: number;
  readonly high: number;
}

const grid = 400;

/** The shape of Beta(a, b) with its middle 95 %, on a grid fine enough for a phone's width. */
export function betaShape(a: number, b: number): BeliefShape {
  const logs = Array.from({ length: grid + 1 }, (_, i) => {
    const x = Math.min(1 - 1e-6, Math.max(1e-6, i / grid));
    return (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x);
  });
  const top = Math.max(...logs);
  const heights = logs.map((log) => Math.exp(log - top));
  const total = heights.reduce((sum, y) => sum + y, 0);
  let low = 0;
  let high = 1;
  let mass = 0;
  heights.forEach((y, i) => {
    const before = mass;
    mass += y / total;
    if (before < 0.025 && mass >= 0.025) low = i / grid;
    if (before < 0.975 && mass >= 0.975) high = i / grid;
  });
  return { points: heights.map((y, i) => ({ x: i / grid, y })), low, high };
}

/** A sharp belief stands higher, but not so high that a wide one looks like nothing. */
export function dampedHeight(cookies: number): number {
  return Math.min(1, 0.42 + (0.58 * Math.log(1 + cookies)) / Math.log(1 + most));
}
