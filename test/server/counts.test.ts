import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countIntervalMs } from '../../server/fan-out/count-pace.ts';
import { type Classroom, openClassroom } from '../support/classroom.ts';

let classroom: Classroom;

beforeEach(async () => {
  classroom = await openClassroom();
});

afterEach(() => classroom.close());

describe('counts', () => {
  test('tell a phone how many have answered while answers come in, and nothing once the round is closed', async () => {
    const opened = await classroom.openRoom({ guessSeconds: 60, rounds: 2, drawSize: 10 });
    const host = await classroom.host(opened);
    const [mina, jun] = [
      await classroom.player(opened.code, { name: 'Mina' }),
      await classroom.player(opened.code, { name: 'Jun' }),
    ];
    await host.send('start');
    await mina.send('guess', { round: 1, estimate: { p: [0.6, 0.4] } });
    expect(await jun.until('progress', ({ answered }) => answered === 1)).toMatchObject({ players: 2 });
    await jun.send('guess', { round: 1, estimate: { p: [0.7, 0.3] } });
    await host.send('close');
    await mina.until('view', ({ phase }) => phase === 'results');
    const closedAt = mina.frames.length;
    await sleep(700);
    expect(mina.frames.slice(closedAt).map(({ event }) => event)).not.toContain('progress');
  });

  test.each([
    ['a class alone', 30, 30, 500],
    ['a hundred classes', 30, 3000, 750],
    ['a district', 30, 15_000, 2000],
    ['a large lecture', 1000, 1000, 1000],
    ['the largest', 10_000, 10_000, 2000],
    ['a room nobody has come to', 0, 0, 500],
  ])('come to each phone the rarer the more there are: %s', (_, players, phones, ms) => {
    expect(countIntervalMs({ phase: 'guessing', players }, phones)).toBe(ms);
    expect(countIntervalMs({ phase: 'lobby', players }, phones)).toBe(5 * ms);
  });
});
