import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The real server in a process of its own, with everything it ever says. */
export class OverheardServer {
  readonly #root: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #said = '';
  #port = 0;

  /** `root` is the project, or a copy of it with a planted fault. */
  constructor(root: string, dataDir: string, environment: Readonly<Record<string, string>> = {}) {
    this.#root = root;
    const { PATH = '' } = process.env;
    const own = { HOST: '127.0.0.1', STORE: 'sqlite', DATA_DIR: dataDir, LOG_LEVEL: 'trace' };
    this.#environment = { PATH, ...own, ...environment };
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Standard output and standard error, of every start. */
  get said(): string {
    return this.#said;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(this.#root, 'server', 'main.ts')], {
      env: { ...this.#environment, PORT: String(this.#port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
    });
    await new Promise<void>((resolve, reject) => {
      let lines = '';
      child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${lines}`)));
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
        lines += text;
        const listening = /"port":(\d+).*"msg":"listening"/.exec(lines);
        if (listening === null) return;
        this.#port = Number(listening[1]);
        resolve();
      });
    });
  }

  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('close', () => resolve());
      child.kill(signal);
    });
  }
}
