/** Digits read aloud in Korean: which end in a final consonant, and which of those in ㄹ. */
const digitFinal = ['ㅇ', 'ㄹ', '', 'ㅁ', '', '', 'ㄱ', 'ㄹ', 'ㄹ', ''];
/** Latin letters whose Korean names end in a consonant: 엘, 엠, 엔, 알. */
const letterFinal: Readonly<Record<string, string>> = { l: 'ㄹ', m: 'ㅁ', n: 'ㄴ', r: 'ㄹ' };

/** The final consonant with which a word ends when it is read, '' if it ends in a vowel; ㄹ is told apart for (으)로. */
function finalConsonant(word: string): string {
  const last = word.match(/[\p{L}\p{N}%]/gu)?.at(-1) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) {
    const jongseong = (code - 0xac00) % 28;
    return jongseong === 0 ? '' : jongseong === 8 ? 'ㄹ' : 'ㅇ';
  }
  if (/\d/.test(last)) return digitFinal[Number(last)] ?? '';
  return letterFinal[last.toLowerCase()] ?? '';
}

/** The right one of a pair such as 은/는, 이/가, 을/를, 과/와, 으로/로 for the word before it. */
export function particle(word: string, pair: string): string {
  const [closed = '', open = ''] = pair.split('/');
  const final = finalConsonant(word);
  if (final === '' || (closed === '으로' && final === 'ㄹ')) return open;
  return closed;
}
