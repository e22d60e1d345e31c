export interface ShapePoint {
  readonly share: number;
  /** Relative to the curve's own top. */
  readonly height: number;
}

export interface BetaShape {
  readonly points: readonly ShapePoint[];
  /** The density at its top, as exact as a picture needs it. */
  readonly peak: number;
}

const grid = 160;
const fine = 200;
/** A belief that is infinite at an end is drawn from here. */
const edge = 0.004;

/** The shape of Beta(a, b) over a part of the axis, with extra points where it is narrow. */
export function betaShape(a: number, b: number, [low, high]: readonly [number, number]): BetaShape {
  const first = a < 1 ? edge : 1e-12;
  const last = 1 - (b < 1 ? edge : 1e-12);
  const clamp = (share: number): number => Math.min(last, Math.max(first, share));
  const mean = a / (a + b);
  const spread = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  const log = (share: number): number =>
    (a - 1) * Math.log(clamp(share)) + (b - 1) * Math.log1p(-clamp(share));
  const mode = a > 1 && b > 1 ? (a - 1) / (a + b - 2) : mean;
  const top = Math.max(log(mode), log(0), log(1));
  const height = (share: number): number => Math.exp(log(share) - top);
  const near = Array.from({ length: fine + 1 }, (_, i) => clamp(mode + (i / fine - 0.5) * 16 * spread));
  const even = Array.from({ length: grid + 1 }, (_, i) => low + (i / grid) * (high - low));
  const shares = [...even, ...near].filter((share) => share >= low && share <= high).sort((x, y) => x - y);
  return {
    points: shares.map((share) => ({ share, height: height(share) })),
    peak: 1 / Math.max(1e-12, area(near, height)),
  };
}

/** Heights are damped, so that a sharp belief does not dwarf a wide one: only the shape is meant to be read. */
export function dampedHeight(peak: number): number {
  return 0.22 + 0.78 * Math.min(1, Math.log1p(peak) / Math.log1p(40));
}

/** Trapezoids over shares in rising order. */
function area(shares: readonly number[], height: (share: number) => number): number {
  return shares.reduce((sum, share, i) => {
    const before = shares[i - 1] ?? share;
    return sum + ((share - before) * (height(share) + height(before))) / 2;
  }, 0);
}
