import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether system calls can be traced; on Debian as root the tracer is fetched. */
export function bringStrace(): boolean {
  if (works()) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return false;
  quietly('apt-get', ['update', '-qq']);
  quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'strace']);
  return works();
}

/** Makes these system calls of a process that runs fail with an error, until the returned one is interrupted. */
export function failing(pid: number, calls: string, error: string): ChildProcess {
  const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`];
  const [program = '', ...words] = ['strace', '-f', '-qq', '-o', '/dev/null', ...inject, '-p', String(pid)];
  return spawn(program, words);
}

function works(): boolean {
  return quietly('strace', ['-V']);
}

function quietly(program: string, words: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, words, { stdio: 'ignore', env }).status === 0;
}
