import type { Page } from 'playwright-core';

const accented: Readonly<Record<string, string>> = {
  ...{ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' },
  ...{ c: 'ç', n: 'ñ', s: 'š', z: 'ž', C: 'Ç', N: 'Ñ', S: 'Š', Z: 'Ž' },
};

/** A sentence of a language that needs two fifths more room: letters with accents, vowels and two more letters twice. */
export function stretched(sentence: string): string {
  // What is filled in stays what it is.
  return sentence.replace(/\{[^}]*\}|[a-z]/gi, (part) => {
    if (part.length > 1) return part;
    const letter = accented[part] ?? part;
    return /[aeiouynt]/i.test(part) ? letter + letter.toLowerCase() : letter;
  });
}

/** English as the pages load it, word by word in that language; nothing else of the program is touched. */
export async function speakStretched(page: Page): Promise<void> {
  await page.route(/\/assets\/en[-\w]*\.js$/, async (route) => {
    const response = await route.fetch();
    const code = await response.text();
    const body = code.replace(/("[\w.-]+"):`((?:[^`\\]|\\.)*)`/g, (_, key, words) => {
      return `${key}:\`${stretched(words)}\``;
    });
    await route.fulfill({ response, body });
  });
}
