import { type ChildProcess, spawnSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringStrace, failing } from './strace.ts';

/** What a program runs under that has a file system of its own at a directory: nobody else sees it, and it goes with the program. */
export function onOwnMount(directory: string, mount: string): readonly string[] {
  // Without root it takes a name space in which the user counts as root.
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...asRoot, '--mount', 'sh', '-c', `cd / && ${mount} && exec "$@"`, directory];
}

const mounts = canMount();

function canMount(): boolean {
  const [program = '', ...words] = onOwnMount('/tmp', 'mount -t tmpfs tmpfs "$0"');
  return spawnSync(program, [...words, 'true'], { stdio: 'ignore' }).status === 0;
}

/** How a disk is made full here, for whoever reads the names of the tests. */
export const fullness = mounts
  ? 'a tmpfs of 3 MB filled to the last byte'
  : 'no file system may be mounted here: strace answers ENOSPC';

/** How nothing can be written, for whoever reads the names of the tests. */
export const readOnlyness = mounts ? 'on a system that is read-only' : 'where nothing may be mounted';

/** What a program runs under that begins in a directory and finds every file unchangeable. */
export function onReadOnlySystem(directory: string): readonly string[] {
  if (!mounts) return ['sh', '-c', 'cd "$0" && exec "$@"', directory];
  return onOwnMount(directory, 'mount -o remount,bind,ro / && cd "$0"');
}

/** A disk that a program finds at a directory, and that can be filled while it runs. */
export interface SmallDisk {
  /** What the program has to run under. */
  readonly under: readonly string[];
  /** Where its files are seen from outside. */
  seenFrom(pid: number): string;
  fill(pid: number): void;
  makeRoom(pid: number): void;
}

export function smallDisk(directory: string): SmallDisk {
  return mounts ? mountedDisk(directory) : refusingDisk(directory);
}

function mountedDisk(directory: string): SmallDisk {
  const seenFrom = (pid: number) => `/proc/${pid}/root${directory}`;
  const filler = (pid: number) => join(seenFrom(pid), 'filler');
  return {
    under: onOwnMount(directory, 'mount -t tmpfs -o size=3m tmpfs "$0"'),
    seenFrom,
    fill: (pid) => fill(filler(pid)),
    makeRoom: (pid) => rmSync(filler(pid)),
  };
}

function refusingDisk(directory: string): SmallDisk {
  if (!bringStrace()) throw new Error('a full disk takes Linux with unshare or strace');
  let tracer: ChildProcess | undefined;
  return {
    under: [],
    seenFrom: () => directory,
    fill(pid) {
      tracer = failing(pid, 'pwrite64', 'ENOSPC');
    },
    makeRoom() {
      tracer?.kill('SIGINT');
    },
  };
}

/** To the last byte. */
function fill(file: string): void {
  for (const size of [4096, 1]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}
