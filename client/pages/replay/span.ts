export type Span = readonly [low: number, high: number];

export const wholeSpan: Span = [0, 1];

const width = 0.5;
const step = 0.05;
/** So much of the class must lie inside before the axis may leave the rest at its edge. */
const enough = 0.95;

/**
 * The part of the axis shown, the same for every round: half of it where that holds the truth, every posterior mean
 * and nearly all estimates, else the whole.
 */
export function chooseSpan(musts: readonly number[], estimates: readonly number[]): Span {
  const middle = (Math.min(...musts) + Math.max(...musts)) / 2;
  const spans = Array.from(
    { length: Math.round((1 - width) / step) + 1 },
    (_, i): Span => [tidy(i * step), tidy(i * step + width)],
  )
    .filter(([low, high]) => musts.every((value) => value >= low && value <= high))
    .map((span) => ({
      span,
      inside: estimates.filter((value) => value >= span[0] && value <= span[1]).length,
    }))
    .sort((a, b) => b.inside - a.inside || away(a.span, middle) - away(b.span, middle));
  const best = spans[0];
  return best !== undefined && best.inside >= enough * estimates.length ? best.span : wholeSpan;
}

/** Ten points around the truth, moved inward at the ends of the axis. */
export function closeSpan(truth: number): Span {
  const low = Math.min(0.9, Math.max(0, Math.round(truth * 100) / 100 - 0.05));
  return [tidy(low), tidy(low + 0.1)];
}

/** Ticks of a span as shares, about six of them. */
export function spanTicks([low, high]: Span): readonly number[] {
  const apart = high - low > 0.55 ? 0.25 : high - low > 0.25 ? 0.1 : 0.02;
  const first = Math.ceil(low / apart - 1e-9);
  const last = Math.floor(high / apart + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * apart));
}

function away([low, high]: Span, middle: number): number {
  return Math.round(1000 * Math.abs((low + high) / 2 - middle));
}

function tidy(share: number): number {
  return Math.round(share * 1000) / 1000;
}
