import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Bakery } from '../support/browser-classroom.ts';

/** What stands between a browser and the bakery: can be cut, and can bring out another build of the worker. */
export interface Edge {
  readonly bakery: Bakery;
  /** Paths that came through, in their order. */
  readonly asked: string[];
  cut(): void;
  mend(): void;
  /** From now on the worker is of another build: other bytes and another name for what it keeps. */
  renewWorker(): void;
  close(): Promise<void>;
}

const versionInWorker = /[`"'][0-9a-f]{12}[`"']/;

export async function openEdge(behind: Bakery): Promise<Edge> {
  const asked: string[] = [];
  let isCut = false;
  let builds = 0;
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    if (isCut) return void from.socket.destroy();
    const path = from.url ?? '/';
    asked.push(path);
    const isWorker = path === '/sw.js';
    const headers = isWorker ? { ...from.headers, 'accept-encoding': 'identity' } : from.headers;
    const onward = ask(`${behind.address}${path}`, { method: from.method, headers }, (answer) => {
      if (!isWorker) {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
        return;
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { 'content-length': _, etag: __, ...rest } = answer.headers;
        to.writeHead(answer.statusCode ?? 502, rest);
        const text = Buffer.concat(parts).toString();
        to.end(builds === 0 ? text : text.replace(versionInWorker, `"build ${builds}"`));
      });
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  };
  const server = createServer(pass);
  const wires = new Set<Duplex>();
  const keep = (wire: Duplex) => {
    wires.add(wire.on('error', () => {}));
    wire.once('close', () => wires.delete(wire));
  };
  const cutAll = () => {
    server.closeAllConnections();
    for (const wire of wires) wire.destroy();
  };
  // A WebSocket is bytes both ways; without it every page of a lesson would wait five seconds for one.
  server.on('upgrade', (from: IncomingMessage, near: Duplex) => {
    if (isCut) return void near.destroy();
    const { hostname, port } = new URL(behind.address);
    const far = connect(Number(port), hostname);
    keep(near);
    keep(far);
    const head = from.rawHeaders.map((part, k) => (k % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join('');
    far.write(`GET ${from.url} HTTP/1.1\r\n${head}\r\n`);
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    bakery: { ...behind, address: `http://127.0.0.1:${port}` },
    asked,
    cut() {
      isCut = true;
      cutAll();
    },
    mend() {
      isCut = false;
    },
    renewWorker() {
      builds += 1;
    },
    close() {
      cutAll();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
