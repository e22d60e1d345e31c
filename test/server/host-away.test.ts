import { afterEach, describe, expect, test } from 'vitest';
import { type Classroom, eventually, openClassroom } from '../support/classroom.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

describe('a class whose teacher has no line', () => {
  let clock: VirtualClock;
  const closes: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closes.splice(0)) await close();
  });

  async function open(): Promise<Classroom> {
    clock = createVirtualClock();
    const classroom = await openClassroom({ clock });
    closes.push(() => classroom.close());
    return classroom;
  }

  /** The server has noticed who is gone. */
  async function lines(classroom: Classroom, count: number): Promise<void> {
    await eventually(() => classroom.sockets.connections() === count, `${count} lines`);
  }

  test('N8 is told after three seconds, latecomers too, and again when the teacher is back', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const laptop = await classroom.host(opened);
    const [phone, display] = [await classroom.player(opened.code), await classroom.display(opened.code)];
    expect(phone.welcome.hostAway).toBeFalsy();
    expect(await display.until('host')).toEqual({ away: false });
    laptop.close();
    await lines(classroom, 2);
    clock.advance(2999);
    expect((await classroom.player(opened.code)).welcome.hostAway).toBeFalsy();
    clock.advance(1);
    await phone.until('host', ({ away }) => away);
    await display.until('host', ({ away }) => away);
    expect((await classroom.player(opened.code)).welcome.hostAway).toBe(true);
    await classroom.host(opened);
    await phone.until('host', ({ away }) => !away);
    await display.until('host', ({ away }) => !away);
    expect((await classroom.player(opened.code)).welcome.hostAway).toBeFalsy();
  });

  test('N8 is not told of a page that is reloaded, nor while another page has a line', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const [laptop, second] = [await classroom.host(opened), await classroom.host(opened)];
    const phone = await classroom.player(opened.code);
    laptop.close();
    await lines(classroom, 2);
    clock.advance(60_000);
    second.close();
    await lines(classroom, 1);
    clock.advance(2000);
    await classroom.host(opened);
    clock.advance(60_000);
    await phone.send('time');
    expect(phone.all('host')).toEqual([]);
  });

  test('N8 is told where phones come back to a server that the host does not come back to', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const phone = await classroom.player(opened.code);
    clock.advance(3000);
    await phone.until('host', ({ away }) => away);
  });
});
