import type { Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { createDoor } from '../../../server/sockets/door.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { connectSocket, eventually, openClassroom } from '../../support/classroom.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

test('a hundred and fifty come in at once, the next one by one, and who would wait too long is told when to come', async () => {
  const clock = createVirtualClock();
  const door = createDoor(clock);
  const inAt: number[] = [];
  const begun = clock.now();
  const told = await Promise.all(
    Array.from({ length: 2000 }, async () => {
      const waits = door.wait().then((wait) => {
        if (wait === 0) inAt.push(clock.now() - begun);
        return wait;
      });
      // Those who are let in at once or sent away know it at once.
      return Promise.race([waits, new Promise<'waits'>((resolve) => setImmediate(resolve, 'waits'))]);
    }),
  );
  const count = (what: (wait: number | string) => boolean) => told.filter(what).length;
  expect(count((wait) => wait === 0)).toBe(150);
  expect(count((wait) => wait === 'waits')).toBe(1500);
  const later = told.filter((wait): wait is number => typeof wait === 'number' && wait > 0);
  // Who is in by then is out of their way, and they come one by one.
  expect(later).toHaveLength(350);
  expect(Math.min(...later)).toBeGreaterThanOrEqual(5000);
  expect(Math.max(...later)).toBeLessThanOrEqual(5000 + 350 * (1000 / 300) + 5);
  expect(later).toEqual(later.toSorted((a, b) => a - b));

  for (let k = 0; k < 5000; k += 1) {
    clock.advance(1);
    if (k % 100 === 99) await new Promise(setImmediate);
  }
  await new Promise(setImmediate);
  expect(inAt).toHaveLength(1650);
  clock.advance(10);
  expect(await door.wait()).toBe(0);
});

test('who waits at the door is let in on the same line, and takes no seat after hanging up', async () => {
  const clock = createVirtualClock();
  const classroom = await openClassroom({ clock });
  try {
    const open = await classroom.openRoom();
    const locked = await classroom.openRoom();
    await (await classroom.host(locked)).send('lock');
    const come = ({ code }: { readonly code: string }) =>
      connectSocket(classroom.url, '/player', { room: code, protocol: protocolVersion });
    const refusalOf = (socket: Socket) =>
      new Promise<string>((resolve) => {
        socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
          resolve(error.data?.code ?? error.message),
        );
      });
    // Whoever is turned away behind the door has had a turn at it too.
    const turnedAway = await Promise.all(Array.from({ length: 150 }, () => refusalOf(come(locked))));
    expect(new Set(turnedAway)).toEqual(new Set(['room/locked']));

    const stays = come(open);
    const refused = refusalOf(stays);
    const others = Array.from({ length: 10 }, () => come(open));
    await eventually(() => classroom.sockets.waitingAtDoor() === 11, 'all of them at the door');
    expect([stays, ...others].some(({ connected }) => connected)).toBe(false);
    for (const socket of others) socket.disconnect();
    await eventually(() => classroom.sockets.connections() <= 2, 'those who hang up');
    clock.advance(100);
    await Promise.race([eventually(() => stays.connected, 'its turn'), refused]);
    expect(stays.connected).toBe(true);
    await eventually(() => classroom.sockets.waitingAtDoor() === 0, 'an answer for everybody');
    expect(classroom.service.byCode(open.code)?.state.open.roster.size).toBe(1);
    stays.disconnect();
  } finally {
    await classroom.close();
  }
});
