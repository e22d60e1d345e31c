import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPostgresStore } from '../../server/store/postgres.ts';
import type { GuessAnswer } from '../../shared/protocol.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { replayOf } from '../../shared/views/replay.ts';
import {
  Classroom,
  eventually,
  type Host,
  type OpenedTestRoom,
  type Player,
  scriptedBytes,
} from '../support/classroom.ts';
import { type Places, postgresPlaces } from '../support/postgres-server.ts';

let places: Places;
let url: string;
let a: Classroom;
let b: Classroom;
let c: Classroom;
beforeAll(async () => {
  places = await postgresPlaces();
});
afterAll(() => places.remove());
beforeEach(async () => {
  url = await places.place();
  [a, b, c] = (await Promise.all(['a', 'b', 'c'].map(node))) as [Classroom, Classroom, Classroom];
});
afterEach(() => Promise.all([a, b, c].map((one) => one.close())));

function node(name: string): Promise<Classroom> {
  return new Classroom({ store: createPostgresStore(url, name), random: scriptedBytes(name) }).listen();
}

function logOf(opened: OpenedTestRoom): Promise<readonly RecordedEvent[]> {
  return a.store.read(opened.room.row.replayId);
}

async function typesIn(opened: OpenedTestRoom, type: RecordedEvent['event']['type']): Promise<number> {
  return (await logOf(opened)).filter(({ event }) => event.type === type).length;
}

function folded(at: Classroom, code: string): string {
  const room = at.service.byCode(code);
  if (room === undefined) return 'no room';
  const { title, replayId } = room.row;
  return JSON.stringify(replayOf(room.state.open, room.names, { title, replayId, namesFor: 'public' }));
}

async function seatedEverywhere(opened: OpenedTestRoom, each: number): Promise<Player[]> {
  const seats = [a, b, c].flatMap((at, n) =>
    Array.from({ length: each }, (_, k) => at.player(opened.code, { name: `Baker ${n * each + k + 1}` })),
  );
  return Promise.all(seats);
}

describe('a room whose phones are spread over three servers', () => {
  let opened: OpenedTestRoom;
  let host: Host;

  beforeEach(async () => {
    opened = await a.openRoom({ language: 'en', rounds: 2, guessSeconds: 8, autoClose: false });
    host = await b.host(opened);
  });

  test('S10 plays a lesson: every estimate once and in the log, every deadline once, the same replay everywhere', async () => {
    const display = await c.display(opened.code);
    const phones = await seatedEverywhere(opened, 5);
    await display.until('view', (view) => view.players === 15 && view.lobby?.length === 15);
    expect(await host.send('start')).toMatchObject({ ok: true });
    const acknowledged = new Map<number, string>();
    for (const round of [1, 2]) {
      await Promise.all(phones.map((phone) => phone.until('view', (view) => view.round === round)));
      expect(await host.send('skip')).toMatchObject({ ok: true });
      const isOpen = () =>
        Date.now() >= (b.service.byCode(opened.code)?.state.open.opensAt ?? Number.POSITIVE_INFINITY);
      await eventually(isOpen, 'the opening of the round');
      for (const said of [0.3, 0.6]) {
        const answers = await Promise.all(
          phones.map((phone, k) =>
            phone.send<GuessAnswer>('guess', {
              round,
              estimate: { p: [said + k / 100, 1 - said - k / 100] },
              done: true,
            }),
          ),
        );
        for (const answer of answers) {
          if (!answer.ok) throw new Error(answer.error.code);
          acknowledged.set(answer.seq, String(answer.head));
        }
      }
      // Nobody closes it but the clocks, of which there are three.
      await Promise.all(phones.map((phone) => phone.until('view', (view) => view.phase === 'results')));
      if (round === 1) expect(await host.send('next', {})).toMatchObject({ ok: true });
    }
    expect(await host.send('reveal')).toMatchObject({ ok: true });
    await Promise.all(phones.map((phone) => phone.until('view', (view) => view.jar !== null)));
    expect(await host.send('end')).toMatchObject({ ok: true });

    const log = await logOf(opened);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, k) => k + 1));
    expect(await typesIn(opened, 'EstimatePlaced')).toBe(60);
    expect(await typesIn(opened, 'RoundClosed')).toBe(2);
    expect(acknowledged.size).toBe(60);
    for (const [seq, head] of acknowledged) expect(log[seq - 1]?.head).toBe(head);
    await eventually(() => new Set([a, b, c].map((at) => folded(at, opened.code))).size === 1, 'one replay');
  }, 60_000);

  test('S11 a request that is repeated at another server is answered as it was, and recorded once', async () => {
    const phone = await a.player(opened.code, { name: 'Mina' });
    const { token } = phone.welcome;
    const op = { opId: 'the-same', name: 'Jun' };
    expect(await phone.raw('rename', op)).toMatchObject({ ok: true, name: 'Jun' });
    const moved = await b.player(opened.code, { token });
    expect(moved.welcome).toMatchObject({ name: 'Jun', playerId: phone.welcome.playerId });
    expect(await moved.raw('rename', op)).toMatchObject({ ok: true, name: 'Jun' });
    expect(await typesIn(opened, 'SeatRenamed')).toBe(1);
  });

  test('S10 a seat is known everywhere the moment it is taken, and one name is one seat', async () => {
    const phones = await Promise.allSettled([a, b, c].map((at) => at.player(opened.code, { name: 'Mina' })));
    expect(phones.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (let k = 0; k < 5; k += 1) {
      const { welcome } = await a.player(opened.code, { name: `Jun ${k}` });
      expect(b.service.byCode(opened.code) === undefined).toBe(false);
      const there = await b.player(opened.code, { token: welcome.token });
      expect(there.welcome.playerId).toBe(welcome.playerId);
    }
  });

  test('S12 a seat has one line, wherever it is: the older is told, and the seat stays present', async () => {
    const first = await a.player(opened.code, { name: 'Mina' });
    await eventually(async () => (await typesIn(opened, 'SeatConnected')) === 1, 'the first line');
    const second = await b.player(opened.code, { token: first.welcome.token });
    await first.until('superseded');
    await eventually(() => !first.socket.connected, 'the end of the older line');
    expect(second.socket.connected).toBe(true);
    expect(second.all('superseded')).toEqual([]);
    await eventually(
      () => c.service.byCode(opened.code) ?? c.service.seek(opened.code).then(() => undefined),
      'the room',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(b.service.byCode(opened.code)?.state.open.present).toBe(1);
    second.close();
    await eventually(() => a.service.byCode(opened.code)?.state.open.present === 0, 'the seat to be away');
  });

  test('S12 a line that came earlier and was recorded later, at another server, does not take the seat', async () => {
    const phone = await b.player(opened.code, { name: 'Mina' });
    const { playerId } = phone.welcome;
    const room = () => b.service.byCode(opened.code)!;
    const line = () => room().state.seats.get(playerId)?.connection;
    await eventually(() => line()?.startsWith('b.'), 'the line');
    const own = line();
    await a.service.seek(opened.code);
    const late = { type: 'connect', playerId, connection: 'a.1.a-line-of-before' } as const;
    await a.service.execute(a.service.byCode(opened.code)!, late, playerId);
    await eventually(
      async () => (await typesIn(opened, 'SeatConnected')) === 3 && line() === own,
      'its line again',
    );
    expect(phone.all('superseded')).toEqual([]);
    expect(phone.socket.connected).toBe(true);
    await a.service.execute(
      a.service.byCode(opened.code)!,
      { ...late, connection: `a.${Date.now() + 60_000}.a-line-of-after` },
      playerId,
    );
    await phone.until('superseded');
  });

  test('H1 H2 another device becomes the host at another server, the one before is let go, and the code works once', async () => {
    await c.service.seek(opened.code);
    const tries = await Promise.all(
      [b, c].map((at, k) =>
        at.service.takeHost(
          at.service.byCode(opened.code)!,
          `device-${k}`.padEnd(43, 'x'),
          opened.recoveryCode,
        ),
      ),
    );
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    await host.until('superseded');
    await eventually(() => !host.socket.connected, 'the end of the line of the host before');
    const won = tries.findIndex(({ ok }) => ok);
    const hostToken = `device-${won}`.padEnd(43, 'x');
    expect((await a.host({ ...opened, hostToken })).socket.connected).toBe(true);
    const refused = await a.service.takeHost(
      a.service.byCode(opened.code)!,
      'x'.repeat(43),
      opened.recoveryCode,
    );
    expect(refused).toEqual({ ok: false, code: 'host/required' });
  });

  test('S13 played again it goes on in one new log for all, with the seats that were left', async () => {
    const phones = await seatedEverywhere(opened, 1);
    const gone = await c.player(opened.code, { name: 'Gone' });
    await host.send('start');
    await host.send('reveal');
    await Promise.all([c, a].map((at) => at.service.seek(opened.code)));
    expect(await gone.send('leave')).toMatchObject({ ok: true });
    const asked = await Promise.all(
      [a, b, c].map((at, k) => at.service.again(at.service.byCode(opened.code)!, `again-${k === 2 ? 1 : k}`)),
    );
    const won = asked.filter(({ ok }) => ok);
    expect(won.length).toBeGreaterThan(0);
    const logs = new Set(won.map((result) => result.ok && result.room.row.replayId));
    expect(logs.size).toBe(1);
    for (const phone of phones) {
      // The welcome into the old log was one into a lobby too.
      const { view } = await phone.until('welcome', () => phone.all('welcome').length > 1);
      expect(view.phase).toBe('lobby');
    }
    const rows = (await a.store.rooms()).filter(({ code }) => code === opened.code);
    expect(rows).toHaveLength(2);
    for (const at of [a, b, c]) {
      const here = () => at.service.byCode(opened.code);
      await eventually(() => logs.has(here()?.row.replayId ?? ''), 'the new log');
      expect(here()?.state.open.players).toBe(3);
      const old = await at.service.byReplayId(opened.room.row.replayId);
      expect(await at.service.execute(old!, { type: 'end' }, 'host', 'late')).toEqual({
        ok: false,
        code: 'phase/not-now',
      });
    }
  });

  test('S9 names that are forgotten at one server are gone on the screens of the others, and a deleted room everywhere', async () => {
    const display = await c.display(opened.code);
    const phone = await a.player(opened.code, { name: 'SecretMina' });
    await display.until('view', (view) => view.lobby?.some(({ name }) => name === 'SecretMina') ?? false);
    await b.service.forgetNames(b.service.byCode(opened.code)!);
    await display.until('view', (view) => !JSON.stringify(view).includes('SecretMina'));
    await phone.until('renamed');
    expect(a.service.byCode(opened.code)?.names.size).toBe(0);
    await b.service.deleteRoom(b.service.byCode(opened.code)!);
    await eventually(() => a.service.byCode(opened.code) === undefined, 'the room to go');
    await eventually(() => !display.socket.connected, 'the end of the line');
    expect(await a.service.execute(opened.room, { type: 'lock' }, 'host')).toEqual({
      ok: false,
      code: 'room/unknown',
    });
  });

  test('the host is away when no server has a page of theirs', async () => {
    const { replayId } = opened.room.row;
    await eventually(
      async () => (await a.store.shared?.neighbours())?.some(({ hosting }) => hosting.includes(replayId)),
      'the others to be told where the host is',
    );
    const phone = await a.player(opened.code, { name: 'Mina' });
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(phone.all('host')).toEqual([]);
    host.close();
    await phone.until('host', ({ away }) => away);
    await c.host(opened);
    await phone.until('host', ({ away }) => !away);
  });
});

describe('servers that come and go', () => {
  test('S14 one that starts while others live moves no deadline; one that finds nobody gives the time back', async () => {
    const opened = await a.openRoom({ guessSeconds: 60 });
    await a.player(opened.code, { name: 'Mina' });
    await a.service.execute(opened.room, { type: 'start' }, 'host');
    const { closesAt } = opened.room.state.open;
    const d = await node('d');
    expect(d.service.byCode(opened.code)?.state.open).toMatchObject({ closesAt, present: 1 });
    expect(await typesIn(opened, 'DeadlineMoved')).toBe(0);
    await Promise.all([a, b, c, d].map((one) => one.close()));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    [a, b, c] = (await Promise.all(['x', 'y', 'z'].map(node))) as [Classroom, Classroom, Classroom];
    expect(await typesIn(opened, 'DeadlineMoved')).toBe(1);
    const moved = Number(a.service.byCode(opened.code)?.state.open.closesAt) - Number(closesAt);
    expect(moved).toBeGreaterThan(1000);
    for (const at of [b, c]) {
      await eventually(
        () => Number(at.service.byCode(opened.code)?.state.open.closesAt) - Number(closesAt) === moved,
        'the same deadline',
      );
    }
  }, 30_000);
});
