/** The digits of what was typed or pasted; an address that carries the code counts as well. */
export function digitsOf(text: string): string {
  const fromAddress = /\/play\/(\d{6,12})/.exec(text)?.[1];
  return (fromAddress ?? text.normalize('NFKC').replace(/\D/g, '')).slice(0, 12);
}

/** In groups of three, so that it can be read aloud; a digit that would stand alone joins the group before it. */
export function grouped(digits: string): string {
  const alone = digits.length > 4 && digits.length % 3 === 1;
  return digits.replace(alone ? /(\d{3})(?=\d{3})/g : /(\d{3})(?=\d)/g, '$1 ');
}

/** Where the caret belongs behind so many digits, once all are grouped. */
export function caretAfter(digits: string, digitsBefore: number): number {
  let at = 0;
  for (let seen = 0; seen < digitsBefore; at += 1) if (grouped(digits)[at] !== ' ') seen += 1;
  return at;
}
