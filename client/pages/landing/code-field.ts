/** The digits of what was typed or pasted; an address that carries the code counts as well. */
export function digitsOf(text: string): string {
  const fromAddress = /\/play\/(\d{6,12})/.exec(text)?.[1];
  return (fromAddress ?? text.normalize('NFKC').replace(/\D/g, '')).slice(0, 12);
}

/** In groups of three, so that it can be read aloud. */
export function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, '$1 ');
}

/** Where the caret belongs once the digits before it are grouped. */
export function caretAfter(digits: string, digitsBefore: number): number {
  return grouped(digits.slice(0, digitsBefore)).length;
}
