import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesFolder } from './page-fonts.mjs';
import { builtClient, top } from './parts.mjs';

/** @typedef {{file: string, css?: string[], assets?: string[], imports?: string[], dynamicImports?: string[]}} Chunk */

const page = 'index.html';
const lasting = ['landing/landing-page.tsx', 'practice/practice-page.tsx', 'replay/replay-page.tsx'];

/**
 * How the worker is built that shows the landing page, practice and replays without a network: from what the pages'
 * build says it made.
 * @param {string} manifest
 * @returns {import('vite').InlineConfig}
 */
export function offlineWorker(manifest) {
  /** @type {Record<string, Chunk>} */
  const chunks = JSON.parse(readFileSync(join(builtClient, '.vite', manifest), 'utf8'));
  const words = Object.keys(chunks).filter((name) => name.startsWith('locales/'));
  const files = filesOf(chunks, [
    ...withImports(chunks, [page], false),
    ...withImports(chunks, [...lasting.map((name) => `pages/${name}`), ...words], true),
  ]);
  const html = readFileSync(join(builtClient, page));
  const version = createHash('sha256').update(html).update(files.join()).digest('hex').slice(0, 12);
  const shell = { version, entry: chunks[page]?.file, files: files.map((file) => `/${file}`) };
  return {
    define: { builtShell: JSON.stringify(shell) },
    build: {
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: join(top, 'client/offline/service-worker.ts'),
        output: { entryFileNames: 'sw.js' },
      },
    },
  };
}

/**
 * @param {Record<string, Chunk>} chunks
 * @param {string[]} names
 * @param {boolean} deep also what is loaded later on
 */
function withImports(chunks, names, deep, seen = new Set()) {
  for (const name of names.filter((one) => !seen.has(one))) {
    const chunk = chunks[name];
    if (chunk === undefined) throw new Error(`The build holds no ${name}.`);
    seen.add(name);
    withImports(
      chunks,
      [...(chunk.imports ?? []), ...(deep ? (chunk.dynamicImports ?? []) : [])],
      deep,
      seen,
    );
  }
  return [...seen];
}

/** Slices of fonts are too many to be kept for the few that names need.
 * @param {Record<string, Chunk>} chunks @param {string[]} names */
function filesOf(chunks, names) {
  const files = names.flatMap((name) => {
    const chunk = chunks[name];
    return chunk ? [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])] : [];
  });
  return [...new Set(files)].filter((file) => !file.startsWith(namesFolder)).sort();
}
