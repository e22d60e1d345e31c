/** An estimate on the phone: whole tenths of a percent, one per flavour, summing to 1000, none below 1. */
export type Tenths = readonly number[];

const whole = 1000;
const least = 1;

export function evenShares(flavours: number): Tenths {
  return largestRemainder(new Array<number>(flavours).fill(whole / flavours));
}

export function sharesOf(estimate: readonly number[]): Tenths {
  return largestRemainder(estimate.map((p) => p * whole));
}

export function estimateOf(tenths: Tenths): number[] {
  return tenths.map((t) => t / whole);
}

export function percentOf(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

/**
 * Sets one share; the free others give or take in proportion to what they have. Locked shares stay,
 * and the value is bounded by what the free ones can spare.
 */
export function withShare(
  tenths: Tenths,
  index: number,
  value: number,
  locked: ReadonlySet<number> = new Set(),
): Tenths {
  const free = tenths.map((_, i) => i).filter((i) => i !== index && !locked.has(i));
  if (free.length === 0) return tenths;
  const held = tenths.reduce((sum, t, i) => (i !== index && locked.has(i) ? sum + t : sum), 0);
  const set = Math.min(Math.max(Math.round(value), least), whole - held - least * free.length);
  const rest = whole - held - set;
  const before = free.reduce((sum, i) => sum + (tenths[i] ?? 0), 0);
  const scaled = free.map((i) => (before > 0 ? ((tenths[i] ?? 0) * rest) / before : rest / free.length));
  const shares = largestRemainder(scaled, rest);
  const next = [...tenths];
  next[index] = set;
  free.forEach((i, k) => {
    next[i] = shares[k] ?? least;
  });
  return next;
}

/** Whole numbers of at least 1 with the given sum, as near to the wanted parts as rounding allows. */
function largestRemainder(wanted: readonly number[], sum = whole): Tenths {
  const parts = wanted.map((w) => Math.max(least, Math.floor(w + 1e-9)));
  const order = wanted
    .map((w, i) => ({ i, over: w - (parts[i] ?? 0) }))
    .sort((a, b) => b.over - a.over || a.i - b.i)
    .map(({ i }) => i);
  let missing = sum - parts.reduce((a, b) => a + b, 0);
  for (let k = 0; missing > 0; k = (k + 1) % order.length, missing--) {
    const i = order[k] ?? 0;
    parts[i] = (parts[i] ?? 0) + 1;
  }
  while (missing < 0) {
    const i = parts.indexOf(Math.max(...parts));
    parts[i] = (parts[i] ?? 0) - 1;
    missing++;
  }
  return parts;
}
