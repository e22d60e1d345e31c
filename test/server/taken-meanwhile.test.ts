import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Server } from 'socket.io';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { createCodeBudget } from '../../server/code-budget.ts';
import { serveAudiences } from '../../server/sockets/audiences.ts';
import type { HostReceives } from '../../shared/protocol.ts';
import { Client, connectSocket, eventually, openClassroom, scriptedBytes } from '../support/classroom.ts';

test('a host whose token is replaced between its handshake and its entry is sent away unserved', async () => {
  const classroom = await openClassroom();
  const server = createServer();
  const io = new Server(server);
  const clock = systemClock();
  const audiences = serveAudiences(io, {
    service: classroom.service,
    clock,
    log: pino({ level: 'silent' }),
    codeBudget: createCodeBudget(clock, scriptedBytes('meanwhile')),
    config: { publicUrl: undefined, allowedOrigins: [], trustProxy: 0 },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    audiences.stop();
    await io.close();
    await classroom.close();
  });

  const opened = await classroom.openRoom({ guessSeconds: null });
  let taken = false;
  io.of('/host').use((_socket, next) => {
    if (taken) return next();
    taken = true;
    classroom.takeHost(opened).then(() => next(), next);
  });
  const { port } = server.address() as AddressInfo;
  const old = new Client<HostReceives>(
    connectSocket(`http://127.0.0.1:${port}`, '/host', { room: opened.code, hostToken: opened.hostToken }),
  );
  await old.until('superseded');
  await eventually(() => !old.socket.connected, 'the old host to be let go');
  expect(old.all('view')).toEqual([]);
});
