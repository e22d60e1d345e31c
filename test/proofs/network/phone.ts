import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LineWatch } from '../../../client/line-watch.ts';
import type { JoinedGame } from '../../../client/pages/player/game.ts';
import { type ChaosProxy, openChaosProxy } from '../../support/chaos-proxy.ts';
import { Device } from './device.ts';

/** The pages' own code, the project's or that of a copy with a planted fault. */
export interface Client {
  readonly connect: typeof import('../../../client/connection.ts').connect;
  readonly joinGame: typeof import('../../../client/pages/player/game.ts').joinGame;
  readonly watchLine: typeof import('../../../client/line-watch.ts').watchLine;
  readonly makeTicket: typeof import('../../../client/pages/player/seat-ticket.ts').makeTicket;
  readonly takeHost: typeof import('../../../client/pages/shell/api.ts').takeHost;
}

export async function loadClient(folder: string): Promise<Client> {
  const modules = [
    'connection.ts',
    'line-watch.ts',
    'pages/player/game.ts',
    'pages/player/seat-ticket.ts',
    'pages/shell/api.ts',
  ];
  const loaded = await Promise.all(modules.map((name) => import(join(folder, 'client', name))));
  return Object.assign({}, ...loaded);
}

export interface Place {
  readonly client: Client;
  readonly serverPort: number;
  readonly code: string;
}

const beatMs = 10;

/** One student's phone on a network of its own; its page can be closed and opened again. */
export class Phone {
  readonly name: string;
  readonly device: Device;
  readonly network: ChaosProxy;
  readonly #place: Place;
  #page: { readonly game: JoinedGame; readonly watch: LineWatch } | undefined;

  constructor(name: string, place: Place, network: ChaosProxy, memory?: ReadonlyMap<string, string>) {
    this.name = name;
    this.#place = place;
    this.network = network;
    this.device = new Device(network.url, memory);
  }

  get game(): JoinedGame {
    if (this.#page === undefined) throw new Error(`${this.name} has no page`);
    return this.#page.game;
  }

  get watch(): LineWatch {
    if (this.#page === undefined) throw new Error(`${this.name} has no page`);
    return this.#page.watch;
  }

  openPage(): void {
    const { client, code } = this.#place;
    this.device.run(() => {
      const game = client.joinGame({ code, name: this.name, cookie: 0 });
      const watch = client.watchLine(game.line, () => game.view.peek()?.players ?? 0);
      this.#page = { game, watch };
    });
  }

  closePage(): void {
    this.device.run(() => {
      this.#page?.watch.stop();
      this.#page?.game.close();
    });
    this.#page = undefined;
  }

  /** Another page with the same ticket, on a network of its own. */
  async twin(): Promise<Phone> {
    const network = await openChaosProxy(this.#place.serverPort);
    const phone = new Phone(this.name, this.#place, network, this.device.localStorage);
    phone.openPage();
    return phone;
  }

  /** The slider is let go at so many tenths of a percent. */
  setShare(tenths: number): void {
    this.device.run(() => {
      this.game.set([tenths, 1000 - tenths]);
      this.game.place(false);
    });
  }

  /** Waits; undefined when it did not come about in time, else the moment it was seen. */
  async until(seen: (game: JoinedGame) => boolean, patienceMs: number): Promise<number | undefined> {
    const end = performance.now() + patienceMs;
    for (;;) {
      if (seen(this.game)) return performance.now();
      if (performance.now() > end) return undefined;
      await sleep(beatMs);
    }
  }

  /** This estimate stands on the server, acknowledged to this page. */
  received(tenths: number, patienceMs: number): Promise<number | undefined> {
    return this.until(
      ({ placing, tenths: shown }) => placing.value === 'received' && shown.value[0] === tenths,
      patienceMs,
    );
  }

  async close(): Promise<void> {
    this.closePage();
    await this.network.close();
  }
}
