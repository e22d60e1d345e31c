export interface Band {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

export type Place = (round: number, value: number) => readonly [number, number];

/** Straight pieces between rounds; a null lifts the pen. */
export function linePath(values: readonly (number | null)[], from: number, to: number, place: Place): string {
  let path = '';
  let drawing = false;
  for (let n = from; n <= to; n++) {
    const value = values[n] ?? null;
    if (value === null) {
      drawing = false;
      continue;
    }
    const [x, y] = place(n, value);
    path += `${drawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    drawing = true;
  }
  return path;
}

/** The area between two lines, over the rounds where both have values. */
export function bandPath({ low, high }: Band, first: number, now: number, place: Place): string {
  const rounds = Array.from({ length: Math.max(0, now - first + 1) }, (_, i) => first + i).filter(
    (n) => (low[n] ?? null) !== null && (high[n] ?? null) !== null,
  );
  const edge = (values: readonly (number | null)[], n: number): string => {
    const [px, py] = place(n, values[n] ?? 0);
    return `${px.toFixed(1)} ${py.toFixed(1)}`;
  };
  if (rounds.length < 2) return '';
  return `M${[...rounds.map((n) => edge(low, n)), ...rounds.toReversed().map((n) => edge(high, n))].join('L')}Z`;
}
