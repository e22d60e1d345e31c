import { forked, Remote } from '../../support/forked.ts';
import { Phones } from '../load/phones.ts';
import type { FloorCalls } from './lines-main.ts';

/** The least a server can be, and a crowd on its lines. */
export class FloorServer {
  readonly server: Remote<FloorCalls>;
  readonly phones: Phones;
  readonly port: number;
  readonly kind: 'tcp' | 'ws';

  private constructor(server: Remote<FloorCalls>, phones: Phones, port: number, kind: 'tcp' | 'ws') {
    this.server = server;
    this.phones = phones;
    this.port = port;
    this.kind = kind;
  }

  static async open(kind: 'tcp' | 'ws', most: number): Promise<FloorServer> {
    const file = new URL('./lines-main.ts', import.meta.url);
    const server = new Remote<FloorCalls>(forked(file, {}, 0, ['--expose-gc']));
    return new FloorServer(server, new Phones(most), await server.call('listen', kind), kind);
  }

  connect(count: number): Promise<void> {
    return this.phones.connect(this.port, this.kind, count);
  }

  cpuMs(): Promise<number> {
    return this.server.call('cpuMs');
  }

  rss(): Promise<number> {
    return this.server.call('rss');
  }

  async end(): Promise<void> {
    await this.phones.end();
    await this.server.end();
  }
}
