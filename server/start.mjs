// What `npm start` runs, on whatever Node the machine has (18 or newer): brings what is missing, then starts the server with
// what Node has made of its files before; without that every start strips and compiles them anew.
import { spawn, spawnSync } from 'node:child_process';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientIsFresh, dependenciesAreFresh, modernNode, top } from './scripts/parts.mjs';

if (!dependenciesAreFresh() || !clientIsFresh()) prepare();
const node = modernNode();
if (node === undefined || Number.parseInt(process.versions.node, 10) >= 24) await start();
else startWith(node);

function prepare() {
  const words = [join(top, 'server', 'scripts', 'prepare.mjs'), 'client'];
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

async function start() {
  const directory = join(top, 'node_modules', '.cache', 'compiled');
  module.enableCompileCache?.(directory);
  // For the thread of the store.
  process.env.NODE_COMPILE_CACHE ??= directory;
  await import('./main.ts');
}

/**
 * The first time the machine's own Node has begun, before the newer one was there.
 * @param {string} newer
 */
function startWith(newer) {
  const server = spawn(newer, [fileURLToPath(import.meta.url)], { stdio: 'inherit' });
  // A terminal tells both; whoever else tells this one to end means the server.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  server.on('exit', (code) => process.exit(code ?? 1));
}
