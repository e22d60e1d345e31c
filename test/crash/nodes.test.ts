import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPostgresStore } from '../../server/store/postgres.ts';
import type { PlayerReceives } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import {
  Classroom,
  Client,
  connectSocket,
  eventually,
  type Host,
  type OpenedTestRoom,
} from '../support/classroom.ts';
import { type Places, postgresPlaces } from '../support/postgres-server.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';

/** What a phone that was at a killed server does for itself; here it stays away. */
async function lonePhone(url: string, code: string, name: string): Promise<Client<PlayerReceives>> {
  const auth = { room: code, protocol: protocolVersion, name };
  const phone = new Client<PlayerReceives>(connectSocket(url, '/player', auth, { reconnection: false }));
  await phone.until('welcome');
  return phone;
}

describe('a server that is killed while another lives', () => {
  let places: Places;
  let url: string;
  let victim: ServerProcess;
  let survivor: Classroom;
  let opened: OpenedTestRoom;
  let host: Host;
  beforeAll(async () => {
    places = await postgresPlaces();
  });
  afterAll(() => places.remove());
  beforeEach(async () => {
    url = await places.place();
    survivor = await new Classroom({ store: createPostgresStore(url, 'survivor') }).listen();
    victim = new ServerProcess(await freePort(), '', { env: { DATABASE_URL: url } });
    await victim.start();
    opened = await survivor.openRoom({ guessSeconds: 60, language: 'en' });
    host = await survivor.host(opened);
  });
  afterEach(async () => {
    await victim.end();
    await survivor.close();
  });

  test('S15 its seats are away soon, nothing else moves, and it comes back without a trace', async () => {
    const stays = await survivor.player(opened.code, { name: 'Stays' });
    const goes = await lonePhone(victim.url, opened.code, 'Goes');
    const moves = await lonePhone(victim.url, opened.code, 'Moves');
    const open = () => survivor.service.byCode(opened.code)!.state.open;
    await eventually(() => open().present === 3, 'three seats');
    await host.send('start');
    const { closesAt } = open();
    await goes.until('view', ({ phase }) => phase === 'guessing');

    await victim.end('SIGKILL');
    const { token } = moves.last('welcome')!;
    await survivor.player(opened.code, { token });
    await eventually(() => open().present === 2, 'the seat of the dead server to be away');
    expect(open()).toMatchObject({ closesAt, phase: 'guessing', players: 3 });

    await victim.start();
    const back = await lonePhone(victim.url, opened.code, 'New');
    expect(back.last('welcome')?.view).toMatchObject({ closesAt, phase: 'guessing' });
    await eventually(() => open().present === 3, 'the newcomer');
    expect(open()).toMatchObject({ closesAt, players: 4 });
    expect(stays.socket.connected).toBe(true);
    for (const phone of [goes, moves, back]) phone.close();
  });

  test('S15 a room that only it had in memory goes on by itself', async () => {
    const answer = await fetch(`${victim.url}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ settings: { guessSeconds: 10, drawSize: 5, language: 'en' } }),
    });
    const { code, hostToken, replayId } = (await answer.json()) as {
      code: string;
      hostToken: string;
      replayId: string;
    };
    const phone = await lonePhone(victim.url, code, 'Mina');
    const teacher = new Client(
      connectSocket(victim.url, '/host', { room: code, hostToken }, { reconnection: false }),
    );
    await eventually(() => teacher.socket.connected, 'the host');
    expect(await teacher.send('start')).toMatchObject({ ok: true });
    await victim.end('SIGKILL');
    expect(survivor.service.byCode(code)).toBeUndefined();
    const types = async () => (await survivor.store.read(replayId)).map(({ event }) => event.type);
    await expect.poll(types, { timeout: 40_000 }).toContain('RoundClosed');
    await expect.poll(types).toContain('SeatGone');
    expect(await types()).not.toContain('DeadlineMoved');
    phone.close();
    teacher.close();
  });
});
