// `npm run check`: format, lint, walls, types and unused code, side by side; prints only what failed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { top } from './parts.mjs';

const checks = {
  biome: [
    '@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    '--colors=off',
    '--max-diagnostics=100',
    '.',
  ],
  tsc: ['typescript/bin/tsc', '-b', '--pretty', 'false'],
  knip: ['knip/bin/knip.js', '--no-progress'],
};

const results = await Promise.all(Object.entries(checks).map(run));
for (const { name, code, output } of results) if (code !== 0) console.error(`${name}:\n${output.trim()}\n`);
const failed = results.filter(({ code }) => code !== 0).length;
console.log(
  `${results.length - failed} of ${results.length} checks passed (${Object.keys(checks).join(', ')})`,
);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {[string, string[]]} check @returns {Promise<{name: string, code: number, output: string}>} */
function run([name, [program = '', ...words]]) {
  const child = spawn(process.execPath, [join(top, 'node_modules', program), ...words], {
    cwd: top,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ name, code: code ?? 1, output }));
  });
}
