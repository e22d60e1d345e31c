import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/server-process.ts';
import { machineMs } from '../load/phone.ts';

const PROGRAM = 'redis-server';
const CHANNEL = 'bakery';
const PATIENCE_MS = 5000;

/** Redis as a messenger between two connections: nothing is kept, and nobody waits for a disk. */
export class RedisFloor {
  readonly #server: ChildProcess;
  readonly #publisher: Socket;
  readonly #subscriber: Socket;
  #sent = 0;

  private constructor(server: ChildProcess, publisher: Socket, subscriber: Socket) {
    this.#server = server;
    this.#publisher = publisher;
    this.#subscriber = subscriber;
  }

  /** Undefined where Redis is not installed. */
  static async open(): Promise<RedisFloor | undefined> {
    if (spawnSync(PROGRAM, ['--version']).status !== 0) return undefined;
    const port = await freePort();
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const server = spawn(PROGRAM, words, { stdio: 'ignore' });
    process.once('exit', () => server.kill('SIGKILL'));
    try {
      const [publisher, subscriber] = [await connected(port), await connected(port)];
      const confirmed = heard(subscriber, 'subscribe');
      subscriber.write(request('SUBSCRIBE', CHANNEL));
      await confirmed;
      return new RedisFloor(server, publisher, subscriber);
    } catch (error) {
      server.kill('SIGKILL');
      throw error;
    }
  }

  /** Milliseconds from the publisher's word to the subscriber's receipt of so many bytes. */
  async publishMs(bytes: number): Promise<number> {
    this.#sent += 1;
    const end = `#${this.#sent};`;
    const received = heard(this.#subscriber, end);
    const begun = machineMs();
    this.#publisher.write(request('PUBLISH', CHANNEL, 'x'.repeat(Math.max(0, bytes - end.length)) + end));
    return (await received) - begun;
  }

  end(): Promise<void> {
    this.#publisher.destroy();
    this.#subscriber.destroy();
    return new Promise((resolve) => {
      this.#server.once('exit', () => resolve());
      this.#server.kill('SIGTERM');
    });
  }
}

/** A command in the protocol of Redis: an array of strings, each with its length. */
function request(...words: readonly string[]): string {
  const strings = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${strings.join('')}`;
}

/** When a text came that holds this. */
function heard(from: Socket, what: string): Promise<number> {
  return new Promise((resolve) => {
    let text = '';
    const hear = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!text.includes(what)) return;
      from.off('data', hear);
      resolve(machineMs());
    };
    from.on('data', hear);
  });
}

async function connected(port: number): Promise<Socket> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    if (isOpen) {
      // What it does not answer is not waited for here.
      socket.resume();
      return socket;
    }
    if (performance.now() > end) throw new Error('Redis did not start');
    await sleep(20);
  }
}
