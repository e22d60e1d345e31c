// Written for Node 18 and without a dependency: this runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const builtClient = join(top, 'dist', 'client');

/** The Node that package.json pins, whatever the machine has. */
const pinnedNode = join(
  top,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Node 24: the pinned one, or the machine's own where install scripts are switched off. */
export function modernNode() {
  if (existsSync(pinnedNode)) return pinnedNode;
  return Number.parseInt(process.versions.node, 10) >= 24 ? process.execPath : undefined;
}

/** npm's own record of what it installed against the lock file; no second bookkeeping. */
export function dependenciesAreFresh() {
  const record = join(top, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !modernNode()) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(top, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

/** @param {string} lockFile @returns {Record<string, {version?: string, optional?: boolean}>} */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

export const stampFile = join(top, 'dist', 'client.stamp');
const clientMadeFrom = [
  'client',
  'shared',
  'server/scripts',
  'server/privacy',
  'vite.config.ts',
  'package-lock.json',
];

/** One fingerprint of all the built client depends on: of contents, since a fresh clone renews every date. */
export function clientStamp() {
  const hash = createHash('sha256');
  for (const file of clientMadeFrom.flatMap((path) => filesOf(join(top, path))).sort()) {
    hash.update(`${relative(top, file).split(sep).join('/')}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

export function clientIsFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === clientStamp();
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}
