import { EventEmitter } from 'node:events';
import type { Line, Network, ServerEnd, ServerPort } from './network.ts';
import type { Actor, Timeline, Timer } from './timeline.ts';

const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;
const MOST_BYTES = 8192;

/** The server's part of the Engine.IO protocol, over virtual lines: what Socket.IO is bound to in place of its own. */
export class VirtualEngine extends EventEmitter implements ServerPort {
  readonly actor: Actor;
  readonly clients = new Set<VirtualConnection>();
  readonly #timeline: Timeline;
  readonly #network: Network;

  constructor(timeline: Timeline, network: Network, actor: Actor) {
    super();
    this.actor = actor;
    this.#timeline = timeline;
    this.#network = network;
  }

  accept(line: Line): ServerEnd {
    // What a line sets off on arriving is the server's: its timers end with it, and wait for no real time.
    this.#timeline.current = this.actor;
    const connection = new VirtualConnection(line, this.#timeline, this.#network, this.actor);
    this.clients.add(connection);
    connection.once('close', () => this.clients.delete(connection));
    connection.greet();
    this.emit('connection', connection);
    return connection;
  }
}

export class VirtualConnection extends EventEmitter implements ServerEnd {
  readonly id: string;
  readonly protocol = 4;
  readonly transport = { name: 'websocket', writable: true };
  readonly remoteAddress: string;
  readonly request: object;
  readyState: 'open' | 'closed' = 'open';
  readonly #line: Line;
  readonly #timeline: Timeline;
  readonly #network: Network;
  readonly #actor: Actor;
  #timer: Timer | null = null;

  constructor(line: Line, timeline: Timeline, network: Network, actor: Actor) {
    super();
    this.#line = line;
    this.#timeline = timeline;
    this.#network = network;
    this.#actor = actor;
    this.id = `line-${line.number}`;
    this.remoteAddress = '192.0.2.1';
    this.request = { headers: { 'accept-language': 'ko' }, connection: {}, url: '/socket.io/', _query: {} };
  }

  greet(): void {
    const { id } = this;
    const hello = { sid: id, upgrades: [], pingInterval: PING_INTERVAL_MS, pingTimeout: PING_TIMEOUT_MS };
    this.#network.sendDown(this.#line, `0${JSON.stringify({ ...hello, maxPayload: MOST_BYTES })}`);
    this.#pingLater();
  }

  receive(frame: string): void {
    const type = frame[0];
    if (frame.length > MOST_BYTES) this.#end('transport error');
    else if (type === '3') this.#pingLater();
    else if (type === '4') this.emit('data', frame.slice(1));
    else if (type === '1') this.#end('transport close');
  }

  broken(): void {
    this.#end('transport close');
  }

  /** Called by Socket.IO, which hands over text only. */
  write(data: string): void {
    if (this.readyState === 'open') this.#network.sendDown(this.#line, `4${data}`);
  }

  close(): void {
    this.#end('forced close');
  }

  #pingLater(): void {
    this.#stop();
    this.#timer = this.#timeline.in(PING_INTERVAL_MS, this.#actor, () => {
      this.#network.sendDown(this.#line, '2');
      this.#timer = this.#timeline.in(PING_TIMEOUT_MS, this.#actor, () => this.#end('ping timeout'));
    });
  }

  #stop(): void {
    if (this.#timer !== null) this.#timer.run = null;
    this.#timer = null;
  }

  #end(reason: string): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.#stop();
    this.#network.closeFromServer(this.#line);
    this.emit('close', reason);
  }
}
