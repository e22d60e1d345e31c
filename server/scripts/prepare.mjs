// Runs before `npm start`, `npm test` and their like, on whatever Node the machine has (18 or newer):
// brings what the script needs, and nothing when nothing has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { clientIsFresh, pinnedNode, top } from './parts.mjs';

const needs = {
  start: [dependencies, client],
  test: [dependencies, client, browser],
  dev: [dependencies],
};

const script = process.argv[2];
if (script !== 'start' && script !== 'test' && script !== 'dev') {
  stop('Usage: node server/scripts/prepare.mjs <start|test|dev>');
}
for (const bring of needs[script]) bring();

function dependencies() {
  if (dependenciesAreFresh()) return;
  console.log('Installing dependencies (a minute the first time) …');
  // Windows cannot delete the node.exe that is running: there the packages are renewed in place.
  const inPlace = process.platform === 'win32' && process.execPath.startsWith(join(top, 'node_modules'));
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress', '--include=dev'];
  if (!npm([inPlace ? 'install' : 'ci', ...options])) {
    stop('The dependencies could not be installed: is there a connection to the npm registry?');
  }
  if (!existsSync(pinnedNode)) {
    stop('Node 24 was not installed, since install scripts are switched off: run `npm rebuild node --ignore-scripts=false`.');
  }
}

/** npm's own record of what it installed against the lock file; no second bookkeeping. */
function dependenciesAreFresh() {
  const record = join(top, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(top, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

/** @param {string} lockFile @returns {Record<string, {version?: string, optional?: boolean}>} */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** @param {string[]} words */
function npm(words) {
  const own = process.env.npm_execpath;
  const result =
    own && /npm-cli\.js$/.test(own)
      ? run(process.env.npm_node_execpath ?? process.execPath, [own, ...words])
      : run('npm', words, { shell: process.platform === 'win32' });
  return result.status === 0;
}

function client() {
  if (clientIsFresh()) return;
  console.log('Building the pages …');
  if (run(pinnedNode, [join(top, 'server', 'scripts', 'build.mjs'), '--quiet']).status !== 0) {
    stop('The pages could not be built.');
  }
}

function browser() {
  if (findChromium()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests …');
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'pipe' };
    run('apt-get', ['update', '-qq'], quiet);
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], quiet);
  }
  if (!findChromium()) {
    stop('The browser tests need Chromium, Chrome or Edge: install one, or name its program in CHROMIUM_PATH.');
  }
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function run(program, words, options) {
  return spawnSync(program, words, { cwd: top, stdio: ['ignore', 'inherit', 'inherit'], ...options });
}

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
