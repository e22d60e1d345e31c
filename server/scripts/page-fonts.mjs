import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { top } from './parts.mjs';

const packages = join(top, 'node_modules');
const made = join(packages, '.cache', 'page-fonts');

/** What any sentence may need: ASCII, and the marks that stand between words and numbers. */
const always = `${Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k)).join('')}±×·–—‘’“”…−\u2060`;

/** The letters of Western European names: a class may have a José and an Anaïs. */
const latin = `${Array.from({ length: 0x100 - 0xc0 }, (_, k) => String.fromCharCode(0xc0 + k)).join('')}ŠšŽžŒœŸ`;

/** The keys of the words that are set in the font of the sign; the screens' test finds what is missing here. */
const titles = [
  /^(app\.name|empty\.replay|host\.(lost|taken)|load\.replay|net\.fail|reveal\.(podium|rewind)|round\.paused)$/,
  /^(check|dash|debrief|display|err|page\.notfound|plan|practice|privacy|results)\.h$|^[a-z]+\.h1$/,
  /^(bet\.stage\.(found|h)|learn\.[a-z.]+\.h|replay\.(missing\.gone|story|undrawn)\.h)$/,
  /^(bot|finding|flavour|preset)\.[a-z]+$|^round\.q/,
];

/** Letters to compare names with, which no page shows. */
const notShown = 'names.ts';

const fonts = {
  'pretendard.woff2': {
    whole: join(packages, 'pretendard/dist/web/variable/woff2/PretendardVariable.woff2'),
    text: () => latin + ['client', 'shared', 'server/privacy'].flatMap(textsIn).join(''),
    options: {
      variationAxes: { wght: { min: 500, max: 800 } },
      // Those that the styles ask for or that browsers apply by themselves.
      keepFeatures: ['calt', 'ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'tnum'],
    },
  },
  'jua.woff2': {
    whole: join(packages, '@fontsource/jua/files/jua-korean-400-normal.woff2'),
    text: () => [...titleWords(), ...textsIn('server/privacy').map(firstHeading)].join(''),
    options: { noHinting: true },
  },
};

/** The same fonts cut into slices by their makers, for the letters of names: a page fetches those that its names need. */
const slices = [
  {
    family: 'Pretendard Names',
    styles: join(packages, 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'),
  },
  { family: 'Jua Names', styles: join(packages, '@fontsource/jua/400.css') },
];
const namesSheet = join(made, 'names.css');

/** Where the build puts the slices: whoever weighs or keeps the pages' own fonts leaves them out. */
export const namesFolder = 'assets/names/';

/** @param {{family: string, styles: string}} slice */
function sheetOf({ family, styles }) {
  const faces = readFileSync(styles, 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [];
  return faces
    .map((face) =>
      face
        .replace(/font-family:[^;]*;/, `font-family: '${family}';`)
        .replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/, '')
        .replace(/url\(\.\//, `url(${dirname(styles)}/`),
    )
    .join('\n');
}

/** Makes the fonts of a build: the glyphs of the words that the pages can say. */
export async function makePageFonts() {
  // Loaded here, since the development server gets by without.
  const { default: subsetFont } = await import('subset-font');
  mkdirSync(made, { recursive: true });
  for (const [name, { whole, text, options }] of Object.entries(fonts)) {
    const small = await subsetFont(readFileSync(whole), always + text(), {
      ...options,
      targetFormat: 'woff2',
    });
    writeFileSync(join(made, name), small);
  }
}

/**
 * Lets styles name a font as @page-fonts/…, the small one in a build, the whole one while developing, and the sheet of
 * the slices as @page-fonts/names.css.
 * @returns {import('vite').Plugin}
 */
export function pageFonts() {
  return {
    name: 'page-fonts',
    config: (_config, { command }) => ({
      resolve: {
        alias: [
          { find: '@page-fonts/names.css', replacement: namesSheet },
          ...Object.entries(fonts).map(([name, { whole }]) => ({
            find: `@page-fonts/${name}`,
            replacement: command === 'build' ? join(made, name) : whole,
          })),
        ],
      },
      build: {
        rolldownOptions: {
          output: {
            assetFileNames: ({ originalFileNames }) =>
              originalFileNames.some((name) => /subset\.\d+|jua-\w+-400/.test(name))
                ? `${namesFolder}[name]-[hash][extname]`
                : 'assets/[name]-[hash][extname]',
          },
        },
      },
    }),
    buildStart() {
      mkdirSync(made, { recursive: true });
      writeFileSync(namesSheet, slices.map(sheetOf).join('\n'));
    },
  };
}

/** @param {string} folder */
function textsIn(folder) {
  return readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|html|md)$/.test(name) && basename(name) !== notShown)
    .map((name) => readFileSync(join(top, folder, name), 'utf8'));
}

/** @param {string} text */
function firstHeading(text) {
  return /^# (.+)$/m.exec(text)?.[1] ?? '';
}

function titleWords() {
  const entries = /'([\w.]+)':\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;
  return textsIn('client/locales').flatMap((text) =>
    [...text.matchAll(entries)]
      .filter(([, key = '']) => titles.some((title) => title.test(key)))
      .map(([, , words = '']) => words),
  );
}
