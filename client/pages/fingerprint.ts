/** Twelve hex digits in fours: enough to compare with the eye. */
export function fingerprint(commitment: string): string {
  return commitment
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');
}
