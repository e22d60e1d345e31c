import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'socket.io';
import type { Clock } from '../clock.ts';
import { createTokenBucket } from '../token-bucket.ts';

/** A reader that does not read is let go before what waits for it fills the memory. */
const MOST_PACKETS = 64;
const MOST_BYTES = 256 * 1024;
/** So much waits for nobody, however it came together; one more packet may follow it. */
const FAR_TOO_MANY_BYTES = 384 * 1024;
const CHECK_MS = 500;
/** For the word of parting; who does not answer it would keep its wire for half a minute. */
const LINGER_MS = 500;
/** Packets of the engine's, whatever they carry: a page sends a few a second, and a few dozen at once. */
const PACKETS_PER_SECOND = 20;
const PACKETS_BURST = 400;

type Request = Pick<IncomingMessage, 'headers' | 'url'> & {
  readonly socket?: Duplex;
  /** The library looks here for whether it was encrypted. */
  readonly connection: object;
};

/** The part of an engine's connection that is looked at; the library names no public measure of its queue. */
interface Engine {
  readonly id: string;
  request: Request;
  readonly transport: { readonly name: string };
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  close(discard: boolean): void;
  /** `packetCreate` comes before a packet is queued. */
  on(event: 'packet' | 'packetCreate', listener: () => void): void;
  once(event: 'close', listener: () => void): void;
}

/** The connections under all namespaces. */
export interface Lines {
  /** Ends every connection, even of those who do not answer. */
  cut(): void;
  stop(): void;
}

/** One connection, and how far its reader is behind. */
class Line {
  readonly engine: Engine;
  /** The line's own wire; who polls has none, since behind a proxy others' requests take the same one. */
  wire: Duplex | undefined;
  /** The bytes that waited when they were last counted. */
  #before = 0;

  constructor(engine: Engine, wire: Duplex | undefined) {
    this.engine = engine;
    this.wire = wire;
  }

  /** What waits between the game and the wire's other end, in bytes. */
  get waiting(): number {
    return (this.wire?.writableLength ?? 0) + lengthOf(this.engine.writeBuffer);
  }

  get isBehind(): boolean {
    return this.engine.writeBuffer.length > 0 || (this.wire?.writableLength ?? 0) > 0;
  }

  /** One long view on a slow line is no backlog while it grows shorter. */
  isStuck(): boolean {
    const { waiting } = this;
    const before = this.#before;
    this.#before = waiting;
    const isNoShorter = waiting > MOST_BYTES && before > MOST_BYTES && waiting >= before;
    return isNoShorter || this.engine.writeBuffer.length > MOST_PACKETS;
  }

  /** Closing asks the other side first; who does not read would not answer. */
  cut(): void {
    const { wire } = this;
    this.engine.close(true);
    wire?.destroy();
  }

  linger(): void {
    const { wire } = this;
    if (wire?.destroyed === false) setTimeout(() => wire.destroy(), LINGER_MS).unref();
  }
}

export function watchLines(httpServer: HttpServer, io: Server, clock: Clock): Lines {
  const lines = new Map<string, Line>();
  /** Those for whom something waited when something more was to be sent: ten thousand others need not be asked. */
  const behind = new Set<Line>();

  function check(): void {
    for (const line of behind) {
      if (line.isStuck()) line.cut();
      else if (!line.isBehind) behind.delete(line);
    }
  }

  /** Between two looks a reader could ask for hundreds of views. */
  function checkNow(line: Line): void {
    if (!line.isBehind) return;
    if (line.waiting > FAR_TOO_MANY_BYTES) line.cut();
    else behind.add(line);
  }

  httpServer.on('upgrade', (request, wire) => {
    const line = lines.get(/[?&]sid=([\w-]+)/.exec(request.url ?? '')?.[1] ?? '');
    // A line has one wire; whatever else claims to be its own is turned away by the engine.
    if (line === undefined || line.wire !== undefined) return;
    line.wire = wire;
    wire.once('close', () => {
      line.wire = undefined;
    });
  });
  io.engine.on('connection', (engine: Engine) => {
    const line = new Line(engine, engine.transport.name === 'websocket' ? engine.request.socket : undefined);
    engine.request = remembered(engine.request);
    lines.set(engine.id, line);
    const packets = createTokenBucket(PACKETS_PER_SECOND, PACKETS_BURST);
    engine.on('packet', () => {
      if (packets.take(clock.now()) > 0) line.cut();
    });
    engine.on('packetCreate', () => checkNow(line));
    engine.once('close', () => {
      lines.delete(engine.id);
      behind.delete(line);
      line.linger();
    });
  });
  const timer = setInterval(check, CHECK_MS);
  timer.unref();
  return {
    cut() {
      for (const line of lines.values()) line.cut();
    },
    stop: () => clearInterval(timer),
  };
}

/** What a handshake is asked for; the engine would keep the whole request as long as the line stands. */
function remembered({ headers, url }: Request): Request {
  const { origin, 'accept-language': language, 'x-forwarded-for': forwarded } = headers;
  return {
    url,
    headers: { origin, 'accept-language': language, 'x-forwarded-for': forwarded },
    connection: {},
  };
}

function lengthOf(packets: Engine['writeBuffer']): number {
  return packets.reduce(
    (bytes, { data }) => bytes + (typeof data === 'string' || data instanceof Uint8Array ? data.length : 0),
    0,
  );
}
