import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, type Display, type Host, openClassroom, type Player } from '../support/classroom.ts';

/** More than one slice of a broadcast. */
const SEATS = 260;

describe(`${SEATS} phones in one room`, () => {
  let classroom: Classroom;
  let host: Host;
  let display: Display;
  let phones: Player[];

  beforeAll(async () => {
    classroom = await openClassroom();
    const opened = await classroom.openRoom({ guessSeconds: null, histogram: 'close' });
    host = await classroom.host(opened);
    display = await classroom.display(opened.code);
    phones = [];
    while (phones.length < SEATS) {
      const some = Array.from({ length: 20 }, () => classroom.player(opened.code));
      phones.push(...(await Promise.all(some)));
    }
  }, 60_000);
  afterAll(() => classroom.close());

  test('have names of their own', () => {
    expect(new Set(phones.map(({ welcome }) => welcome.name)).size).toBe(SEATS);
  });

  test('V15 are found by the host by a part of their name, and by nobody else', async () => {
    const { playerId, name } = phones[7]?.welcome ?? { playerId: '', name: '' };
    const found = await host.send('find', { name: ` ${name.toUpperCase()} ` });
    expect(found).toMatchObject({ ok: true, seats: [{ playerId, name, present: true }] });
    expect(await host.send('find', { name: ' ' })).toMatchObject({
      ok: false,
      error: { code: 'payload/malformed' },
    });
    expect(await phones[8]?.send('find', { name })).toMatchObject({ ok: false });
  });

  test('who all speak at once are answered each, and hear numbers only', async () => {
    await host.send('start');
    const begun = await Promise.all(
      phones.map((phone) => phone.until('view', ({ phase }) => phase === 'guessing')),
    );
    expect(new Set(begun.map((view) => JSON.stringify(view))).size).toBe(1);
    await display.until('view', ({ phase }) => phase === 'guessing');
    const before = phones.map((phone) => phone.frames.length);
    const shown = display.frames.length;
    const since = performance.now();

    const answers = await Promise.all(
      phones.map((phone, k) => {
        const p = 0.3 + (k % 100) / 250;
        return phone.send('guess', { round: 1, estimate: { p: [p, 1 - p] }, done: true });
      }),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await Promise.all(phones.map((phone) => phone.until('progress', ({ answered }) => answered === SEATS)));
    await display.until('progress', ({ done }) => done === SEATS);
    const seconds = (performance.now() - since) / 1000;

    // Two numbers a second to a phone and five to a projector, one more for where the second begins.
    phones.forEach((phone, k) => {
      const heard = phone.frames.slice(before[k]);
      expect(new Set(heard.map(({ event }) => event))).toEqual(new Set(['progress']));
      expect(heard.length).toBeLessThanOrEqual(2 * seconds + 2);
    });
    const seen = display.frames.slice(shown);
    expect(new Set(seen.map(({ event }) => event))).toEqual(new Set(['progress']));
    expect(seen.length).toBeLessThanOrEqual(5 * seconds + 2);
  }, 30_000);

  test('hear of the close once: their own, then the common view', async () => {
    const before = phones.map((phone) => phone.frames.length);
    await host.send('close');
    await Promise.all(phones.map((phone) => phone.until('you', (you) => you.score?.round === 1)));
    await Promise.all(phones.map((phone) => phone.until('view', ({ phase }) => phase === 'results')));
    phones.forEach((phone, k) => {
      const heard = phone.frames.slice(before[k]).filter(({ event }) => event !== 'progress');
      expect(heard.map(({ event }) => event)).toEqual(['you', 'view']);
    });
    const ranks = phones.map((phone) => phone.last('you')?.score?.rank ?? 0);
    expect(Math.min(...ranks)).toBe(1);
    expect(Math.max(...ranks)).toBeLessThanOrEqual(SEATS);
  }, 30_000);
});
