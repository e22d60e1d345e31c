import type { Plugin } from 'vite';
import { words as phone } from '../../client/locales/en.ts';
import { words as seat } from '../../client/locales/en-seated.ts';
import { words as stage } from '../../client/locales/en-stage.ts';

export const thirdLanguage = { code: 'xx', name: 'Strëtçhed' } as const;

const listed = /(export const languages:[\s\S]*?\n)(?=};)/;

/** Adds a language to the pages the way anybody would: one file with every word, and one line in the list. */
export function withThirdLanguage(say: (sentence: string) => string): Plugin {
  const { code, name } = thirdLanguage;
  const file = `\0${code}.ts`;
  const line = `  ${code}: { name: '${name}', parts: [() => import('./${code}.ts')] },\n`;
  return {
    name: 'third-language',
    enforce: 'pre',
    resolveId: (source) => (source === `./${code}.ts` ? file : undefined),
    load(id) {
      if (id !== file) return undefined;
      const entries = Object.entries({ ...phone, ...seat, ...stage });
      const words = Object.fromEntries(entries.map(([key, sentence]) => [key, say(sentence)]));
      return `export const words = ${JSON.stringify(words)};`;
    },
    transform(source, id) {
      if (!/client.locales.languages\.ts$/.test(id)) return undefined;
      if (!listed.test(source)) throw new Error('The list of languages is not where the line goes.');
      return source.replace(listed, `$1${line}`);
    },
  };
}
