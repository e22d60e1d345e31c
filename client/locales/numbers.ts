/** 12345 becomes 12,345; both languages group alike. */
export function formatCount(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share 0…1 as a percentage without its sign: 0.7 becomes "70.0". */
export function formatPercent(share: number, digits = 1): string {
  return (share * 100).toFixed(digits);
}

/** A difference of shares in points, without its sign and unit. */
export function formatPoints(difference: number, digits = 1): string {
  return (Math.abs(difference) * 100).toFixed(digits);
}

/** KL in nats, never in e-notation; null means "almost 0" and leaves the words to the caller. */
export function klDigits(kl: number, place: 'stage' | 'phone'): string | null {
  if (place === 'phone') return kl < 0.00005 ? null : kl.toFixed(4);
  if (kl < 0.00001) return null;
  return kl.toFixed(kl >= 0.1 ? 3 : kl >= 0.001 ? 4 : 5);
}
