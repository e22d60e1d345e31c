import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, eventually, openClassroom } from '../support/classroom.ts';

const fair = { p: [0.6, 0.4] };

describe('phones, projectors and hosts that come and go', () => {
  let classroom: Classroom;

  beforeAll(async () => {
    classroom = await openClassroom();
  });
  afterAll(() => classroom.close());

  const openRoom = (settings = {}) => classroom.openRoom({ guessSeconds: null, ...settings });

  test('the newest tab wins, the older one is told and does not fight back', async () => {
    const { code, room } = await openRoom();
    const older = await classroom.player(code, { name: 'Mina' });
    const { token, playerId } = older.welcome;
    const newer = await classroom.player(code, { token });
    await older.until('superseded');
    await eventually(() => !older.socket.connected, 'the older tab to be let go');
    expect(newer.welcome).toMatchObject({ playerId, name: 'Mina' });
    expect(newer.welcome.token).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(newer.socket.connected).toBe(true);
    expect(older.socket.connected).toBe(false);
    expect(room.state.open).toMatchObject({ players: 1, present: 1 });
    expect(room.state.seats.get(playerId)?.connection).toBe(newer.socket.id);
  });

  test('a join whose answer was lost is asked again with the same ticket and takes one seat', async () => {
    const { code, room } = await openRoom();
    const ticket = 'a-ticket_of-43-characters'.padEnd(43, 'x');
    const first = await classroom.player(code, { name: 'Mina', ticket });
    const again = await classroom.player(code, { name: 'Mina', ticket });
    expect(again.welcome).toMatchObject({ playerId: first.welcome.playerId, name: 'Mina' });
    expect(room.state.open.players).toBe(1);
    const back = await classroom.player(code, { token: ticket });
    expect(back.welcome.playerId).toBe(first.welcome.playerId);
  });

  test('a phone that breaks off and comes back finds its estimate', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    await host.send('start');
    await mina.send('guess', { round: 1, estimate: fair, done: true });
    mina.close();
    await host.until('view', ({ seats }) => seats.every(({ present }) => !present));
    const back = await classroom.player(opened.code, { token: mina.welcome.token });
    expect(back.welcome.you).toMatchObject({ round: 1, estimate: fair.p, placed: true, done: true });
    expect(back.welcome.progress).toEqual({ round: 1, answered: 1, done: 1, players: 1 });
    await host.until('view', ({ seats }) => seats[0]?.present === true && seats[0]?.done === true);
  });

  test('where WebSockets are blocked the whole round goes by polling', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' }, { transports: ['polling'] });
    await host.send('start');
    await mina.until('view', ({ phase }) => phase === 'guessing');
    expect(await mina.send('guess', { round: 1, estimate: fair })).toMatchObject({ ok: true });
    await host.send('close');
    await mina.until('you', ({ score }) => score?.round === 1);
    expect(mina.socket.io.engine.transport.name).toBe('polling');
  });

  test('a renamed phone learns its name, a leaving one is gone, a removed one is told', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const jun = await classroom.player(opened.code, { name: 'Jun' });
    await host.send('rename', { playerId: mina.welcome.playerId, name: 'Mina B' });
    expect(await mina.until('renamed')).toEqual({ name: 'Mina B' });
    expect(await jun.send('leave')).toMatchObject({ ok: true });
    await eventually(() => !jun.socket.connected, 'the one who left to be let go');
    await host.send('remove', { playerId: mina.welcome.playerId });
    await mina.until('removed');
    await host.until('view', ({ seats }) => seats.length === 0);
    const again = await classroom.player(opened.code, { name: 'Jun' });
    expect(again.welcome.playerId).not.toBe(jun.welcome.playerId);
  });

  test('phones hear of new settings with the new seal', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    expect(await host.send('settings', { settings: { autoClose: true } })).toMatchObject({ ok: true });
    const { settings, commitment } = await mina.until('settings');
    expect(settings.autoClose).toBe(true);
    expect(commitment).not.toBe(mina.welcome.commitment);
    await host.until('view', (view) => view.commitment === commitment);
  });

  test('playing again takes the phones along and calls the screens back', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const display = await classroom.display(opened.code);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    await host.send('start');
    await host.send('reveal');
    const answer = await host.send<{ replayId: string }>('again');
    expect(answer).toMatchObject({ ok: true });
    await display.until('again');
    await host.until('again');
    const welcome = await mina.until('welcome', () => mina.all('welcome').length === 2);
    expect(welcome).toMatchObject({ playerId: mina.welcome.playerId, name: 'Mina' });
    expect(welcome.view.phase).toBe('lobby');
    expect(welcome.view).not.toHaveProperty('jar');
    const screen = await classroom.display(opened.code);
    await screen.until('view', ({ phase, present }) => phase === 'lobby' && present === 1);
    const desk = await classroom.host(opened);
    await desk.send('start');
    await mina.until('view', ({ phase }) => phase === 'guessing');
    expect(await mina.send('guess', { round: 1, estimate: fair })).toMatchObject({ ok: true });
  });

  test('a deleted room lets everybody go, and is unknown from then on', async () => {
    const opened = await openRoom();
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const errors: string[] = [];
    mina.socket.on('connect_error', (error: Error & { data?: { code: string } }) => {
      errors.push(error.data?.code ?? '');
    });
    await classroom.service.deleteRoom(opened.room);
    await eventually(() => errors.length > 0, 'the phone to ask again');
    expect(errors[0]).toBe('room/unknown');
  });

  test('a live histogram comes to the projector a little at a time, and only there', async () => {
    const opened = await openRoom({ histogram: 'live' });
    const host = await classroom.host(opened);
    const display = await classroom.display(opened.code);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    await host.send('start');
    await mina.send('guess', { round: 1, estimate: fair });
    const { histogram } = await display.until('view', (view) => view.histogram?.bins.includes(1) === true);
    expect(histogram).toMatchObject({ round: 1, mean: null, spread: null });
    expect(JSON.stringify(mina.frames)).not.toContain('bins');
  });

  test('the time can be asked for by everybody', async () => {
    const opened = await openRoom();
    const { code } = opened;
    const clients = [
      await classroom.player(code),
      await classroom.display(code),
      await classroom.host(opened),
    ];
    for (const client of clients) {
      const asked = Date.now();
      const answer = await client.raw<{ serverTime: number }>('time', {});
      expect(answer).toMatchObject({ ok: true });
      // However long the answer took, the time in it is from between the two.
      if (!answer.ok) continue;
      expect(answer.serverTime).toBeGreaterThanOrEqual(asked - 1000);
      expect(answer.serverTime).toBeLessThanOrEqual(Date.now() + 1000);
    }
  });

  test('a reader that only pretends to listen is let go', async () => {
    const { room, code, hostToken } = await openRoom();
    // A long list makes long views: what a deaf reader leaves unread soon fills every buffer on the way.
    for (let k = 0; k < 250; k += 1) await classroom.service.join(code, undefined, 0);
    const deaf = await deafHost(classroom.url, { room: code, hostToken });
    const closed = new Promise((resolve) => deaf.once('close', resolve));
    const before = classroom.sockets.connections();
    for (let k = 0; k < 1000; k += 1) {
      await classroom.service.execute(room, { type: k % 2 === 0 ? 'lock' : 'unlock' }, 'host');
    }
    await eventually(() => classroom.sockets.connections() < before, 'the deaf reader to be let go');
    deaf.resume();
    await closed;
  }, 30_000);
});

/** A host that enters by a bare WebSocket and then never reads again. */
async function deafHost(url: string, auth: object): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const line = connect(Number(port), hostname);
  // Being cut off is what it is there for.
  line.on('error', () => line.destroy());
  const heard = () => new Promise((resolve) => line.once('data', resolve));
  const handshake = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${hostname}:${port}`,
    ...['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  line.write(`${handshake.join('\r\n')}\r\n\r\n`);
  await heard();
  line.write(maskedText(`40/host,${JSON.stringify(auth)}`));
  await heard();
  line.pause();
  return line;
}

/** One WebSocket frame of short text, masked with zeros. */
function maskedText(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body]);
}
