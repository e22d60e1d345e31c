// Phones in a process of their own, played as the bench asks; see Phones for what they can do.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lean } from '../../../shared/views/lean.ts';
import type { YouView } from '../../../shared/views/wire.ts';
import { serveCalls } from '../../support/forked.ts';
import { WebSocketWire } from '../../support/raw-wire.ts';
import { type Diary, emptyDiary, writeScore } from './diary.ts';
import { dueAt, type Pattern } from './patterns.ts';
import {
  type Joining,
  LeanPhone,
  machineMs,
  type Phone,
  RealPhone,
  type Seat,
  type Traffic,
} from './phone.ts';
import { shareOf } from './shares.ts';

interface Place {
  readonly room: string;
  readonly key: string;
}

interface Seated {
  readonly seat: Seat;
  readonly port: number;
  phone: Phone;
  diary: Diary;
  turns: number;
}

export interface Guessing {
  readonly round: number;
  readonly pattern: Pattern;
  readonly withinMs: number;
  /** By the machine's clock. */
  readonly startAt: number;
  /** How many times each phone speaks. */
  readonly times?: number;
}

export interface Guessed {
  readonly answersMs: readonly number[];
  /** Answers that were no, and none at all, by their reason. */
  readonly lost: Readonly<Record<string, number>>;
  readonly loopDelayMs: number;
}

export interface Seen {
  /** Phones that have not seen what was waited for. */
  readonly missing: number;
  /** Phones whose line was cut. */
  readonly cut: number;
  /** By the machine's clock. */
  readonly lastAt: number;
}

/** Apart from those of the other processes. */
const order: { readonly prefix: string } = JSON.parse(process.argv[2] ?? '');

/** The phones of another process think otherwise. */
const FIRST = 100_000 * order.prefix.charCodeAt(0);
const AT_ONCE = 50;
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

const seated: Seated[] = [];
/** Plain connections. */
let bare = 0;
let named = 0;
let said = 0;
let awaited = { event: '', needed: 0, count: 0, lastAt: 0, done: () => {} };

function loopDelayMs(): number {
  const ms = delay.percentile(99) / 1e6;
  delay.reset();
  return ms;
}

function hear(event: string, much = 1): void {
  if (event !== awaited.event) return;
  awaited.count += much;
  if (awaited.count < awaited.needed) return;
  awaited.lastAt = machineMs();
  awaited.done();
}

/** As the page does it: whoever is told to wait asks again on the same line. */
async function sitDown(port: number, seat: Seat, real: boolean): Promise<Extract<Joining, { phone: Phone }>> {
  const lean = real ? undefined : await LeanPhone.open(port);
  for (;;) {
    const outcome: Joining =
      lean !== undefined
        ? await lean.join(seat)
        : await new Promise((resolve) => new RealPhone(port, seat, resolve));
    if ('phone' in outcome) return outcome;
    if ('refused' in outcome) throw new Error(`${seat.name} was not let in: ${outcome.refused}`);
    await sleep(outcome.waitMs);
  }
}

/** Letters only: too many digits look like a telephone number. */
const letters = 'abdefghkstuxyz';

function nameOf(k: number): string {
  let name = '';
  for (let rest = k; name.length < 5; rest = Math.floor(rest / letters.length)) {
    name += letters[rest % letters.length];
  }
  return `${order.prefix}${name}`;
}

/** So many at once, each further one when another is through. */
async function inTurn<T>(items: readonly T[], work: (item: T, k: number) => Promise<void>): Promise<void> {
  let next = 0;
  const line = async () => {
    for (let k = next++; k < items.length; k = next++) await work(items[k] as T, k);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

function takeUp(one: Seated): void {
  one.phone.heard = (event, says) => {
    if (event === 'you') writeScore(one.diary, says() as Lean<YouView>);
    hear(event);
  };
}

async function guessOnce(
  one: Seated,
  k: number,
  { round, pattern, withinMs, startAt }: Guessing,
): Promise<Ack> {
  await sleep(Math.max(0, startAt + dueAt(pattern, k / seated.length) * withinMs - machineMs()));
  said += 1;
  one.turns += 1;
  const share = shareOf(FIRST + k, one.turns);
  const estimate = { p: [share, Math.round(1000 * (1 - share)) / 1000] };
  const asked = machineMs();
  const { code, seq = 0 } = await one.phone.guess({ opId: `g${said}`, round, estimate, done: false });
  const ms = machineMs() - asked;
  if (code === 'ok') one.diary.acknowledged.push(round, share, seq);
  return { code, ms };
}

interface Ack {
  readonly code: string;
  readonly ms: number;
}

const calls = {
  /** New seats, shared among the rooms in turn; they come as fast as the server lets them. */
  async join(port: number, places: readonly Place[], count: number, real = false): Promise<void> {
    const wanted = Array.from({ length: count }, (_, k): Seat => {
      const place = places[k % places.length];
      if (place === undefined) throw new Error('no room to join');
      named += 1;
      return { ...place, name: nameOf(named), ticket: randomBytes(32).toString('base64url') };
    });
    await inTurn(wanted, async (seat) => {
      const { phone, playerId } = await sitDown(port, seat, real);
      const one = { seat, port, phone, diary: emptyDiary(playerId), turns: 0 };
      takeUp(one);
      seated.push(one);
    });
  },

  /** All lines are cut, and every phone comes back to its seat within so many milliseconds. */
  async returnAll(withinMs: number): Promise<Guessed> {
    loopDelayMs();
    for (const { phone } of seated) phone.close();
    await sleep(500);
    const begun = machineMs();
    const answersMs: number[] = [];
    const back = async (one: Seated, k: number) => {
      await sleep(Math.max(0, begun + (withinMs * k) / seated.length - machineMs()));
      const asked = machineMs();
      one.phone = (await sitDown(one.port, one.seat, false)).phone;
      takeUp(one);
      answersMs.push(machineMs() - asked);
    };
    await Promise.all(seated.map(back));
    return { answersMs, lost: {}, loopDelayMs: loopDelayMs() };
  },

  async guess(order: Guessing): Promise<Guessed> {
    loopDelayMs();
    const all = seated.map(async (one, k) => {
      const acks: Ack[] = [];
      for (let n = 0; n < (order.times ?? 1); n += 1) {
        acks.push(await guessOnce(one, k, { ...order, startAt: order.startAt + n * order.withinMs }));
      }
      return acks;
    });
    const answersMs: number[] = [];
    const lost: Record<string, number> = {};
    for (const { code, ms } of (await Promise.all(all)).flat()) {
      if (code === 'ok') answersMs.push(ms);
      else lost[code] = (lost[code] ?? 0) + 1;
    }
    return { answersMs, lost, loopDelayMs: loopDelayMs() };
  },

  /** From now on this event is counted, once for each phone. */
  expect(event: string): void {
    loopDelayMs();
    awaited = { event, needed: seated.length, count: 0, lastAt: 0, done: () => {} };
  },

  async seen(patienceMs: number): Promise<Seen> {
    const { needed } = awaited;
    if (awaited.count < needed) {
      await Promise.race([
        new Promise<void>((resolve) => {
          awaited.done = resolve;
        }),
        sleep(patienceMs),
      ]);
    }
    const cut = seated.filter(({ phone }) => phone.isCut).length;
    return { missing: Math.max(0, needed - awaited.count), cut, lastAt: awaited.lastAt };
  },

  /** What every phone has been promised and told since it came, or was last asked. */
  takeDiaries(): readonly Diary[] {
    return seated.map((one) => {
      const { diary } = one;
      one.diary = emptyDiary(diary.playerId);
      return diary;
    });
  },

  traffic(): Traffic {
    const total = { received: 0, sent: 0, frames: 0 };
    for (const { phone } of seated) {
      const { received, sent, frames } = phone.traffic;
      total.received += received;
      total.sent += sent;
      total.frames += frames;
    }
    return total;
  },

  /** Plain connections to a floor, that only count. */
  async connect(port: number, kind: 'tcp' | 'ws', count: number): Promise<void> {
    await inTurn(Array.from({ length: count }), async () => {
      if (kind === 'tcp') {
        const socket = connect({ port, host: '127.0.0.1', noDelay: true });
        await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
        socket.on('data', (chunk) => hear('bytes', chunk.length));
        bare += 1;
        return;
      }
      const wire = await WebSocketWire.open(port);
      wire.hear = () => hear('frame');
      bare += 1;
    });
  },

  /** As `expect`, for plain connections: a frame each, or so many bytes in all. */
  expectBare(event: 'frame' | 'bytes', each: number): void {
    awaited = { event, needed: bare * each, count: 0, lastAt: 0, done: () => {} };
  },

  loopDelay: loopDelayMs,
};

export type PhonesCalls = typeof calls;

serveCalls(calls);
