/**
 * The shares an estimate stands for: itself, or the mean α_k/Σα of a belief. Phones and views import this file: no
 * inference here.
 */
export function shareOf(
  { estimate: kind }: { readonly estimate: 'point' | 'belief' },
  estimate: readonly number[],
): readonly number[] {
  if (kind === 'point') return estimate;
  const total = concentrationOf(estimate);
  return estimate.map((alpha) => alpha / total);
}

/** Σα of a belief: how many cookies it is worth, the prior's included. */
export function concentrationOf(alpha: readonly number[]): number {
  return alpha.reduce((sum, parameter) => sum + parameter, 0);
}
