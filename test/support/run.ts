import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const top = resolve(import.meta.dirname, '../..');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a JavaScript program, named from the project's top, to its end with the Node that runs the tests. */
export function run(program: string, words: readonly string[], cwd: string = top): Promise<Finished> {
  const child = spawn(process.execPath, [resolve(top, program), ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
}
