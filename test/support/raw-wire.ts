import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';

export type Transport = 'websocket' | 'polling';

/** A client of the engine's protocol that says whatever it is told, past every library that would refuse to. */
export interface Wire {
  readonly transport: Transport;
  /** The packets that came, pings apart. */
  readonly received: string[];
  readonly closed: boolean;
  send(...packets: readonly string[]): void;
  close(): void;
}

const path = '/socket.io/?EIO=4&transport=';

export function openWire(transport: Transport, port: number): Promise<Wire> {
  return transport === 'websocket' ? WebSocketWire.open(port) : PollingWire.open(port);
}

/** One frame as a client sends it: masked, and final unless said otherwise. */
export function frame(opcode: number, data: string | Buffer, { final = true, masked = true } = {}): Buffer {
  const body = Buffer.isBuffer(data) ? data : Buffer.from(data);
  const size = body.length < 126 ? 0 : body.length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + size);
  head[0] = (final ? 0x80 : 0) | opcode;
  head[1] = (masked ? 0x80 : 0) | (size === 0 ? body.length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(body.length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(body.length), 2);
  if (!masked) return Buffer.concat([head, body]);
  const mask = randomBytes(4);
  const hidden = Buffer.from(body.map((byte, k) => byte ^ (mask[k % 4] ?? 0)));
  return Buffer.concat([head, mask, hidden]);
}

const text = 0x1;

/** A WebSocket written by hand, so that its frames can be as wrong as wanted. */
export class WebSocketWire implements Wire {
  readonly transport = 'websocket';
  readonly received: string[] = [];
  readonly socket: Socket;
  /** What is done with a packet; left alone, it is kept. */
  hear: (packet: string) => void = (packet) => this.received.push(packet);
  #buffer: Buffer = Buffer.alloc(0);
  closed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.closed = true;
    });
  }

  static open(port: number, headers: readonly string[] = []): Promise<WebSocketWire> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const wire = new WebSocketWire(socket);
    const lines = [
      `GET ${path}websocket HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...headers,
    ];
    return new Promise((resolve, reject) => {
      let head = '';
      const shake = (chunk: Buffer) => {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return;
        socket.off('data', shake);
        if (!head.startsWith('HTTP/1.1 101')) {
          socket.destroy();
          reject(new Error(`no WebSocket: ${head.slice(0, 40)}`));
          return;
        }
        socket.on('data', (more) => wire.#read(more));
        wire.#read(Buffer.from(head.slice(end + 4), 'latin1'));
        resolve(wire);
      };
      socket.on('data', shake);
      socket.once('close', () => reject(new Error('no WebSocket: closed')));
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
  }

  send(...packets: readonly string[]): void {
    this.write(...packets.map((packet) => frame(text, packet)));
  }

  write(...frames: readonly Buffer[]): void {
    if (!this.closed) this.socket.write(Buffer.concat(frames));
  }

  close(): void {
    this.socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const buffer = this.#buffer;
      if (buffer.length < 2) return;
      const short = (buffer[1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (buffer.length < head) return;
      const length =
        short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
      if (buffer.length < head + length) return;
      this.#take((buffer[0] ?? 0) & 0x0f, buffer.subarray(head, head + length));
      this.#buffer = buffer.subarray(head + length);
    }
  }

  #take(opcode: number, body: Buffer): void {
    if (opcode === 0x8) this.socket.end();
    if (opcode !== text) return;
    const packet = body.toString('utf8');
    if (packet === '2') this.send('3');
    else this.hear(packet);
  }
}

const separator = '\x1e';

export class PollingWire implements Wire {
  readonly transport = 'polling';
  readonly received: string[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });
  readonly #port: number;
  #waiting: string[] = [];
  #posting = false;
  sid = '';
  closed = false;

  private constructor(port: number) {
    this.#port = port;
  }

  static async open(port: number): Promise<PollingWire> {
    const wire = new PollingWire(port);
    const { status, body } = await wire.ask('GET');
    if (status !== 200) throw new Error(`no session: ${status}`);
    wire.sid = JSON.parse(body.slice(1)).sid;
    void wire.#poll();
    return wire;
  }

  send(...packets: readonly string[]): void {
    this.#waiting.push(...packets);
    if (!this.#posting) void this.#post();
  }

  close(): void {
    this.closed = true;
    this.#agent.destroy();
  }

  ask(
    method: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string }> {
    const { sid } = this;
    return new Promise((resolve) => {
      const asked = request(
        {
          ...{ method, agent: this.#agent, port: this.#port, host: '127.0.0.1' },
          path: `${path}polling${sid === '' ? '' : `&sid=${sid}`}`,
          headers: { ...(body !== undefined && { 'Content-Type': 'text/plain;charset=UTF-8' }), ...headers },
        },
        (response) => {
          let said = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            said += part;
          });
          response.on('error', () => resolve({ status: 0, body: '' }));
          response.on('close', () => resolve({ status: response.statusCode ?? 0, body: said }));
        },
      );
      asked.on('error', () => resolve({ status: 0, body: '' }));
      asked.end(body);
    });
  }

  async #poll(): Promise<void> {
    while (!this.closed) {
      const { status, body } = await this.ask('GET');
      if (status !== 200) return this.close();
      for (const packet of body.split(separator)) {
        if (packet === '2') this.send('3');
        else if (packet === '1') this.close();
        else if (packet !== '6') this.received.push(packet);
      }
    }
  }

  async #post(): Promise<void> {
    this.#posting = true;
    while (this.#waiting.length > 0 && !this.closed) {
      const packets = this.#waiting;
      this.#waiting = [];
      const { status } = await this.ask('POST', packets.join(separator));
      if (status !== 200) this.close();
    }
    this.#posting = false;
  }
}

/** Waits until something has come, or the wire is closed (undefined), or for as long as told. */
export async function answerOn(
  wire: Wire,
  matches: (packet: string) => boolean,
  patienceMs = 15_000,
): Promise<string | undefined> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = wire.received.find(matches);
    if (found !== undefined || wire.closed || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
