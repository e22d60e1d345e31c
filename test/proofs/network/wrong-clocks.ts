import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { scriptRoom } from '../../browser/scripted-class.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { newNetwork } from './interruptions.ts';
import { type Client, Phone } from './phone.ts';

export interface ClockReport {
  readonly clocks: readonly { readonly name: string; readonly worstMs: number }[];
  readonly samples: number;
  readonly decisions: number;
  readonly wrongDecisions: readonly string[];
  readonly messages: number;
  /** Numbers in what phones sent that could be a time. */
  readonly times: readonly string[];
}

interface Clock {
  readonly name: string;
  readonly skewMs?: number;
  /** Set in the middle of every round. */
  readonly jumpMs?: number;
  readonly drift?: number;
}

const minute = 60_000;
const day = 1440 * minute;
const clocks: readonly Clock[] = [
  { name: 'right' },
  { name: '10 min fast', skewMs: 10 * minute },
  { name: '10 min slow', skewMs: -10 * minute },
  { name: 'a day fast', skewMs: day },
  { name: 'a day slow', skewMs: -day },
  { name: 'set back 5 min in mid-round', jumpMs: -5 * minute },
  { name: 'set forward an hour in mid-round', jumpMs: 60 * minute },
  { name: 'gaining 1 in 1,000', drift: 0.001 },
  { name: 'losing 1 in 1,000', drift: -0.001 },
];

const guessSeconds = 5;
const graceMs = 1000;
const joinMs = 10_000;
/** Far enough from the deadline that the way to the server does not decide; wrong clocks are off by minutes. */
const earlyMs = 1000;
const lateMs = 1500;
const learnTimes = 3;
const leastTime = 1e11;

/** Phones whose clocks are wrong in every way play by the server's time, and speak of no time at all. */
export async function wrongClocks(
  client: Client,
  server: ServerProcess,
  { rounds }: { readonly rounds: number },
): Promise<ClockReport> {
  const settings = { drawSize: 20, rounds, guessSeconds, autoClose: false } as const;
  const room = await scriptRoom({ address: server.url }, settings);
  const worst = new Map<string, number>();
  const wrongDecisions: string[] = [];
  const times: string[] = [];
  let [samples, decisions, messages] = [0, 0, 0];
  const phones = await Promise.all(
    clocks.map(async (clock, i) => {
      const place = { client, serverPort: server.port, code: room.opened.code };
      const phone = new Phone(`c${i}`, place, await newNetwork(server.port, i));
      phone.device.skewMs = clock.skewMs ?? 0;
      phone.device.drift = clock.drift ?? 0;
      phone.openPage();
      const { socket } = phone.game.line;
      socket.onAnyOutgoing((event: string, payload: unknown) => {
        messages += 1;
        times.push(...timesIn(payload).map((time) => `${event}: ${time}`));
      });
      const auth = socket.auth as (give: (data: object) => void) => void;
      auth((data) => times.push(...timesIn(data).map((time) => `handshake: ${time}`)));
      await phone.until(({ you }) => you.value !== null, joinMs);
      return phone;
    }),
  );
  await sleep(500);
  // As a page does every minute; here one after the other, since all at once they hold each other up.
  for (const { device, game } of phones) {
    for (let k = 0; k < learnTimes; k += 1) await device.run(() => game.line.askTime(joinMs));
  }
  const trueOffset = await offsetOf(server, room.opened.code);
  const trueNow = () => performance.now() + trueOffset;

  const look = () => {
    for (const [i, { device, game }] of phones.entries()) {
      const seen = device.run(() => game.line.serverNow());
      const name = clocks[i]?.name ?? '';
      worst.set(name, Math.max(worst.get(name) ?? 0, Math.abs(seen - trueNow())));
      samples += 1;
    }
  };
  const looking = setInterval(look, 50);

  for (let round = 1; round <= rounds; round += 1) {
    await room.host.send(round === 1 ? 'start' : 'next');
    await room.host.send('skip');
    await Promise.all(
      phones.map((phone) =>
        phone.until(({ view }) => view.value?.round === round && view.value.phase === 'guessing', joinMs),
      ),
    );
    const closesAt = room.view().closesAt ?? 0;
    await sleep(1000);
    for (const [i, { device }] of phones.entries()) device.skewMs += clocks[i]?.jumpMs ?? 0;
    const tries = [
      { at: closesAt - earlyMs, inTime: true },
      { at: closesAt + graceMs + lateMs, inTime: false },
    ];
    for (const { at, inTime } of tries) {
      await sleep(Math.max(0, at - trueNow()));
      await Promise.all(
        phones.map(async (phone, i) => {
          const p = inTime ? [0.4, 0.6] : [0.9, 0.1];
          const reply = await phone.device.run(() =>
            phone.game.line.send('guess', { round, estimate: { p } }),
          );
          // Answered after the deadline, it may have been on its way when that passed.
          if (inTime && trueNow() > closesAt) return;
          decisions += 1;
          if (reply.ok !== inTime) wrongDecisions.push(`${clocks[i]?.name}, ${inTime ? 'early' : 'late'}`);
        }),
      );
    }
    await room.until((view) => view.phase === 'results');
  }
  clearInterval(looking);
  await Promise.all(phones.map((phone) => phone.close()));
  room.close();
  return {
    clocks: [...worst].map(([name, worstMs]) => ({ name, worstMs: Math.round(worstMs) })),
    ...{ samples, decisions, wrongDecisions, messages, times },
  };
}

/** The server's time beyond this process's steady clock, from the quickest of many answers to a plain request. */
async function offsetOf(server: ServerProcess, code: string): Promise<number> {
  const socket = io(`${server.url}/display`, { auth: { room: code }, forceNew: true });
  let best = { roundTrip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let k = 0; k < 30; k += 1) {
    const asked = performance.now();
    const { serverTime }: { serverTime: number } = await socket.timeout(joinMs).emitWithAck('time', {});
    const now = performance.now();
    const roundTrip = now - asked;
    if (k > 0 && roundTrip < best.roundTrip) best = { roundTrip, offset: serverTime + roundTrip / 2 - now };
  }
  socket.close();
  return best.offset;
}

/** Every number or text in it that could be milliseconds since 1970, or a date. */
function timesIn(value: unknown): string[] {
  if (typeof value === 'number') return Math.abs(value) >= leastTime ? [String(value)] : [];
  if (typeof value === 'string') return /\d{4}-\d\d-\d\dT/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(timesIn);
}
