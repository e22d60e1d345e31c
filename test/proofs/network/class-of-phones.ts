import { setTimeout as sleep } from 'node:timers/promises';
import type { YouView } from '../../../shared/views/wire.ts';
import { type ScriptedRoom, scriptRoom } from '../../browser/scripted-class.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { interrupts, type Kind, newNetwork } from './interruptions.ts';
import { type Client, Phone } from './phone.ts';

export interface Outcome {
  readonly kind: Kind;
  readonly phones: number;
  /** From the network's return to the acknowledged estimate, one per interruption that was survived. */
  readonly resumeMs: readonly number[];
  /** From the resumed seat to the server's letting go of the dead line, where there is one. */
  readonly supersedeMs: readonly number[];
  readonly faults: readonly string[];
}

export interface ClassParts {
  readonly kind: Kind;
  readonly phones: number;
  readonly turns: number;
  readonly client: Client;
  readonly server: ServerProcess;
  /** How long a phone may take before it counts as lost. */
  readonly patienceMs: number;
}

/** Two sliders' releases in a row are sent half a second apart. */
const restMs = 700;
const joinMs = 10_000;
const spreadMs = 1500;

/** One room whose phones are all interrupted in the same way, again and again, in the middle of a round. */
export async function interruptClass(parts: ClassParts): Promise<Outcome> {
  const { kind, phones: size, turns, server } = parts;
  const settings = { drawSize: 20, rounds: 2, guessSeconds: null, autoClose: false } as const;
  const room = await scriptRoom({ address: server.url }, settings);
  const faults: string[] = [];
  const resumeMs: number[] = [];
  const supersedeMs: number[] = [];
  let phones = await seatPhones(parts, room.opened.code);
  await room.host.send('start');
  await allOf(phones, (phone) => phone.until(({ view }) => view.value?.phase === 'guessing', joinMs));
  await placeAll(phones, (i) => 300 + i, parts.patienceMs);
  await room.host.send('close');
  await allOf(phones, (phone) => phone.until(({ you }) => you.value?.score?.round === 1, joinMs));
  await room.host.send('next');
  await allOf(phones, (phone) => phone.until(({ view }) => view.value?.round === 2, joinMs));
  await placeAll(phones, (i) => 400 + i, parts.patienceMs);
  await sleep(restMs);

  for (let turn = 0; turn < turns; turn += 1) {
    const wanted = (i: number) => 500 + ((turn * size + i) % 400);
    const before = phones.map(({ game }) => ({ me: game.me.value, score: game.you.value?.score }));
    const restart = kind === 'server restart' ? restartServer(server, phones, wanted) : undefined;
    phones = await allOf(phones, async (phone, i) => {
      const interruption = await interrupt(kind, phone, wanted(i), turn, restart);
      const { phone: now, backAt, fault } = interruption;
      if (fault !== undefined) faults.push(`${phone.name}: ${fault}`);
      const receivedAt = await now.received(wanted(i), parts.patienceMs);
      if (receivedAt === undefined) faults.push(`${phone.name}: not back within ${parts.patienceMs} ms`);
      else resumeMs.push(receivedAt - backAt);
      if (kind === 'half-open' || kind === 'sleep' || kind === 'refresh') {
        const freed = await now.until(() => now.network.halfOpen() === 0, parts.patienceMs);
        if (freed === undefined) faults.push(`${phone.name}: its dead line was kept`);
        else supersedeMs.push(freed - (receivedAt ?? backAt));
      }
      const other = differences(before[i], now);
      if (other !== null) faults.push(`${phone.name}: ${other}`);
      now.network.upgrades('pass');
      return now;
    });
    await sleep(restMs);
  }

  faults.push(...(await settle(room, phones, turns)));
  await allOf(phones, (phone) => phone.close());
  room.close();
  return { kind, phones: size, resumeMs, supersedeMs, faults };
}

async function interrupt(
  kind: Kind,
  phone: Phone,
  tenths: number,
  turn: number,
  restart: Promise<number> | undefined,
) {
  if (kind === 'server restart') return { phone, backAt: (await restart) ?? 0, fault: undefined };
  // Not all in the same moment: a machine that is busy with others would be measured.
  await sleep(Math.random() * spreadMs);
  return { fault: undefined, ...(await interrupts[kind](phone, tenths, turn)) };
}

/** Power cut and start anew; resolves with the moment it listens again. */
async function restartServer(
  server: ServerProcess,
  phones: readonly Phone[],
  wanted: (i: number) => number,
): Promise<number> {
  await server.end('SIGKILL');
  for (const [i, phone] of phones.entries()) phone.setShare(wanted(i));
  await server.start();
  return performance.now();
}

async function seatPhones({ client, server, phones, patienceMs }: ClassParts, code: string) {
  const seated = await Promise.all(
    Array.from({ length: phones }, async (_, i) => {
      const place = { client, code, serverPort: server.port };
      const phone = new Phone(`p${i}`, place, await newNetwork(server.port, i));
      phone.openPage();
      return phone;
    }),
  );
  for (const phone of seated) {
    const at = await phone.until(({ you }) => you.value !== null, joinMs + patienceMs);
    if (at === undefined) throw new Error(`${phone.name} did not come in: ${phone.game.line.link.value}`);
  }
  return seated;
}

async function placeAll(phones: readonly Phone[], tenths: (i: number) => number, patienceMs: number) {
  await allOf(phones, async (phone, i) => {
    phone.setShare(tenths(i));
    if ((await phone.received(tenths(i), patienceMs)) === undefined) {
      throw new Error(`${phone.name} could not place its estimate: ${phone.game.placing.value}`);
    }
  });
}

/** Same seat, same score. */
function differences(
  before: { me: Phone['game']['me']['value']; score: YouView['score'] | undefined } | undefined,
  phone: Phone,
): string | null {
  const { me, you } = phone.game;
  if (before?.me?.playerId !== me.value?.playerId) return 'another seat';
  if (JSON.stringify(before?.score) !== JSON.stringify(you.value?.score)) return 'another score';
  return null;
}

/** The round is closed: everybody is scored by what was placed last, and nobody sits twice. */
async function settle(room: ScriptedRoom, phones: readonly Phone[], turns: number): Promise<string[]> {
  const faults: string[] = [];
  await room.host.send('close');
  await room.until((view) => view.phase === 'results' && view.round === 2);
  const { seats } = room.view();
  if (seats.length !== phones.length) faults.push(`${seats.length} seats of ${phones.length} phones`);
  await allOf(phones, async (phone, i) => {
    const scored = await phone.until(({ you }) => you.value?.score?.round === 2, joinMs);
    const share = 500 + (((turns - 1) * phones.length + i) % 400);
    const counted = phone.game.you.value?.estimate[0] ?? 0;
    if (scored === undefined) faults.push(`${phone.name}: no score`);
    else if (Math.abs(counted * 1000 - share) > 1e-6) faults.push(`${phone.name}: scored by ${counted}`);
  });
  return faults;
}

function allOf<T>(phones: readonly Phone[], act: (phone: Phone, i: number) => Promise<T>): Promise<T[]> {
  return Promise.all(phones.map(act));
}
