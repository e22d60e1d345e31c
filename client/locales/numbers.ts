/** A comma after every three digits from the right. */
export function groupDigits(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** KL in nats, never in e-notation; null means "almost 0" and leaves the words to the caller. */
export function klDigits(kl: number, place: 'stage' | 'phone'): string | null {
  if (place === 'phone') return kl < 0.00005 ? null : kl.toFixed(4);
  if (kl < 0.00001) return null;
  return kl.toFixed(kl >= 0.1 ? 3 : kl >= 0.001 ? 4 : 5);
}
