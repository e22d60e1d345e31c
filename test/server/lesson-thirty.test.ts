import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GuessAnswer } from '../../shared/protocol.ts';
import { type Classroom, type Display, type Host, openClassroom, type Player } from '../support/classroom.ts';
import { everyStore, type MadeStore } from '../support/every-store.ts';
import { drawing } from '../support/room.ts';

/** Chocolate cookies among the hundred of each round of the story; together 73, 212, 354, 698 and 1,052. */
const chocolate = [73, 69, 70, 72, 70, 68, 70, 69, 68, 69, 72, 71, 70, 70, 71];
const jar = [7000, 3000] as const;
const N = 10_000;
const SEATS = 30;

type Seat = { readonly estimate: number; readonly total: number; readonly totalGap: number };

/** KL between two coins, by its definition. */
function kl(p: number, q: number): number {
  const part = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return part(p, q) + part(1 - p, 1 - q);
}

/** Mean share of chocolate given x of n cookies, every composition of the jar being equally likely before. */
function posteriorMean(x: number, n: number): number {
  return (x + ((N - n) * (x + 1)) / (n + 2)) / N;
}

/** Seat k speaks in round r with this share; every seventh keeps silent in even rounds. */
function shareOf(k: number, round: number): number | null {
  if (k % 7 === 6 && round % 2 === 0) return null;
  return Math.round(1000 * (0.5 + 0.2 * Math.min(1, (round * (k + 1)) / 60) + 0.003 * (k % 3))) / 1000;
}

function ranks(seats: readonly Seat[]): number[] {
  return seats.map(
    (seat) =>
      1 +
      seats.filter(
        (other) =>
          other.total > seat.total || (other.total === seat.total && other.totalGap < seat.totalGap - 1e-9),
      ).length,
  );
}

describe.each(everyStore)('a lesson of thirty phones, a projector and a host, kept by %s', (_, make) => {
  let room: Classroom;
  let made: MadeStore;
  let host: Host;
  let display: Display;
  let phones: Player[];

  beforeAll(async () => {
    made = await make();
    room = await openClassroom({
      store: made.store,
      draw: drawing(...chocolate.map((count) => [count, 100 - count])),
    });
    const opened = await room.openRoom({ language: 'en', guessSeconds: null });
    host = await room.host(opened);
    display = await room.display(opened.code);
    phones = await Promise.all(
      Array.from({ length: SEATS }, (_, k) =>
        room.player(opened.code, { name: `Baker ${k + 1}`, cookie: k % 5 }),
      ),
    );
  });
  afterAll(async () => {
    await room.close();
    await made.remove();
  });

  test('plays the story to the reveal, every acknowledgement, view and score as computed here', async () => {
    expect(phones.map(({ welcome }) => welcome.name)).toEqual(
      Array.from({ length: SEATS }, (_, k) => `Baker ${k + 1}`),
    );
    await display.until('view', (view) => view.players === SEATS && view.lobby?.length === SEATS);
    let seats: Seat[] = phones.map(() => ({ estimate: 0.5, total: 0, totalGap: 0 }));
    let x = 0;

    for (let round = 1; round <= chocolate.length; round += 1) {
      x += chocolate[round - 1]!;
      const n = 100 * round;
      expect(await host.send(round === 1 ? 'start' : 'next')).toMatchObject({ ok: true });
      const drawn = await Promise.all(
        phones.map((phone) =>
          phone.until('view', (view) => view.round === round && view.phase === 'guessing'),
        ),
      );
      for (const view of drawn) expect(view).toEqual(drawn[0]);
      expect(drawn[0]).toMatchObject({
        draw: { from: round, size: 100, counts: [chocolate[round - 1], 100 - chocolate[round - 1]!] },
        tally: { drawn: n, counts: [x, n - x] },
      });
      for (const hidden of ['posterior', 'botCurve', 'belief', 'jar', 'fairness', 'replayId']) {
        expect(drawn[0]).not.toHaveProperty(hidden);
      }
      const before = phones.map((phone) => phone.frames.length);

      const shares = phones.map((_, k) => shareOf(k, round));
      const acks = await Promise.all(
        phones.map((phone, k) => {
          const p = shares[k];
          return typeof p === 'number'
            ? phone.send<GuessAnswer>('guess', { round, estimate: { p: [p, 1 - p] } })
            : null;
        }),
      );
      acks.forEach((ack, k) => {
        if (ack === null) return;
        expect(ack).toMatchObject({ ok: true, round, estimate: [shares[k], 1 - shares[k]!], done: false });
      });
      phones.forEach((phone, k) => {
        const since = phone.frames.slice(before[k]).map((frame) => frame.event);
        expect(new Set([...since, 'progress'])).toEqual(new Set(['progress']));
      });

      expect(await host.send('close')).toMatchObject({ ok: true });
      const m = posteriorMean(x, n);
      seats = seats.map((seat, k) => {
        const estimate = shares[k] ?? seat.estimate;
        const gap = (n + 2) * kl(m, estimate);
        return {
          estimate,
          total: seat.total + Math.round(1000 / (1 + gap)),
          totalGap: seat.totalGap + gap,
        };
      });
      const expected = ranks(seats);
      const yous = await Promise.all(
        phones.map((phone) => phone.until('you', (you) => you.score?.round === round)),
      );
      yous.forEach((you, k) => {
        const { estimate, total } = seats[k]!;
        expect(you.estimate[0]).toBe(estimate);
        expect(you.score?.kl).toBeCloseTo(kl(m, estimate), 12);
        expect(you.score).toMatchObject({ total, rank: expected[k], of: SEATS });
      });
      const [result] = await Promise.all(
        phones.map((phone) =>
          phone.until('view', (view) => view.round === round && view.phase === 'results'),
        ),
      );
      expect(result?.posterior?.[0]).toBeCloseTo(m, 12);
      const shown = await display.until('view', (view) => view.round === round && view.phase === 'results');
      expect(shown.board?.map((row) => row.total)).toEqual(
        seats
          .map((seat) => seat.total)
          .sort((a, b) => b - a)
          .slice(0, 8),
      );
      expect(result).not.toHaveProperty('jar');
    }

    expect(await host.send('reveal')).toMatchObject({ ok: true });
    for (const phone of phones) {
      const view = await phone.until('view', ({ phase }) => phase === 'revealed');
      expect(view.jar).toEqual(jar);
      expect(view.fairness?.seed).toMatch(/^[0-9a-f]{64}$/);
      expect(view.replayId).toBeTruthy();
    }
    const shown = await display.until('view', ({ phase }) => phase === 'revealed');
    expect(shown.reveal?.counts).toEqual(jar);
    const final = await Promise.all(phones.map((phone) => phone.until('you', (you) => you.klJar !== null)));
    final.forEach((you, k) => {
      expect(you.klJar?.[0]).toBeCloseTo(kl(0.7, 0.5), 12);
      expect(you.klJar?.at(-1)).toBeCloseTo(kl(0.7, seats[k]!.estimate), 12);
    });
  }, 60_000);
});
