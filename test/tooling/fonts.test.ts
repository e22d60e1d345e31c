import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { words as english } from '../../client/locales/en.ts';
import { words as englishSeat } from '../../client/locales/en-seated.ts';
import { words as englishStage } from '../../client/locales/en-stage.ts';
import { words as korean } from '../../client/locales/ko.ts';
import { words as koreanSeat } from '../../client/locales/ko-seated.ts';
import { words as koreanStage } from '../../client/locales/ko-stage.ts';
import { namesFolder } from '../../server/scripts/page-fonts.mjs';
import { weights } from '../../server/scripts/weigh.mjs';
import { suggestName } from '../../shared/nicknames.ts';
import { fontCharacters } from '../support/font-characters.ts';
import { run, top } from '../support/run.ts';

const assets = join(top, 'dist', 'client', 'assets');
const wholeFont = join(top, 'node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2');
const wholeSign = join(top, 'node_modules/@fontsource/jua/files/jua-korean-400-normal.woff2');
const languages = [english, englishSeat, englishStage, korean, koreanSeat, koreanStage];

beforeAll(async () => {
  const { code } = await run('server/scripts/prepare.mjs', ['client']);
  expect(code).toBe(0);
});

function builtFont(name: string): string {
  const file = readdirSync(assets).find((one) => one.startsWith(`${name}-`) && one.endsWith('.woff2'));
  return join(assets, file ?? `${name} is not in the build`);
}

test('the fonts of the build weigh at most 150 kB, and the scale says so', () => {
  const files = readdirSync(join(top, 'dist', 'client'), { recursive: true, encoding: 'utf8' });
  const fonts = files.filter((file) => /\.(woff2?|ttf|otf|eot)$/.test(file) && !file.startsWith(namesFolder));
  const bytes = fonts.reduce((sum, file) => sum + statSync(join(top, 'dist', 'client', file)).size, 0);
  expect(fonts).toHaveLength(2);
  expect(bytes).toBeLessThanOrEqual(150_000);
  expect(weights().fonts).toMatchObject({ bytes, limit: 150_000 });
});

test('no character of the languages and of the suggested names is missing from the font of the pages', async () => {
  const has = await fontCharacters(builtFont('pretendard'));
  const names = (['ko', 'en'] as const).flatMap((language) =>
    Array.from({ length: 4000 }, (_, k) => suggestName(k, language)),
  );
  const said = new Set(
    [...languages.flatMap(Object.values), ...names, 'José Anaïs Jürgen Željka Šime'].join(''),
  );
  expect(said.size).toBeGreaterThan(500);
  const missing = [...said].filter((character) => character > ' ' && !has.has(character));
  const whole = await fontCharacters(wholeFont);
  expect(missing.filter((character) => whole.has(character))).toEqual([]);
  // The whole font has none for these either.
  expect(missing).toEqual(['∝', '⇄']);
});

test('for every syllable a name can have there is a slice of both fonts', async () => {
  const folder = join(top, 'dist', 'client', namesFolder);
  const slices = readdirSync(folder);
  for (const { name, whole } of [
    { name: /^PretendardVariable\.subset/, whole: wholeFont },
    { name: /^jua-/, whole: wholeSign },
  ]) {
    const has = new Set<string>();
    for (const slice of slices.filter((file) => name.test(file))) {
      for (const character of await fontCharacters(join(folder, slice))) has.add(character);
    }
    const syllables = [...(await fontCharacters(whole))].filter((character) => /[가-힣]/.test(character));
    expect(syllables.length).toBeGreaterThan(2300);
    expect(syllables.filter((character) => !has.has(character))).toEqual([]);
  }
});

test('the printed self-check is set in the same font throughout', async () => {
  const has = await fontCharacters(builtFont('pretendard'));
  const text = readFileSync(join(top, 'server', 'privacy', '필수기준-자체점검.md'), 'utf8');
  expect([...new Set(text)].filter((character) => character > ' ' && !has.has(character))).toEqual([]);
});
