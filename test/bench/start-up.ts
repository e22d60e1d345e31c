import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { top } from '../support/run.ts';
import { freePort } from '../support/server-process.ts';
import { type Measurement, median, type Options } from './measurement.ts';

/** Milliseconds until a program has said that it is ready. */
function readyMs(
  program: string,
  words: readonly string[],
  ready: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const begun = performance.now();
  const child = spawn(program, words, {
    ...{ cwd: top, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    // npm is a batch file on Windows, and starts others that have to end with it.
    ...{ shell: process.platform === 'win32', detached: process.platform !== 'win32' },
  });
  return new Promise((resolve, reject) => {
    let said = '';
    let time = 0;
    const listen = (text: string) => {
      said += text;
      if (time > 0 || !ready.test(said)) return;
      time = performance.now() - begun;
      if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      else child.kill();
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('close', () => (time > 0 ? resolve(time) : reject(new Error(`it never was ready: ${said}`))));
  });
}

/** From the word to the first line: the second start, when everything is there that the first one fetched and built. */
export async function startUp({ runs }: Options): Promise<readonly Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-bench-'));
  const times = { empty: [] as number[], server: [] as number[], npm: [] as number[] };
  try {
    for (let k = 0; k <= runs; k += 1) {
      const env = { PORT: String(await freePort()), HOST: '127.0.0.1', DATA_DIR: dir };
      const empty = await readyMs(process.execPath, ['test/bench/floors/empty-server.mjs'], /ready/);
      const server = await readyMs(process.execPath, ['server/start.mjs'], /"listening"/, env);
      const npm = await readyMs('npm', ['start'], /"listening"/, env);
      // The first may still have to build the pages.
      if (k === 0) continue;
      times.empty.push(empty);
      times.server.push(server);
      times.npm.push(npm);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  const floor = median(times.empty);
  const reach = { ratio: 3 };
  const beyond = { ratio: 2 };
  return [
    {
      ...{
        what: 'from `npm start` to ready, the second time (floor: node with an empty socket.io server)',
        unit: 'ms',
      },
      ...{ floor, ours: median(times.npm), reach, beyond },
    },
    {
      ...{ what: 'the server alone, without npm (same floor)', unit: 'ms' },
      ...{ floor, ours: median(times.server) },
    },
  ];
}
