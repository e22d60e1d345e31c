import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../client/connection.ts';
import type { LineWatch } from '../../../client/line-watch.ts';
import type { HostReceives } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { HostView } from '../../../shared/views/wire.ts';
import type { ChaosProxy } from '../../support/chaos-proxy.ts';
import { Device } from './device.ts';
import { newNetwork } from './interruptions.ts';
import type { Client } from './phone.ts';

const beatMs = 10;

/** A device of the teacher's with the line of its page, on a network of its own. */
export class HostPage {
  readonly device: Device;
  readonly network: ChaosProxy;
  readonly #client: Client;
  readonly #code: string;
  #line: Connection<HostReceives> | null = null;
  #watch: LineWatch | null = null;
  view: HostView | null = null;
  /** It has read that another device is the host now. */
  isTaken = false;

  static async on(client: Client, serverPort: number, code: string, seed: number): Promise<HostPage> {
    return new HostPage(client, code, await newNetwork(serverPort, seed));
  }

  private constructor(client: Client, code: string, network: ChaosProxy) {
    this.#client = client;
    this.#code = code;
    this.network = network;
    this.device = new Device(network.url);
  }

  openPage(hostToken: string): void {
    this.device.run(() => {
      const auth = () => ({ protocol: protocolVersion, room: this.#code, hostToken });
      const line = this.#client.connect<HostReceives>('/host', auth);
      line.on('view', (next) => {
        this.view = next;
      });
      line.on('superseded', () => {
        this.isTaken = true;
        this.closePage();
      });
      this.#line = line;
      this.#watch = this.#client.watchLine(line);
    });
  }

  closePage(): void {
    this.device.run(() => {
      this.#watch?.stop();
      this.#line?.close();
    });
    this.view = null;
  }

  /** Tries the code on paper until it is heard; undefined when it is not in time. */
  async take(hostToken: string, recoveryCode: string, patienceMs: number): Promise<true | undefined> {
    const end = performance.now() + patienceMs;
    while (performance.now() < end) {
      const answer = await this.device.run(() => this.#client.takeHost(this.#code, hostToken, recoveryCode));
      if (answer.ok) return true;
      if (answer.code === 'host/required') return undefined;
      await sleep((answer.waitS ?? 0) * 1000 + beatMs);
    }
    return undefined;
  }

  /** What the teacher taps; undefined when nobody has acknowledged it in time. */
  async tap(event: string, patienceMs: number): Promise<true | undefined> {
    const line = this.#line;
    if (line === null) return undefined;
    const given = this.device.run(() => line.send(event));
    const reply = await Promise.race([given, sleep(patienceMs, null, { ref: false })]);
    return reply?.ok ? true : undefined;
  }

  /** Another device is the host, and this one knows, by a word of parting or by being refused. */
  get hasGivenWay(): boolean {
    return this.isTaken || this.#line?.refused.value?.code === 'host/required';
  }

  async until(seen: (page: HostPage) => boolean, patienceMs: number): Promise<boolean> {
    const end = performance.now() + patienceMs;
    while (!seen(this)) {
      if (performance.now() > end) return false;
      await sleep(beatMs);
    }
    return true;
  }

  async close(): Promise<void> {
    this.closePage();
    await this.network.close();
  }
}
