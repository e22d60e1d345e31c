// `npm run build`: the client into dist/client, compressed beforehand; then what the student page weighs.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { offlineWorker } from './offline-worker.mjs';
import { makePageFonts } from './page-fonts.mjs';
import { builtClient, clientStamp, stampFile, top } from './parts.mjs';
import { printWeight } from './weigh.mjs';

const quiet = process.argv.includes('--quiet');

// The builder would keep whatever else is set, such as the `test` of a test run, and build pages for debugging.
process.env.NODE_ENV = 'production';
const stamp = clientStamp();
rmSync(stampFile, { force: true });
try {
  await makePageFonts();
  // Apart, so that the phone loads no chunk that exists only because the laptop's pages share it.
  await buildPage('play.html', 'phone.json', true);
  await buildPage('index.html', 'laptop.json', false);
  await buildWith(offlineWorker('laptop.json'));
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exit(1);
}
await compressAll();
mkdirSync(dirname(stampFile), { recursive: true });
writeFileSync(stampFile, stamp);
// A heavy page must not keep a class from playing: only an explicit build and the tests refuse it.
if (!quiet) process.exitCode = printWeight() ? 0 : 1;

/** @param {string} page @param {string} manifest @param {boolean} first */
function buildPage(page, manifest, first) {
  return buildWith({
    build: {
      emptyOutDir: first,
      copyPublicDir: first,
      manifest: `.vite/${manifest}`,
      rolldownOptions: { input: join(top, 'client', page) },
    },
  });
}

/** @param {import('vite').InlineConfig} config */
async function buildWith(config) {
  await build({
    configFile: join(top, 'vite.config.ts'),
    logLevel: quiet ? 'silent' : 'info',
    ...config,
  });
}

async function compressAll() {
  const files = readdirSync(builtClient, { recursive: true, encoding: 'utf8' });
  await Promise.all(files.filter((name) => /\.(js|css|html|svg)$/.test(name)).map(compress));
}

/** @param {string} name */
async function compress(name) {
  const file = join(builtClient, name);
  const content = readFileSync(file);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, best));
  writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
}
