import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GuessAnswer, OpenedRoom } from '../../shared/protocol.ts';
import { eventually } from '../support/classroom.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, type Phone, type Visitors } from './visitors.ts';

const SEATS = 12;

describe('a server that dies in the middle of a round', () => {
  let dataDir: string;
  let server: ServerProcess;
  let visitors: Visitors | undefined;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'bakery-crash-'));
    server = new ServerProcess(await freePort(), dataDir);
    await server.start();
  });
  afterEach(async () => {
    visitors?.close();
    await server.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function enter(room: OpenedRoom): Promise<Visitors> {
    visitors = await enterRoom(server.url, room, SEATS);
    return visitors;
  }

  /** How many views came from a server that is gone, the very last included. */
  async function viewsUntilLost(host: Visitors['host']): Promise<number> {
    await eventually(() => !host.socket.connected, 'the end of the line');
    return host.all('view').length;
  }

  test('is there again with every seat, the round and all that was acknowledged', async () => {
    const room = await openRoomAt(server.url, { guessSeconds: 60, bots: [] });
    const { host, phones } = await enter(room);
    const share = (k: number, round: number) => Math.round(1000 * (0.5 + 0.01 * round + 0.004 * k)) / 1000;
    const guess = (phone: Phone, round: number, p: number) =>
      phone.send<GuessAnswer>('guess', { round, estimate: { p: [p, 1 - p] } });

    for (let round = 1; round <= 6; round += 1) {
      await host.send(round === 1 ? 'start' : 'next');
      await Promise.all(phones.map((phone, k) => guess(phone, round, share(k, round))));
      await host.send('close');
      await Promise.all(phones.map((phone) => phone.until('you', (you) => you.score?.round === round)));
    }
    const curves = phones.map((phone) => phone.last('you')!.curve);
    await host.send('next');
    const round7 = await phones[0]!.until('view', (view) => view.round === 7);
    await Promise.all(phones.slice(0, 8).map((phone, k) => guess(phone, 7, share(k, 7))));

    // The last four speak while the process is being killed; whoever is answered was heard.
    const dying = phones.slice(8).map((phone, k) =>
      guess(phone, 7, share(8 + k, 7)).then(
        (ack) => ack.ok,
        () => false,
      ),
    );
    await server.end('SIGKILL');
    const before = await viewsUntilLost(host);
    await server.start();
    const answered = [...phones.slice(0, 8).map(() => true), ...(await Promise.all(dying))];

    for (const [k, phone] of phones.entries()) {
      await phone.until('welcome', () => phone.welcomes.length === 2);
      const [first, second] = phone.welcomes;
      expect(second!.token).toBeUndefined();
      expect(second!).toMatchObject({ playerId: first!.playerId, name: `Baker ${k}` });
      expect(second!.commitment).toBe(first!.commitment);
      expect(second!.view).toMatchObject({
        phase: 'guessing',
        round: 7,
        draw: round7.draw,
        tally: round7.tally,
      });
      expect(second!.view.closesAt! - second!.serverTime).toBeGreaterThan(9000);
      expect(second!.you.curve).toEqual(curves[k]);
      if (answered[k]) {
        expect(second!.you).toMatchObject({ placed: true });
        expect(second!.you.estimate[0]).toBe(share(k, 7));
      }
    }

    const shown = await host.until('view', () => host.all('view').length > before);
    expect(shown.round).toBe(7);
    expect(shown.code).toBe(room.code);
    await Promise.all(phones.map((phone, k) => guess(phone, 7, share(k, 7))));
    await host.send('close');
    for (let round = 8; round <= 15; round += 1) {
      await host.send('next');
      await host.send('close');
    }
    expect(await host.send('reveal')).toMatchObject({ ok: true });
    for (const [k, phone] of phones.entries()) {
      const you = await phone.until('you', ({ klJar }) => klJar !== null);
      expect(you.curve).toHaveLength(15);
      const jar = (p: number) => 0.7 * Math.log(0.7 / p) + 0.3 * Math.log(0.3 / (1 - p));
      for (let round = 1; round <= 7; round += 1) {
        expect(you.klJar?.[round]).toBeCloseTo(jar(share(k, round)), 12);
      }
    }
    const { replayId } = await phones[0]!.until('view', ({ phase }) => phase === 'revealed');
    expect((await fetch(`${server.url}/api/replays/${replayId}`)).status).toBe(200);
  });

  test('asked to stop it says so, and everybody is back at once in the round that was open', async () => {
    const room = await openRoomAt(server.url, { guessSeconds: 60, autoClose: true });
    const { host, phones } = await enter(room);
    await host.send('start');
    await Promise.all(
      phones
        .slice(1)
        .map((phone) => phone.send('guess', { round: 1, estimate: { p: [0.6, 0.4] }, done: true })),
    );
    await server.end('SIGTERM');
    // The process may be gone before its last word has been read here.
    for (const phone of phones) expect(await phone.until('shutdown')).toEqual({ reason: 'server/stopping' });
    await host.until('shutdown');
    const before = await viewsUntilLost(host);
    await server.start();
    for (const phone of phones) await phone.until('welcome', () => phone.welcomes.length === 2);
    const view = await host.until(
      'view',
      ({ present }) => present === SEATS && host.all('view').length > before,
    );
    // One is still thinking: coming back one by one has not closed the round.
    expect(view).toMatchObject({ phase: 'guessing', round: 1, done: SEATS - 1 });
    await phones[0]!.send('guess', { round: 1, estimate: { p: [0.7, 0.3] }, done: true });
    await phones[0]!.until('view', ({ phase }) => phase === 'results');
    expect(server.complaints).not.toMatch(/"level":(50|60)/);
  });
});
