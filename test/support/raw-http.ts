import { connect } from 'node:net';

/** What a server said to bytes written by hand. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly afterMs: number;
}

/** Writes the bytes and reads until the server ends the connection, or until the patience does (status 0). */
export function rawRequest(port: number, bytes: string, patienceMs = 15_000): Promise<RawAnswer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = (status: number) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status, text, afterMs: performance.now() - begun });
    };
    const timer = setTimeout(() => done(0), patienceMs);
    socket.on('connect', () => socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => done(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? -1)));
  });
}

/** A request as a client writes it, closed after its answer. */
export function requestText(
  method: string,
  path: string,
  headers: readonly string[] = [],
  body = '',
): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[`${method} ${path} HTTP/1.1`, 'Host: bakery.test', 'Connection: close', ...length, ...headers].join('\r\n')}\r\n\r\n${body}`;
}
