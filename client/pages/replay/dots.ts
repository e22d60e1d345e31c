import type { Span } from './span.ts';

export interface Dot {
  readonly share: number;
  /** 1…5 for those who are followed. */
  readonly slot: number | null;
}

/** Dots into equal bins, the followed at the foot of each stack; what lies outside stands in the edge bin and is counted. */
export function binned(
  dots: readonly Dot[],
  [low, high]: Span,
  bins: number,
): {
  readonly stacks: readonly (readonly (number | null)[])[];
  readonly below: number;
  readonly above: number;
} {
  const stacks: (number | null)[][] = Array.from({ length: bins }, () => []);
  let below = 0;
  let above = 0;
  for (const { share, slot } of dots) {
    if (share < low - 1e-9) below++;
    if (share > high + 1e-9) above++;
    const bin = Math.floor(((share - low) / (high - low)) * bins + 1e-9);
    stacks[Math.min(bins - 1, Math.max(0, bin))]?.push(slot);
  }
  const order = (slot: number | null): number => slot ?? Number.MAX_SAFE_INTEGER;
  return { stacks: stacks.map((stack) => stack.sort((a, b) => order(a) - order(b))), below, above };
}
