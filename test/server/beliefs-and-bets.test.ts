import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode, openRoomBody } from '../../shared/protocol.ts';
import { offeredBet, offeredEstimates } from '../../shared/room/offered.ts';
import type { EstimateKind } from '../../shared/room/settings.ts';
import { type Classroom, openClassroom } from '../support/classroom.ts';
import { drawing } from '../support/room.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

const draws = drawing([13, 7], [9, 11]);
const flavours = [
  { name: 'Chocolate', count: 700 },
  { name: 'Vanilla', count: 300 },
];

describe('over the wire', () => {
  let classroom: Classroom;
  let clock: VirtualClock;
  beforeAll(async () => {
    clock = createVirtualClock();
    classroom = await openClassroom({ clock, draw: draws });
  });
  afterAll(() => classroom.close());

  test.each([
    ['belief', { alpha: [14, 8] }, { p: [0.6, 0.4] }],
    ['point', { p: [0.6, 0.4] }, { alpha: [14, 8] }],
  ] as const)('P4 a %s room takes its own kind of estimate and no other', async (estimate, own, other) => {
    const opened = await classroom.openRoom({ estimate, flavours, drawSize: 20, rounds: 2 });
    const host = await classroom.host(opened);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    await host.send('start');
    const refused = await mina.send('guess', { round: 1, estimate: other });
    expect(refused).toMatchObject({ ok: false, error: { code: 'estimate/malformed' } });
    expect(await mina.send('guess', { round: 1, estimate: { ...own, ...other } })).toMatchObject({
      error: { code: 'payload/malformed' },
    });
    const [values] = Object.values(own);
    expect(await mina.send('guess', { round: 1, estimate: own })).toMatchObject({
      ok: true,
      estimate: values,
    });
  });

  test('V11 a bet goes up once and comes back to nobody but its own seat', async () => {
    const opened = await classroom.openRoom({ bet: true, flavours, drawSize: 20, rounds: 1 });
    const host = await classroom.host(opened);
    const display = await classroom.display(opened.code);
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const jun = await classroom.player(opened.code, { name: 'Jun' });
    await host.send('start');
    await host.send('close');
    expect(await mina.send('bet', { band: [0.6, 0.7] })).toMatchObject({ error: { code: 'phase/not-now' } });
    expect(await host.send('next')).toMatchObject({ ok: true });
    await mina.until('view', ({ phase }) => phase === 'bet');
    expect(await mina.send('bet', { band: [0.6, 1.2] })).toMatchObject({
      error: { code: 'estimate/out-of-range' },
    });
    expect(await mina.send('bet', { band: [0.6] })).toMatchObject({ error: { code: 'payload/malformed' } });
    const quiet = [jun, display, host].map((client) => client.frames.length);
    expect(await mina.send('bet', { band: [0.61803, 0.71803] })).toMatchObject({
      ok: true,
      band: [0.61803, 0.71803],
    });
    clock.advance(3000);
    expect(await jun.until('progress', ({ answered }) => answered === 1)).toMatchObject({
      done: 0,
      players: 2,
    });
    await display.until('progress', ({ answered }) => answered === 1);
    await host.until('view', ({ betsPlaced }) => betsPlaced === 1);
    const heard = [jun, display, host].map((client, k) => JSON.stringify(client.frames.slice(quiet[k])));
    for (const frames of heard) expect(frames).not.toContain('1803');
    const again = await classroom.player(opened.code, { token: mina.welcome.token });
    expect(again.welcome.you.bet).toEqual({ band: [0.61803, 0.71803], cost: null, hit: null });

    await host.send('reveal');
    const you = await again.until('you', ({ bet }) => bet?.cost !== null);
    expect(you.bet).toEqual({ band: [0.61803, 0.71803], cost: expect.closeTo(10, 9), hit: true });
    const shown = await display.until('view', ({ reveal }) => reveal !== null);
    expect(shown.reveal?.bets).toMatchObject({ found: 2, of: 2, rows: [{ name: 'Mina' }, { name: 'Jun' }] });
  });

  test('the kinds a host may choose are those that are offered, whatever the rules could play', () => {
    const kinds: readonly EstimateKind[] = ['point', 'belief'];
    const taken = kinds.filter((estimate) => decode(openRoomBody, { settings: { estimate } }) !== undefined);
    expect(taken).toEqual(offeredEstimates);
    expect(decode(openRoomBody, { settings: { bet: false } })).toBeDefined();
    expect(decode(openRoomBody, { settings: { bet: true } }) !== undefined).toBe(offeredBet);
  });
});
