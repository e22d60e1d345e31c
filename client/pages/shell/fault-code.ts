/** Four letters anybody can read aloud; the same fault has the same four. */
export function faultCode(error: unknown): string {
  const text = error instanceof Error ? `${error.name}${error.message}` : String(error);
  let mixed = 7;
  for (const letter of text) mixed = (Math.imul(mixed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  const letters = 'ACDEFHJKLMNPRTUVWXY';
  return Array.from(
    { length: 4 },
    (_, i) => letters[Math.floor(mixed / letters.length ** i) % letters.length],
  ).join('');
}
