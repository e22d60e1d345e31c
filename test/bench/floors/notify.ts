import { Client } from 'pg';
import { machineMs } from '../load/phone.ts';

const say = "SELECT pg_notify('bare', $1)";
const writeAndSay = `WITH written AS (INSERT INTO bare VALUES ($1)) ${say}`;

/** PostgreSQL's own way from one connection to another, without our server between them. */
export class NotifyFloor {
  readonly #speaker: Client;
  readonly #listener: Client;

  private constructor(speaker: Client, listener: Client) {
    this.#speaker = speaker;
    this.#listener = listener;
  }

  static async open(url: string): Promise<NotifyFloor> {
    const floor = new NotifyFloor(
      new Client({ connectionString: url }),
      new Client({ connectionString: url }),
    );
    await floor.#speaker.connect();
    await floor.#listener.connect();
    await floor.#speaker.query('CREATE TABLE bare (line text)');
    await floor.#listener.query('LISTEN bare');
    return floor;
  }

  /** Milliseconds from a NOTIFY that stores nothing to its receipt. */
  notifyMs(bytes: number): Promise<number> {
    return this.#tookMs('say', say, bytes);
  }

  /** Milliseconds from a row that becomes durable, with a NOTIFY in its commit, to the receipt. */
  commitMs(bytes: number): Promise<number> {
    return this.#tookMs('write', writeAndSay, bytes);
  }

  async end(): Promise<void> {
    await this.#speaker.end();
    await this.#listener.end();
  }

  async #tookMs(name: string, text: string, bytes: number): Promise<number> {
    const received = new Promise<number>((resolve) => {
      this.#listener.once('notification', () => resolve(machineMs()));
    });
    const begun = machineMs();
    const answered = this.#speaker.query({ name, text, values: ['x'.repeat(bytes)] });
    const took = (await received) - begun;
    await answered;
    return took;
  }
}
