// `npm run dev`: the server and Vite's development server side by side; one Ctrl-C ends both.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { top } from './parts.mjs';

const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(top, 'server', 'main.ts')],
  {
    cwd: top,
    stdio: 'inherit',
  },
);
const vite = await createServer({ configFile: join(top, 'vite.config.ts') });
await vite.listen();
console.log('Open this address while developing (changes appear at once):');
vite.printUrls();

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
server.once('exit', end);

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  server.kill();
  await vite.close();
}
