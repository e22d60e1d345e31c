import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { top } from './run.ts';

/** The real server in a process of its own, which can be killed and started again on the same port and data. */
export class ServerProcess {
  readonly port: number;
  readonly #dataDir: string;
  #child: ChildProcess | undefined;
  #complaints = '';

  constructor(port: number, dataDir: string) {
    this.port = port;
    this.#dataDir = dataDir;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get complaints(): string {
    return this.#complaints;
  }

  start(): Promise<void> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [join(top, 'server', 'main.ts')], {
      env: { PATH, PORT: String(this.port), HOST: '127.0.0.1', STORE: 'sqlite', DATA_DIR: this.#dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.#complaints}`)));
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#complaints += text;
        if (text.includes('"listening"')) resolve();
      });
    });
  }

  /** Ends the process and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('close', () => resolve());
      child.kill(signal);
    });
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
