import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { welcomeOf } from '../../server/fan-out/snapshots.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { cases, groupOf } from '../proofs/hidden-jar/jars.ts';
import { playLesson } from '../proofs/hidden-jar/lesson.ts';
import { chanceOf } from '../support/chance.ts';
import { type Classroom, eventually, openClassroom } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const guesses = 1_000_000;

describe('a seat belongs to whoever holds its token', () => {
  let classroom: Classroom;
  afterEach(() => classroom.close());

  const refusal = (code: string, auth: object) =>
    classroom
      .refusal('/player', { room: code, protocol: protocolVersion, ...auth })
      .then((refused) => refused.code);

  test('H5 a million tokens made up at random open no seat', async () => {
    classroom = await openClassroom();
    const { code } = await classroom.openRoom();
    const seats = [];
    for (let k = 0; k < 100; k += 1) seats.push(await classroom.service.join(code, undefined, 0));
    expect(seats.every(({ ok }) => ok)).toBe(true);
    const bytes = randomBytes(32);
    let opened = 0;
    for (let k = 0; k < guesses; k += 1) {
      // Another one each time, by the counter in its last bytes.
      bytes.writeUInt32BE(k, 28);
      if (classroom.service.resume(code, bytes.toString('base64url')).ok) opened += 1;
    }
    expect(opened).toBe(0);
  }, 120_000);

  test('H5 a token that is almost right opens no seat', async () => {
    classroom = await openClassroom();
    const { code } = await classroom.openRoom();
    const { token = '', playerId } = (await classroom.player(code)).welcome;
    const others = [
      token.slice(1),
      token.slice(0, -1),
      `${token}A`,
      ` ${token}`,
      token.toLowerCase(),
      playerId,
    ];
    for (const other of others) expect(await refusal(code, { token: other })).toBe('seat/unknown');
    const malformed = ['', [token], { token }, 'x'.repeat(4000), null, 7];
    for (const other of malformed) expect(await refusal(code, { token: other })).toBe('payload/malformed');
  });

  test('H5 a token opens nothing in another room, and nothing after its seat has left or was removed', async () => {
    classroom = await openClassroom();
    const opened = await classroom.openRoom();
    const { code } = opened;
    const other = await classroom.openRoom();
    const host = await classroom.host(opened);
    const [mina, jun] = [await classroom.player(code), await classroom.player(code)];
    expect(await refusal(other.code, { token: mina.welcome.token })).toBe('seat/unknown');
    await mina.send('leave');
    expect(await refusal(code, { token: mina.welcome.token })).toBe('seat/unknown');
    await host.send('remove', { playerId: jun.welcome.playerId });
    await eventually(() => !jun.socket.connected, 'the removed seat to be let go');
    expect(await refusal(code, { token: jun.welcome.token })).toBe('seat/removed');
    expect(await refusal(code, { ticket: jun.welcome.token })).toBe('seat/removed');
    // A tab whose token was looked at a moment before the removal.
    const now = { serverTime: 0, hostAway: false, token: undefined };
    expect(welcomeOf(opened.room, jun.welcome.playerId, now)).toBeNull();
  });

  test('H5 played again the tokens of those who are still there open their seats, the others none', async () => {
    classroom = await openClassroom();
    const opened = await classroom.openRoom();
    const { code } = opened;
    const host = await classroom.host(opened);
    const [mina, jun, removed] = [
      await classroom.player(code),
      await classroom.player(code),
      await classroom.player(code),
    ];
    await host.send('remove', { playerId: removed.welcome.playerId });
    await jun.send('leave');
    await host.send('start');
    await host.send('reveal');
    await host.send('again');
    await mina.until('welcome', () => mina.all('welcome').length === 2);
    const back = await classroom.player(code, { token: mina.welcome.token });
    expect(back.welcome.playerId).toBe(mina.welcome.playerId);
    expect(await refusal(code, { token: jun.welcome.token })).toBe('seat/unknown');
    expect(await refusal(code, { token: removed.welcome.token })).toBe('seat/unknown');
  });

  test('H5 tokens die with the room: a day in the lobby, half a day after the start', async () => {
    const clock = createVirtualClock();
    classroom = await openClassroom({ clock });
    const hour = 3_600_000;
    const pass = async (hours: number) => {
      clock.advance(hours * hour);
      await new Promise((resolve) => setImmediate(resolve));
    };
    const [idle, running] = [await classroom.openRoom(), await classroom.openRoom()];
    const seat = await classroom.service.join(idle.code, 'Mina', 0);
    if (!seat.ok) throw new Error(seat.code);
    await classroom.service.execute(running.room, { type: 'start' }, 'host');
    await pass(11.9);
    expect(running.room.state.open.phase).not.toBe('ended');
    await pass(0.2);
    expect(running.room.state.open.phase).toBe('ended');
    expect(idle.room.state.open.phase).toBe('lobby');
    await pass(12);
    expect(idle.room.state.open.phase).toBe('ended');
    await pass(25);
    expect(classroom.service.byCode(idle.code)).toBeUndefined();
    expect(classroom.service.resume(idle.code, seat.token ?? '')).toEqual({
      ok: false,
      code: 'room/unknown',
    });
    expect(await refusal(idle.code, { token: seat.token })).toBe('room/unknown');
  });

  test('H6 a ticket that a phone makes has 256 bits; a shorter or another one is refused or another seat', async () => {
    classroom = await openClassroom();
    const { code, room } = await classroom.openRoom();
    const ticket = randomBytes(32).toString('base64url');
    for (const short of [
      ticket.slice(1),
      `${ticket}A`,
      `${ticket.slice(1)}=`,
      `${ticket.slice(1)} `,
      '1',
      '',
    ]) {
      expect(await refusal(code, { ticket: short })).toBe('payload/malformed');
    }
    const first = await classroom.player(code, { ticket });
    const second = await classroom.player(code, { ticket: randomBytes(32).toString('base64url') });
    expect(second.welcome.playerId).not.toBe(first.welcome.playerId);
    expect(room.state.open.players).toBe(2);
    expect(room.state.hidden.tokens.has(ticket)).toBe(false);
  });

  test('R12 a locked room says so also to the QR code, and its seats still come back', async () => {
    classroom = await openClassroom();
    const opened = await classroom.openRoom();
    const { code, room } = opened;
    const mina = await classroom.player(code);
    const host = await classroom.host(opened);
    await host.send('lock');
    expect(await refusal(code, { key: room.row.joinKey })).toBe('room/locked');
    expect(await refusal(code, { name: 'Jun', ticket: 'q'.repeat(43) })).toBe('room/locked');
    mina.close();
    expect((await classroom.player(code, { token: mina.welcome.token })).welcome.playerId).toBe(
      mina.welcome.playerId,
    );
    await host.send('unlock');
    await classroom.player(code, { key: room.row.joinKey });
  });
});

describe('where a token appears', () => {
  test('H6 in the one message that issues it, and nowhere else in a whole lesson', async () => {
    const of = cases[0];
    if (of === undefined) throw new Error('there is no case');
    const group = groupOf(of, 1, chanceOf(1));
    const { after } = await playLesson({ ...group, counts: group.jars[0] ?? [], seal: 'tokens' });
    const said = Object.entries(after).flatMap(([name, texts]) => texts.map((text) => ({ name, text })));
    const issued = said.flatMap(({ name, text }) =>
      [...text.matchAll(/"token":"([^"]+)"/g)].map(([, token = '']) => ({ name, token })),
    );
    expect(issued.map(({ name }) => name).sort()).toEqual(['jun', 'late', 'made', 'mina']);
    for (const { name, token } of issued) {
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(said.filter(({ text }) => text.includes(token)).map((heard) => heard.name)).toEqual([name]);
    }
  });
});
