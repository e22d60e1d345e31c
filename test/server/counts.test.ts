import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
});
