import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { top } from './run.ts';

export interface ServerProcessOptions {
  /** Where the code lies: the project itself, or a copy with a fault planted in it. */
  readonly root?: string;
  /** Words for Node itself, such as a smaller heap. */
  readonly node?: readonly string[];
  /** A program that runs Node and steps aside, such as a tracer. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The real server in a process of its own, which can be killed and started again on the same port and data. */
export class ServerProcess {
  readonly port: number;
  readonly #dataDir: string;
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | undefined;
  #complaints = '';

  constructor(port: number, dataDir: string, options: ServerProcessOptions = {}) {
    this.port = port;
    this.#dataDir = dataDir;
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get complaints(): string {
    return this.#complaints;
  }

  /** Of the process that runs. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('no server runs');
    return pid;
  }

  /** Whether the process lives that was started last. */
  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves once it listens. */
  start(): Promise<void> {
    const { PATH = '' } = process.env;
    const { root = top, env = {}, node = [], under = [] } = this.#options;
    const [program = '', ...words] = [...under, process.execPath, ...node, join(root, 'server', 'main.ts')];
    const own = { PORT: String(this.port), HOST: '127.0.0.1', STORE: 'sqlite', DATA_DIR: this.#dataDir };
    const child = spawn(program, words, {
      env: { PATH, ...own, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      // A process may have ended before its last words are read.
      child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${this.#complaints}`)));
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#complaints += text;
        if (text.includes('"listening"')) resolve();
      });
    });
  }

  /** Resolves when the process has ended by itself, with its exit code, or null for a signal. */
  ended(): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return Promise.resolve(null);
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    return new Promise((resolve) => child.once('close', resolve));
  }

  /** Ends the process and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('close', () => resolve());
      child.kill(signal);
    });
  }
}

/** Below those that a system gives to whoever asks for any: nobody else takes one before, or between two starts. */
const firstPort = 12_000;
const lastPort = 32_000;
let lastGiven = randomInt(firstPort, lastPort);

/** A port that nobody listens on, another one every time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lastGiven === lastPort ? firstPort : lastGiven + 1;
    // Before anybody waits: several may ask at once.
    lastGiven = port;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
