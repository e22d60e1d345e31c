// Runs before the scripts of package.json, on whatever Node the machine has (18 or newer): brings the dependencies
// and, where named, the built client and a Chromium; does nothing when nothing has changed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { findNginx, findPostgres } from './find-servers.mjs';
import { clientIsFresh, dependenciesAreFresh, modernNode, top } from './parts.mjs';

dependencies();
if (process.argv.includes('client')) client();
if (process.argv.includes('chromium')) chromium();
if (process.argv.includes('servers')) servers();

function dependencies() {
  if (dependenciesAreFresh()) return;
  console.log('Installing dependencies (a minute the first time) …');
  // Windows cannot delete the node.exe that is running: there the packages are renewed in place.
  const inPlace = process.platform === 'win32' && process.execPath.startsWith(join(top, 'node_modules'));
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress', '--include=dev'];
  const refusal = npm([inPlace ? 'install' : 'ci', ...options]);
  if (refusal) stop(`The dependencies could not be installed; npm said: ${refusal}`);
  if (!modernNode()) {
    stop(
      'Node 24 was not installed, since install scripts are switched off: run `npm rebuild node --ignore-scripts=false`.',
    );
  }
}

/**
 * The first thing that npm complains of, undefined when all is well; its pages of advice help nobody here.
 * @param {string[]} words
 */
function npm(words) {
  const own = process.env.npm_execpath;
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const silent = { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const result =
    own && /npm-cli\.js$/.test(own)
      ? run(process.env.npm_node_execpath ?? process.execPath, [own, ...words], silent)
      : run('npm', words, { ...silent, shell: process.platform === 'win32' });
  if (result.status === 0) return undefined;
  const complaints = String(result.stderr ?? result.error).split('\n');
  const sentences = complaints.map((line) => line.replace(/^npm error ?/, ''));
  return sentences.find((line) => line.includes(' ') && !/^(code|errno|syscall) /.test(line)) ?? 'nothing';
}

function client() {
  if (clientIsFresh()) return;
  console.log('Building the pages …');
  if (
    run(modernNode() ?? process.execPath, [join(top, 'server', 'scripts', 'build.mjs'), '--quiet']).status !==
    0
  ) {
    stop('The pages could not be built.');
  }
}

function chromium() {
  if (findChromium()) return;
  // Nicknames are Hangul and emoji as often as anything else.
  install('Chromium for the browser tests', ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']);
  if (!findChromium()) {
    stop(
      'The browser tests need Chromium, Chrome or Edge: install one, or name its program in CHROMIUM_PATH.',
    );
  }
}

function servers() {
  const missing = [...(findPostgres() ? [] : ['postgresql']), ...(findNginx() ? [] : ['nginx-light'])];
  if (missing.length === 0) return;
  install('PostgreSQL and nginx for the tests of several servers', missing);
  if (!findPostgres() || !findNginx()) {
    stop('The tests of several servers need the programs of PostgreSQL and nginx: install both.');
  }
}

/**
 * Where the system is Debian's and we may.
 * @param {string} what
 * @param {string[]} packages
 */
function install(what, packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${what} …`);
  run('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  run('apt-get', ['install', '-y', '-qq', ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
  });
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
