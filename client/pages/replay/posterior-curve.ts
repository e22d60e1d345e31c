import { betaLogPdf } from '../../../shared/inference/beta-distribution.ts';
import { returnedJarWeights } from '../../../shared/inference/returned-jar.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import type { Span } from './span.ts';

export interface CurvePoint {
  readonly share: number;
  readonly density: number;
}

const points = 160;

/** Density of the jar's first share given the recorded draws; null for more than two flavours. */
export function posteriorCurve(
  { settings, rounds }: Pick<Replay, 'settings' | 'rounds'>,
  round: number,
  span: Span,
): readonly CurvePoint[] | null {
  if (settings.flavours.length !== 2) return null;
  const batches = rounds.slice(0, round).map(({ counts }) => counts);
  const { replacement, population, estimate } = settings;
  const x = batches.reduce((sum, [first = 0]) => sum + first, 0);
  const y = batches.reduce((sum, [, second = 0]) => sum + second, 0);
  // A belief is about the recipe, which no number of draws uses up.
  if (replacement === 'each' || estimate === 'belief') return betaCurve(1 + x, 1 + y, span);
  if (replacement === 'round') {
    return jarCurve(
      returnedJarWeights({ replacement, population, prior: [1, 1] }, batches),
      0,
      population,
      span,
    );
  }
  // What is left of a jar that is never refilled is itself a smaller jar.
  const left = { replacement: 'round', population: population - x - y, prior: [1 + x, 1 + y] } as const;
  return jarCurve(returnedJarWeights(left, []), x, population, span);
}

/** The highest point of the curve, wherever it lies: the scale of its picture. */
export function peakOf(curve: readonly CurvePoint[]): number {
  return curve.reduce((most, { density }) => Math.max(most, density), 0);
}

function betaCurve(a: number, b: number, [low, high]: Span): readonly CurvePoint[] {
  return Array.from({ length: points + 1 }, (_, i) => {
    const share = low + (i / points) * (high - low);
    const inside = Math.min(1 - 1e-9, Math.max(1e-9, share));
    return { share, density: Math.exp(betaLogPdf({ a, b }, inside)) };
  });
}

function jarCurve(
  { from, weights }: { readonly from: number; readonly weights: readonly number[] },
  taken: number,
  population: number,
  [low, high]: Span,
): readonly CurvePoint[] {
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  const first = Math.ceil(low * population);
  const last = Math.floor(high * population);
  const stride = Math.max(1, Math.round((last - first) / points));
  const curve: CurvePoint[] = [];
  for (let count = first; count <= last; count += stride) {
    const weight = weights[count - taken - from] ?? 0;
    curve.push({ share: count / population, density: (weight / mass) * population });
  }
  return curve;
}
