import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { type Clock, systemClock } from '../../server/clock.ts';
import { createCodeBudget } from '../../server/code-budget.ts';
import type { RandomBytes } from '../../server/codes.ts';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import { attachSockets, type Sockets } from '../../server/sockets/attach.ts';
import type { EventStore } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import type { DisplayReceives, HostReceives, PlayerReceives, Reply, Welcome } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { DrawSource } from '../../shared/room/seal.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';

/** Bytes that look like chance and are the same in every run. */
export function scriptedBytes(seed: string): RandomBytes {
  let block = 0;
  return (size) => {
    const bytes: number[] = [];
    while (bytes.length < size) {
      bytes.push(...createHash('sha256').update(`${seed}|${block}`).digest());
      block += 1;
    }
    return Uint8Array.from(bytes.slice(0, size));
  };
}

type Listeners = Record<string, (...args: never[]) => void>;
type Payload<R, E extends keyof R> = R[E] extends (payload: infer P) => void ? P : never;

/** One connection with everything it has been sent; told to wait for its turn, it comes back in time, as the page does. */
export class Client<R> {
  readonly socket: Socket;
  readonly frames: { readonly event: string; readonly payload: unknown }[] = [];
  #ops = 0;
  #refused = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((event: string, payload: unknown) => this.frames.push({ event, payload }));
    socket.on('connect_error', ({ message, data }: Error & { data?: Refused }) => {
      this.#refused = `, refused last with ${data?.code ?? message}`;
      if (data?.code === 'room/queued') setTimeout(() => socket.connect(), data.retryAfterMs);
    });
  }

  all<E extends keyof R & string>(event: E): Payload<R, E>[] {
    return this.frames
      .filter((frame) => frame.event === event)
      .map((frame) => frame.payload as Payload<R, E>);
  }

  last<E extends keyof R & string>(event: E): Payload<R, E> | undefined {
    return this.all(event).at(-1);
  }

  /** The newest payload of this event that is as asked; waits until there is one. */
  async until<E extends keyof R & string>(
    event: E,
    matches: (payload: Payload<R, E>) => boolean = () => true,
  ): Promise<Payload<R, E>> {
    return eventually(
      () => {
        const last = this.last(event);
        return last !== undefined && matches(last) ? last : undefined;
      },
      () =>
        `${event} as expected; the last was ${JSON.stringify(this.last(event))?.slice(0, 400)}${this.#refused}`,
    );
  }

  /** Sends with an operation id of its own. */
  send<T extends object = object>(event: string, payload: object = {}): Promise<Reply<T>> {
    this.#ops += 1;
    return this.raw(event, { opId: `op-${this.#ops}`, ...payload });
  }

  raw<T extends object = object>(event: string, ...args: unknown[]): Promise<Reply<T>> {
    return this.socket.timeout(PATIENCE_MS).emitWithAck(event, ...args);
  }

  close(): void {
    this.socket.disconnect();
  }
}

export type Player = Client<PlayerReceives> & { readonly welcome: Welcome };
export type Display = Client<DisplayReceives>;
export type Host = Client<HostReceives>;

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly replayId?: string;
  readonly retryAfterMs?: number;
}

export interface ClassroomParts {
  readonly store?: EventStore;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly draw?: DrawSource;
}

export interface OpenedTestRoom {
  readonly room: LiveRoom;
  readonly code: string;
  readonly hostToken: string;
  readonly recoveryCode: string;
}

/** A server on a free port, and typed clients that come and go. */
export class Classroom {
  readonly service: RoomService;
  readonly store: EventStore;
  readonly server: Server;
  readonly sockets: Sockets;
  readonly #open = new Set<Socket>();
  #url = '';

  constructor(parts: ClassroomParts) {
    const { store = createMemoryStore(), clock = systemClock(), random = scriptedBytes('class') } = parts;
    const log = pino({ level: 'silent' });
    const { draw } = parts;
    // Where time stands still until a test moves it, no commit waits for it.
    const unpaced = parts.clock === undefined ? {} : { newPace: () => () => null };
    this.store = store;
    this.service = createRoomService({ store, clock, random, log, ...(draw && { draw }), ...unpaced });
    this.server = createServer();
    this.sockets = attachSockets(this.server, {
      service: this.service,
      clock,
      log,
      codeBudget: createCodeBudget(clock, random),
      config: { publicUrl: undefined, allowedOrigins: [], trustProxy: 0 },
    });
  }

  async listen(): Promise<this> {
    await this.store.open();
    await this.service.recover();
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  get url(): string {
    return this.#url;
  }

  async openRoom(settings: SettingsInput = {}): Promise<OpenedTestRoom> {
    const opened = await this.service.openRoom(settings);
    if (!opened.ok) throw new Error(`the room was refused: ${opened.code}`);
    const { room, hostToken, recoveryCode } = opened;
    return { room, code: room.row.code, hostToken, recoveryCode };
  }

  socket(namespace: string, auth: object, options: Partial<ManagerOptions & SocketOptions> = {}): Socket {
    const socket = connectSocket(this.#url, namespace, auth, options);
    this.#open.add(socket);
    return socket;
  }

  async connect<R>(namespace: string, auth: object, options = {}): Promise<Client<R>> {
    const client = new Client<R>(this.socket(namespace, auth, options));
    await connected(client.socket);
    return client;
  }

  /** The data of the refusal this handshake meets. */
  refusal(namespace: string, auth: object, headers: Record<string, string> = {}): Promise<Refused> {
    const socket = this.socket(namespace, auth, { reconnection: false, extraHeaders: headers });
    return new Promise((resolve, reject) => {
      socket.on('connect', () => reject(new Error('the handshake was accepted')));
      socket.on('connect_error', (error: Error & { data?: Refused }) => {
        if (error.data === undefined) reject(error);
        else resolve(error.data);
      });
    });
  }

  async player(code: string, auth: object = {}, options = {}): Promise<Player> {
    const client = await this.connect<PlayerReceives>(
      '/player',
      { room: code, protocol: protocolVersion, ...auth },
      options,
    );
    const welcome = await client.until('welcome');
    return Object.assign(client, { welcome });
  }

  async display(code: string): Promise<Display> {
    const client = await this.connect<DisplayReceives>('/display', { room: code });
    await client.until('view');
    return client;
  }

  async host(opened: Pick<OpenedTestRoom, 'code' | 'hostToken'>): Promise<Host> {
    const { code, hostToken } = opened;
    const client = await this.connect<HostReceives>('/host', { room: code, hostToken });
    await client.until('view');
    return client;
  }

  /** Another device becomes the host by the code on paper. */
  async takeHost(opened: OpenedTestRoom): Promise<OpenedTestRoom> {
    const hostToken = randomBytes(32).toString('base64url');
    const taken = await this.service.takeHost(opened.room, hostToken, opened.recoveryCode);
    if (!taken.ok) throw new Error(`the room was not handed over: ${taken.code}`);
    return { ...opened, hostToken, recoveryCode: taken.recoveryCode };
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.disconnect();
    await this.sockets.close();
    await this.service.stop();
    await this.store.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function openClassroom(parts: ClassroomParts = {}): Promise<Classroom> {
  return new Classroom(parts).listen();
}

export function connectSocket(
  url: string,
  namespace: string,
  auth: object,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Socket {
  return io(url + namespace, {
    auth: auth as Listeners,
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    ...options,
  });
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.on('connect_error', (error: Error & { data?: Refused }) => {
      if (error.data?.code === 'room/queued') return;
      reject(new Error(`refused: ${error.data?.code ?? error.message}`));
    });
  });
}

/** Shorter than a test may last, so that what is waited for in vain is told. */
const PATIENCE_MS = 30_000;

/** Asks again and again until there is an answer. */
export async function eventually<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  what: string | (() => string),
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end)
      throw new Error(`waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
