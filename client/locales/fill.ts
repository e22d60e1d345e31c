import { particle } from './particles.ts';

export type Values = Readonly<Record<string, string | number>>;

/**
 * Puts values into a sentence. `{n}` is the value itself; `{name|이/가}` adds the Korean particle that fits it;
 * `{n|place/places}` adds the English word in its number; a flavour inside a sentence begins small. A value that
 * is missing stays visible as its name.
 */
export function fill(
  sentence: string,
  values: Values,
  fallback: (name: string) => string | undefined,
): string {
  return sentence.replace(
    /\{(\w+)(?:\|([^}]+))?\}/g,
    (whole, name: string, pair: string | undefined, at: number) => {
      const value = values[name] ?? fallback(name);
      if (value === undefined) return whole;
      const word = name === 'flavour' && at > 0 ? lowerFirst(String(value)) : String(value);
      if (pair === undefined) return word;
      if (/[가-힣]/.test(pair)) return word + particle(word, pair);
      const [one = '', many = ''] = pair.split('/');
      return `${word} ${word === '1' ? one : many}`;
    },
  );
}

const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
