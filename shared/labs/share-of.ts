/**
 * The shares an estimate stands for: itself, or the mean α_k/Σα of a belief. Phones and views import this file: no
 * inference here.
 */
export function shareOf(
  { estimate: kind }: { readonly estimate: 'point' | 'belief' },
  estimate: readonly number[],
): readonly number[] {
  if (kind === 'point') return estimate;
  const total = estimate.reduce((sum, alpha) => sum + alpha, 0);
  return estimate.map((alpha) => alpha / total);
}
