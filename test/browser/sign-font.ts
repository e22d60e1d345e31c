import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { words as en } from '../../client/locales/en-stage.ts';
import { words as ko } from '../../client/locales/ko-stage.ts';
import { fontCharacters } from '../support/font-characters.ts';
import { top } from '../support/run.ts';

const assets = join(top, 'dist', 'client', 'assets');
const whole = join(top, 'node_modules', '@fontsource', 'jua', 'files', 'jua-korean-400-normal.woff2');

/** The titles that say somebody's name, which may be of any letters. */
const withNames = [ko, en].flatMap((words) =>
  [words['finding.leader'], words['finding.climb']].map(
    (text) => new RegExp(`^${text.replace(/\{[^}]*\}/g, '.+')}$`, 'u'),
  ),
);

export type GapsOf = (texts: readonly string[]) => readonly string[];

/** Says of texts set in the font of the sign which of their characters the build left out of it. */
export async function signFontGaps(): Promise<GapsOf> {
  const file = readdirSync(assets).find((name) => /^jua-.*\.woff2$/.test(name)) ?? 'jua is not in the build';
  const [built, full] = await Promise.all([fontCharacters(join(assets, file)), fontCharacters(whole)]);
  return (texts) =>
    texts.flatMap((text) => {
      if (withNames.some((title) => title.test(text))) return [];
      const gaps = [...text].filter((character) => full.has(character) && !built.has(character));
      return gaps.length === 0 ? [] : [`the font of the sign has no ${gaps.join(' ')} for "${text}"`];
    });
}
