import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectSocket } from '../support/classroom.ts';
import { OverheardServer } from '../support/overheard-server.ts';
import { top } from '../support/run.ts';

const mark = 'planted';
/** What would end a line, colour a terminal, rewrite what stands there, or pass for a line of the log. */
const hostile = [
  `${mark}\n{"level":60,"msg":"${mark}"}`,
  `${mark}\r\nHTTP/1.1 200`,
  `${mark}\u001b[31m\u001b]0;title\u0007`,
  `${mark}\0\u2028\u2029\u0085`,
  `${mark}\b\b\b\u202e`,
];

const dataDir = mkdtempSync(join(tmpdir(), 'bakery-lines-'));
const server = new OverheardServer(top, dataDir);

beforeAll(() => server.start());

afterAll(async () => {
  await server.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

function raw(bytes: string): Promise<void> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('error', () => resolve()).on('close', () => resolve());
    socket.resume();
  });
}

test('every line of the log is one JSON object without anything a guest has written', async () => {
  for (const text of hostile) {
    const body = JSON.stringify({ settings: { title: text } });
    const headers = { 'content-type': 'application/json', 'user-agent': mark, referer: `http://${mark}/` };
    const opened = await fetch(`${server.url}/api/rooms`, { method: 'POST', headers, body });
    const { code = text } = (await opened.json()) as { code?: string };
    await fetch(`${server.url}/api/rooms/${encodeURIComponent(text)}`, { headers });
    await fetch(`${server.url}/api/${mark}%0a%1b%5b31m`, { method: 'POST', headers, body: '{' });
    await raw(`GET /${text} HTTP/1.1\r\nHost: ${text}\r\nX: ${text}\r\n\r\n`);
    for (const auth of [{ room: code, name: text }, { room: text }, { [text]: text }]) {
      const socket = connectSocket(server.url, '/player', auth, { reconnection: false });
      await new Promise((done) => socket.once('welcome', done).once('connect_error', done));
      socket.emit(text, { text }, () => {});
      socket.disconnect();
    }
  }
  // Once it has ended, nothing it has said is still on its way.
  await server.end('SIGTERM');
  const lines = server.said.split('\n').filter((line) => line.startsWith('{'));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
  expect(server.said).not.toContain(mark);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(server.said.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
});
