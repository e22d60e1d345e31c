import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SeatNames } from '../../server/seat-names.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { suggestName } from '../../shared/nicknames.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { emptyState } from '../../shared/room/evolve.ts';
import { chanceOf } from '../support/chance.ts';
import { type Classroom, eventually, openClassroom } from '../support/classroom.ts';
import { oddNames, refusedNames } from '../support/hostile-names.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

let classroom: Classroom;
afterEach(() => classroom.close());

const codes = Object.keys(refusedNames) as (keyof typeof refusedNames)[];

describe('the names of a room', () => {
  test('H7 odd names are plain text, the same for everybody, on joining and on renaming', async () => {
    const clock = createVirtualClock();
    classroom = await openClassroom({ clock });
    const opened = await classroom.openRoom({ maxPlayers: 100 });
    const { code } = opened;
    const host = await classroom.host(opened);
    const sora = await classroom.player(code, { name: 'Sora' });
    for (const { typed, as } of oddNames) {
      const player = await classroom.player(code, { name: typed });
      expect(player.welcome.name).toBe(as);
      const { playerId } = player.welcome;
      // The list goes out again, and as many messages are allowed as this name takes.
      clock.advance(1000);
      await host.until('view', ({ seats }) =>
        seats.some((seat) => seat.playerId === playerId && seat.name === as),
      );
      await player.send('leave');
      expect(await sora.send('rename', { name: typed })).toMatchObject({ ok: true, name: as });
      const renamed = { playerId: sora.welcome.playerId, name: 'Sora' };
      expect(await host.send('rename', renamed)).toMatchObject({ ok: true, name: 'Sora' });
    }
  });

  test.each(codes)('H7 what is %s is refused on joining, on renaming and to the host', async (refused) => {
    classroom = await openClassroom();
    const opened = await classroom.openRoom();
    const { code } = opened;
    const host = await classroom.host(opened);
    const sora = await classroom.player(code, { name: 'Sora' });
    const { playerId } = sora.welcome;
    for (const typed of refusedNames[refused]) {
      // What is far too long is no text that a handshake may carry at all.
      const told = typed.length > 200 ? 'payload/malformed' : refused;
      const joining = await classroom.refusal('/player', {
        room: code,
        protocol: protocolVersion,
        name: typed,
      });
      expect(joining.code, typed).toBe(told);
      expect(await sora.send('rename', { name: typed })).toMatchObject({ ok: false, error: { code: told } });
      expect(await host.send('rename', { playerId, name: typed })).toMatchObject({
        ok: false,
        error: { code: told },
      });
    }
    expect([...opened.room.names.values()]).toEqual(['Sora']);
    expect(opened.room.state.open.players).toBe(1);
  });

  test('H7 what was refused is nowhere on the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'names-'));
    try {
      classroom = await openClassroom({ store: createSqliteStore(folder) });
      const { code } = await classroom.openRoom();
      await classroom.player(code, { name: '보이는이름' });
      const personal = refusedNames['name/personal'];
      for (const name of personal)
        await classroom.refusal('/player', { room: code, protocol: protocolVersion, name });
      const stored = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
      const found = (name: string) => stored.some((bytes) => bytes.includes(name));
      expect(found('보이는이름')).toBe(true);
      expect(personal.filter(found)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each(['ko', 'en'] as const)(
    'H7 made-up names in %s are names, and no two are alike',
    async (language) => {
      classroom = await openClassroom();
      const { code, room } = await classroom.openRoom({ names: 'generated', language, maxPlayers: 700 });
      const first = await classroom.player(code, { name: '<b>typed</b>' });
      expect(first.welcome.name).not.toBe('<b>typed</b>');
      expect(await first.send('rename', { name: 'Typed' })).toMatchObject({
        ok: false,
        error: { code: 'phase/not-now' },
      });
      for (let k = 0; k < 650; k += 1) await classroom.service.join(code, undefined, 0);
      const names = [...room.names.values()];
      expect(new Set(names).size).toBe(651);
      const known = new Set(Array.from({ length: 576 * 9 }, (_, n) => suggestName(n, language)));
      expect(names.filter((name) => !known.has(name))).toEqual([]);
    },
  );
});

describe('a removed seat', () => {
  const removal = async () => {
    classroom = await openClassroom();
    const opened = await classroom.openRoom();
    const host = await classroom.host(opened);
    const rude = await classroom.player(opened.code, { name: 'Rude' });
    const { playerId, token } = rude.welcome;
    await host.send('remove', { playerId });
    await eventually(() => !rude.socket.connected, 'the removed seat to be let go');
    return { opened, host, rude, playerId, token };
  };
  const refusal = (code: string, auth: object) =>
    classroom
      .refusal('/player', { room: code, protocol: protocolVersion, ...auth })
      .then((refused) => refused.code);

  test('H5 stays removed for its phone, its other tabs and another device, also after a start', async () => {
    const { opened, host, rude, token } = await removal();
    const { code } = opened;
    // Its own socket tries again by itself, as after a broken line.
    rude.socket.io.reconnection(false);
    const again = new Promise<string>((resolve) =>
      rude.socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
        resolve(error.data?.code ?? error.message),
      ),
    );
    rude.socket.auth = { room: code, protocol: protocolVersion, token };
    rude.socket.connect();
    expect(await again).toBe('seat/removed');
    expect(await refusal(code, { token })).toBe('seat/removed');
    expect(await refusal(code, { token, name: 'Nice', key: opened.room.row.joinKey })).toBe('seat/removed');
    await host.send('start');
    expect(await refusal(code, { token })).toBe('seat/removed');
  });

  test('H5 its name stays away, in every spelling that looks like it, until the host gives it to somebody', async () => {
    const { opened, host } = await removal();
    const { code } = opened;
    for (const name of ['Rude', 'RUDE', 'R u d e', 'Rudе', 'Ru\u200Bde']) {
      expect(await refusal(code, { name })).toBe('name/taken');
    }
    const mina = await classroom.player(code, { name: 'Mina' });
    expect(await mina.send('rename', { name: 'rude' })).toMatchObject({
      ok: false,
      error: { code: 'name/taken' },
    });
    const views = await classroom.display(code);
    expect(JSON.stringify(views.last('view'))).not.toContain('Rude');
    const seen = await host.until('view', ({ seats }) => seats.some(({ name }) => name === 'Mina'));
    expect(JSON.stringify(seen)).not.toContain('Rude');
  });

  test('H5 whoever comes back anew begins with nothing; a locked room keeps out also those', async () => {
    const { opened, host, playerId } = await removal();
    const { code } = opened;
    const back = await classroom.player(code, { name: 'Nice' });
    expect(back.welcome.playerId).not.toBe(playerId);
    await host.send('remove', { playerId: back.welcome.playerId });
    await host.send('lock');
    expect(await refusal(code, { name: 'Nice 2' })).toBe('room/locked');
    expect(await refusal(code, { token: back.welcome.token })).toBe('seat/removed');
  });
});

test('H7 eight thousand seats without a nickname get one each, the last as quickly as the first', () => {
  const names = new SeatNames(new Map());
  const chance = chanceOf(8);
  for (let k = 0; k < 8000; k += 1) {
    const name = names.makeUp(emptyState(), Math.floor(65_536 * chance()), k % 2 === 0 ? 'ko' : 'en');
    expect(names.choose(emptyState(), name)).toEqual({ ok: true, name });
    names.set({ playerId: `seat ${k}`, name });
  }
  expect(new Set([...names.entries()].map(([, name]) => name)).size).toBe(8000);
});
