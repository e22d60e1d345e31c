// What a student's phone loads before the first screen, in bytes of Brotli, and the fonts of the laptop's pages.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { namesFolder } from './page-fonts.mjs';
import { builtClient } from './parts.mjs';

const limit = 40_000;
const fontLimit = 150_000;

/**
 * @typedef {{file: string, css?: string[], assets?: string[], imports?: string[], isDynamicEntry?: boolean}} Chunk
 */

const page = 'play.html';

/**
 * `first`: the page, what it names, its entry with everything that imports statically, their styles, and one language
 * (the heavier). `later`: what the rest of a lesson loads.
 */
function weigh() {
  /** @type {Record<string, Chunk>} */
  const chunks = JSON.parse(readFileSync(join(builtClient, '.vite', 'phone.json'), 'utf8'));
  const named = namedIn(page);
  const start = Object.keys(chunks)
    .filter((name) => named.includes(chunks[name]?.file ?? ''))
    .flatMap((name) => withImports(chunks, name));
  const lazy = Object.keys(chunks).filter((name) => chunks[name]?.isDynamicEntry);
  /** The heavier language's words. @param {RegExp} name */
  const words = (name) =>
    lazy
      .filter((chunk) => name.test(chunk))
      .map((chunk) => filesOf(chunks, withImports(chunks, chunk)).map(weighed))
      .sort((a, b) => total(b) - total(a))[0] ?? [];
  const entry = [page, ...named, ...filesOf(chunks, start)].map(weighed);
  const first = unique([...entry, ...words(/^locales\/[a-z]{2}\.ts$/)]);
  const parts = lazy
    .filter((name) => !name.startsWith('locales/'))
    .flatMap((name) => withImports(chunks, name));
  const seated = words(/^locales\/[a-z]{2}-seated\.ts$/);
  const later = unique([...first, ...seated, ...filesOf(chunks, parts).map(weighed)]).slice(first.length);
  return { first, later };
}

/** @param {{file: string, bytes: number}[]} parts */
function unique(parts) {
  return [...new Map(parts.map((part) => [part.file, part])).values()];
}

/** @param {{bytes: number}[]} parts */
function total(parts) {
  return parts.reduce((sum, part) => sum + part.bytes, 0);
}

/** @param {Record<string, Chunk>} chunks @param {string} name @returns {string[]} */
function withImports(chunks, name, seen = new Set()) {
  if (seen.has(name)) return [];
  seen.add(name);
  const chunk = chunks[name];
  if (!chunk) throw new Error(`The build holds no ${name}.`);
  return [name, ...(chunk.imports ?? []).flatMap((next) => withImports(chunks, next, seen))];
}

/** The icon, the scripts and the styles that a page's own text asks for. @param {string} html */
function namedIn(html) {
  const text = readFileSync(join(builtClient, html), 'utf8');
  return [...text.matchAll(/(?:href|src)="\/([^"]+)"/g)].map(([, file = '']) => file);
}

/** Fonts are left out: a browser fetches one only for text that is set in it, and phones set none.
 * @param {Record<string, Chunk>} chunks @param {string[]} names */
function filesOf(chunks, names) {
  const files = names.flatMap((name) => {
    const chunk = chunks[name];
    return chunk ? [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])] : [];
  });
  return [...new Set(files)].filter((file) => !/\.woff2?$/.test(file));
}

/** @param {string} file */
function weighed(file) {
  const path = join(builtClient, file);
  return { file, bytes: statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size };
}

/** The fonts of every laptop's page; what the letters of a name may need besides is left out. */
function fontFiles() {
  const files = readdirSync(builtClient, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(woff2?|ttf|otf)$/.test(file) && !file.startsWith(namesFolder))
    .map(weighed);
}

/** All that is weighed, beside what it may weigh. */
export function weights() {
  const { first, later } = weigh();
  const fontParts = fontFiles();
  const fonts = { bytes: total(fontParts), limit: fontLimit, files: fontParts };
  return { page, bytes: total(first), limit, files: first, later, fonts };
}

/** Prints the weight, for people or with whatever else there is as JSON, and tells whether it is within the limits.
 * @param {boolean} [json] @param {object} [more] */
export function printWeight(json = false, more = {}) {
  const all = weights();
  const { bytes, files, later, fonts } = all;
  if (json) console.log(JSON.stringify({ ...all, ...more }, undefined, 2));
  else {
    printParts(files);
    console.log(`${String(bytes).padStart(8)}  bytes of Brotli for the student page, of ${limit} allowed`);
    console.log(`${String(total(later)).padStart(8)}  bytes more in the course of a lesson`);
    printParts(fonts.files);
    console.log(
      `${String(fonts.bytes).padStart(8)}  bytes of fonts for the laptop's pages, of ${fontLimit} allowed`,
    );
  }
  return bytes <= limit && fonts.bytes <= fontLimit;
}

/** @param {readonly {file: string, bytes: number}[]} parts */
function printParts(parts) {
  for (const { file, bytes } of parts) console.log(`${String(bytes).padStart(8)}  ${file}`);
}
