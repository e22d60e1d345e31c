import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../server/codes.ts';
import { messageFor } from '../../server/messages.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Reply } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { RoomState } from '../../shared/room/state.ts';
import { type Classroom, type OpenedTestRoom, openClassroom } from '../support/classroom.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

const languages = ['ko', 'en'] as const;
const fair = { p: [0.6, 0.4] };

/** Everything a room knows; presence apart, which comes and goes with connections. */
function hashOf(state: RoomState): string {
  return digestOf(
    JSON.parse(
      JSON.stringify(state, (key, value) => {
        if (['seq', 'present', 'connection'].includes(key)) return undefined;
        return value instanceof Map ? [...value] : value;
      }),
    ),
  );
}

describe.each(languages)('refusals in %s', (language) => {
  let classroom: Classroom;
  let clock: VirtualClock;

  beforeAll(async () => {
    clock = createVirtualClock();
    classroom = await openClassroom({ clock });
  });
  afterAll(() => classroom.close());

  /** Refused with the code and its words, and the room is as before. */
  async function refused(
    opened: OpenedTestRoom,
    code: ErrorCode,
    attempt: () => Promise<Reply | { readonly code: string; readonly message: string }>,
  ): Promise<void> {
    const before = hashOf(opened.room.state);
    const answer = await attempt();
    const error = 'ok' in answer ? (answer.ok ? undefined : answer.error) : answer;
    expect(error).toMatchObject({ code, message: messageFor(code, language) });
    expect(hashOf(opened.room.state)).toBe(before);
  }

  const openRoom = (settings = {}) => classroom.openRoom({ language, ...settings });

  test('a code that opens nothing', async () => {
    const opened = await openRoom();
    const auth = { room: '000000000', protocol: protocolVersion };
    const headers = { 'accept-language': language };
    await refused(opened, 'room/unknown', () => classroom.refusal('/player', auth, headers));
    await refused(opened, 'room/unknown', () => classroom.refusal('/display', auth, headers));
    await refused(opened, 'room/unknown', () =>
      classroom.refusal('/host', { room: '000000000', hostToken: 'x' }, headers),
    );
  });

  test('a handshake of another version, or of no shape', async () => {
    const opened = await openRoom();
    const headers = { 'accept-language': language };
    const { code } = opened;
    await refused(opened, 'protocol/outdated', () =>
      classroom.refusal('/player', { room: code, protocol: 0, colour: 'red' }, headers),
    );
    await refused(opened, 'payload/malformed', () =>
      classroom.refusal('/player', { room: code, protocol: protocolVersion, role: 'host' }, headers),
    );
    await refused(opened, 'payload/malformed', () => classroom.refusal('/player', {}, headers));
  });

  test('a full room, a locked room, and a seat that was removed', async () => {
    const opened = await openRoom({ maxPlayers: 2 });
    const { code } = opened;
    const host = await classroom.host(opened);
    const mina = await classroom.player(code, { name: 'Mina' });
    const jun = await classroom.player(code, { name: 'Jun' });
    const join = (name: string) => () =>
      classroom.refusal('/player', { room: code, protocol: protocolVersion, name });
    await refused(opened, 'room/full', join('Sora'));

    const removed = { playerId: jun.welcome.playerId };
    expect(await host.send('remove', removed)).toMatchObject({ ok: true });
    await jun.until('removed');
    await refused(opened, 'seat/removed', () =>
      classroom.refusal('/player', { room: code, protocol: protocolVersion, token: jun.welcome.token }),
    );
    await refused(opened, 'seat/unknown', () =>
      classroom.refusal('/player', {
        room: code,
        protocol: protocolVersion,
        token: `${mina.welcome.token}=`,
      }),
    );
    expect(await host.send('lock')).toMatchObject({ ok: true });
    await refused(opened, 'room/locked', join('Sora'));
    const again = await classroom.player(code, { token: mina.welcome.token });
    expect(again.welcome).toMatchObject({ playerId: mina.welcome.playerId, name: 'Mina' });
  });

  test('an ended room, with the way to its replay', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    await host.send('start');
    expect(await host.send('end')).toMatchObject({ ok: true });
    const auth = { room: opened.code, protocol: protocolVersion, name: 'Late' };
    await refused(opened, 'room/ended', () => classroom.refusal('/player', auth));
    expect(await classroom.refusal('/player', auth)).toMatchObject({ replayId: opened.room.row.replayId });
    await refused(opened, 'room/ended', () => host.send('next'));
    await refused(opened, 'room/ended', () => mina.send('guess', { round: 1, estimate: fair }));
    const back = await classroom.player(opened.code, { token: mina.welcome.token });
    expect(back.welcome.view).toMatchObject({ phase: 'ended', jar: [7000, 3000] });
  });

  test('names that are taken, empty, reserved or no names', async () => {
    const opened = await openRoom();
    const { code } = opened;
    const mina = await classroom.player(code, { name: 'Mina' });
    const jun = await classroom.player(code, { name: 'Jun' });
    const join = (name: string) => () =>
      classroom.refusal('/player', { room: code, protocol: protocolVersion, name });
    await refused(opened, 'name/taken', join('mina'));
    await refused(opened, 'name/taken', join(' Мina '));
    await refused(opened, 'name/invalid', join(''));
    await refused(opened, 'name/invalid', join('\u3164'));
    await refused(opened, 'name/reserved', join('선생님'));
    await refused(opened, 'name/taken', () => jun.send('rename', { name: 'MINA' }));
    expect(await mina.send('rename', { name: 'Mina B' })).toMatchObject({ ok: true, name: 'Mina B' });
    expect(await jun.send('rename', { name: 'Mina' })).toMatchObject({ ok: true, name: 'Mina' });
  });

  test('estimates that are early, late, of another round, malformed or out of range', async () => {
    const opened = await openRoom({ guessSeconds: 20 });
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const guess = (estimate: unknown, round: unknown = 1) => mina.send('guess', { round, estimate });
    await refused(opened, 'round/not-open', () => guess(fair));
    await host.send('start');
    const { closesAt } = await mina.until('view', ({ phase }) => phase === 'guessing');
    await refused(opened, 'round/other', () => guess(fair, 2));
    await refused(opened, 'estimate/out-of-range', () => guess({ p: [1, 0] }));
    await refused(opened, 'estimate/out-of-range', () => guess({ p: [0.5, 0.6] }));
    await refused(opened, 'estimate/malformed', () => guess({ p: [0.2, 0.3, 0.5] }));
    await refused(opened, 'payload/malformed', () => guess({ p: ['0.5', 0.5] }));
    await refused(opened, 'payload/malformed', () => guess(fair, 1.5));
    await refused(opened, 'payload/malformed', () =>
      mina.send('guess', { round: 1, estimate: fair, playerId: 'somebody' }),
    );
    clock.advance(closesAt! - clock.now() + 1000);
    expect(await guess(fair)).toMatchObject({ ok: true });
    clock.advance(1);
    await mina.until('view', ({ phase }) => phase === 'results');
    await refused(opened, 'round/not-open', () => guess({ p: [0.7, 0.3] }));
  });

  test('the same operation again changes nothing, with another content it is refused', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    await host.send('start');
    const payload = { opId: 'once', round: 1, estimate: fair };
    const first = await mina.raw('guess', payload);
    expect(first).toMatchObject({ ok: true });
    const { seq } = opened.room.state.open;
    expect(await mina.raw('guess', payload)).toEqual(first);
    expect(opened.room.state.open.seq).toBe(seq);
    await refused(opened, 'op/conflict', () =>
      mina.raw('guess', { ...payload, estimate: { p: [0.7, 0.3] } }),
    );
  });

  test('a student who plays the host, and a host without the key', async () => {
    const opened = await openRoom();
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const headers = { 'accept-language': language };
    for (const event of ['start', 'reveal', 'lock', 'end']) {
      await refused(opened, 'payload/malformed', () => mina.send(event));
    }
    for (const claim of [{}, { hostToken: mina.welcome.token }, { hostToken: opened.recoveryCode }]) {
      await refused(opened, 'host/required', () =>
        classroom.refusal('/host', { room: opened.code, ...claim }, headers),
      );
    }
  });

  test('what does not fit the moment', async () => {
    const opened = await openRoom();
    const host = await classroom.host(opened);
    await refused(opened, 'phase/not-now', () => host.send('next'));
    await refused(opened, 'phase/not-now', () => host.send('reveal'));
    await refused(opened, 'phase/not-now', () => host.send('again'));
    await refused(opened, 'settings/invalid', () => host.send('settings', { settings: { drawSize: 1000 } }));
    await refused(opened, 'seat/unknown', () => host.send('remove', { playerId: 'nobody' }));
  });

  test('too many messages in too short a time, with the time to wait', async () => {
    const opened = await openRoom();
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const hunch = () => mina.send('guess', { round: 0, estimate: fair });
    for (let k = 0; k < 20; k += 1) expect(await hunch()).toMatchObject({ ok: true });
    await refused(opened, 'rate/slow-down', hunch);
    expect(await hunch()).toMatchObject({ error: { retryAfterMs: 500 } });
    clock.advance(500);
    expect(await hunch()).toMatchObject({ ok: true });
  });

  test('codes tried one after the other wait, the key of the room does not', async () => {
    const opened = await openRoom();
    const auth = { protocol: protocolVersion, name: 'Mina' };
    for (let k = 0; k < 60; k += 1) {
      const { code } = await classroom.refusal('/player', { room: `0000000${10 + k}`, ...auth });
      if (code === 'rate/slow-down') break;
    }
    const headers = { 'accept-language': language };
    await refused(opened, 'rate/slow-down', () =>
      classroom.refusal('/player', { room: opened.code, ...auth }, headers),
    );
    const invited = await classroom.player(opened.code, { name: 'Mina', key: opened.room.row.joinKey });
    expect(invited.welcome.name).toBe('Mina');
  });
});
