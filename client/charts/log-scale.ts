/** Below this many nats a curve lies on the floor, "almost 0". */
export const klFloor = 1e-5;
export const klCeiling = 0.3;

export interface KlScale {
  readonly ceiling: number;
  readonly floor: number;
}

/** Gaps of whole beliefs are counted over all cookies seen: they reach far beyond the KL of two shares. */
export const gapScale: KlScale = { ceiling: 100, floor: 1e-3 };

/** Where a KL value stands between the top of the plot (0) and its floor (1), on a log₁₀ axis. */
export function klPosition(kl: number, ceiling: number = klCeiling, floor: number = klFloor): number {
  const clipped = Math.min(Math.max(kl, floor), ceiling);
  return Math.log10(ceiling / clipped) / Math.log10(ceiling / floor);
}

/** The decades strictly between floor and ceiling, largest first. */
export function decades(ceiling: number = klCeiling, floor: number = klFloor): readonly number[] {
  const first = Math.floor(Math.log10(ceiling) + 1e-9);
  const last = Math.floor(Math.log10(floor) + 1e-9) + 1;
  return Array.from({ length: Math.max(0, first - last + 1) }, (_, i) => 10 ** (first - i));
}

/** A power of ten in digits, never in e-notation. */
export function decadeLabel(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= 0 ? String(10 ** exponent) : (10 ** exponent).toFixed(-exponent);
}

/** The mean of up to three rounds back; a gap stays a gap. The mean is of KL values, as the label says. */
export function rollingMean(values: readonly (number | null)[], span = 3): readonly (number | null)[] {
  return values.map((value, i) => {
    if (value === null) return null;
    const seen = values.slice(Math.max(0, i - span + 1), i + 1).filter((v) => v !== null);
    return seen.reduce((sum, v) => sum + v, 0) / seen.length;
  });
}

/** Round numbers for the round axis: at most about six labels, always with both ends. */
export function roundTicks(rounds: number, first = 0): readonly number[] {
  const step = rounds <= 6 ? 1 : rounds <= 12 ? 2 : rounds <= 30 ? 5 : 10;
  const ticks: number[] = [first];
  for (let n = step; n <= rounds - step * 0.6; n += step) if (n > first) ticks.push(n);
  if (rounds > first) ticks.push(rounds);
  return ticks;
}
