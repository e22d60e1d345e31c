import type { OpenedRoom } from '../../../shared/protocol.ts';
import { openRoom } from '../../browser/scripted-class.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { HostPage } from './host-page.ts';
import { newNetwork } from './interruptions.ts';
import { type Client, Phone } from './phone.ts';

/** What becomes of the teacher's laptop. */
export const losses = [
  'its page is opened again',
  'its network comes back as another',
  'another device takes over while it sleeps',
  'another device takes over after it was reset',
  'another device takes over after a power cut of all',
] as const;
export type Loss = (typeof losses)[number];

/** Where the lesson stands at that moment. */
const moments = ['lobby', 'guessing', 'paused', 'results', 'revealed'] as const;
type Moment = (typeof moments)[number];

export interface HostReport {
  readonly returns: readonly { readonly loss: Loss; readonly moment: Moment; readonly ms: number }[];
  readonly estimates: number;
  readonly faults: readonly string[];
}

export interface HostPlan {
  readonly losses: readonly Loss[];
  readonly phones: number;
  /** How long anything may take before it counts as failed. */
  readonly patienceMs: number;
}

/** A server that was reset by the laptop's network knows at once, and tells the class after three seconds. */
const noticedMs = 15_000;

interface Lesson {
  readonly client: Client;
  readonly serverPort: number;
  readonly opened: OpenedRoom;
  readonly laptop: HostPage;
  readonly phones: readonly Phone[];
  readonly loss: Loss;
  readonly moment: Moment;
  readonly patienceMs: number;
  readonly faults: string[];
}

/** Lessons whose teacher loses the laptop in every way and at every moment; each is played to its end by whoever is host. */
export async function hostRecovery(
  client: Client,
  server: ServerProcess,
  { losses: wanted, phones: size, patienceMs }: HostPlan,
): Promise<HostReport> {
  const faults: string[] = [];
  const pairs = wanted.flatMap((loss) => moments.map((moment) => ({ loss, moment })));
  const lessons: Lesson[] = [];
  for (const [i, pair] of pairs.entries()) {
    lessons.push(
      await open({ ...pair, client, serverPort: server.port, patienceMs, faults }, server, size, i),
    );
  }
  await Promise.all(lessons.map(bring));
  const crashed = lessons.filter(({ loss }) => loss === 'another device takes over after a power cut of all');
  const others = lessons.filter((lesson) => !crashed.includes(lesson));
  const first = await Promise.all(others.map((lesson) => loseAndGoOn(lesson)));
  // The power cut meets everybody, so it comes when the others are through.
  if (crashed.length > 0) {
    for (const { laptop } of crashed) laptop.network.freeze();
    await server.end('SIGKILL');
    await server.start();
  }
  const second = await Promise.all(crashed.map((lesson) => loseAndGoOn(lesson)));
  await Promise.all(lessons.flatMap(({ phones, laptop }) => [...phones, laptop].map((page) => page.close())));
  const returns = [...others, ...crashed].flatMap(({ loss, moment }, i) => {
    const ms = [...first, ...second][i];
    return ms === undefined ? [] : [{ loss, moment, ms }];
  });
  return { returns, estimates: lessons.length * size, faults };
}

async function open(
  parts: Pick<Lesson, 'client' | 'serverPort' | 'loss' | 'moment' | 'patienceMs' | 'faults'>,
  server: ServerProcess,
  size: number,
  seed: number,
): Promise<Lesson> {
  const settings = { drawSize: 20, rounds: 2, guessSeconds: 600, autoClose: false } as const;
  const opened = await openRoom({ address: server.url }, settings);
  const { client, serverPort } = parts;
  const laptop = await HostPage.on(client, serverPort, opened.code, seed);
  laptop.openPage(opened.hostToken);
  const phones: Phone[] = [];
  for (let i = 0; i < size; i += 1) {
    const network = await newNetwork(serverPort, 100 * seed + i);
    const phone = new Phone(`${parts.moment}-${i}`, { client, serverPort, code: opened.code }, network);
    phone.openPage();
    phones.push(phone);
  }
  return { ...parts, opened, laptop, phones };
}

const stepsTo: Readonly<Record<Moment, readonly string[]>> = {
  lobby: [],
  guessing: ['start'],
  paused: ['start', 'pause'],
  results: ['start', 'close'],
  revealed: ['start', 'close', 'reveal'],
};

const stepsOn: Readonly<Record<Moment, readonly string[]>> = {
  lobby: ['start', 'close'],
  guessing: ['close'],
  paused: ['resume', 'close'],
  results: ['next'],
  revealed: ['end'],
};

const share = (phone: number): number => 300 + 7 * phone;

/** The lesson is brought to its moment by the laptop. */
async function bring(lesson: Lesson): Promise<void> {
  const { laptop, phones, moment, patienceMs } = lesson;
  await eachPhone(lesson, 'seat', (phone) => phone.until(({ you }) => you.value !== null, patienceMs));
  for (const step of stepsTo[moment]) {
    if (step === 'close' || step === 'pause') await placeAll(lesson, share);
    await tap(lesson, laptop, step);
  }
  if (moment === 'guessing') await placeAll(lesson, share);
  const isThere = await laptop.until(({ view }) => view?.players === phones.length, patienceMs);
  if (!isThere) complain(lesson, 'the laptop did not see its class');
}

/** The laptop is lost; resolves with the time from the open page to the first tap that is acknowledged. */
async function loseAndGoOn(lesson: Lesson): Promise<number | undefined> {
  const { client, serverPort, opened, laptop, phones, loss, moment, patienceMs } = lesson;
  const seats = phones.map(({ game }) => game.me.value?.playerId);
  const isOther = loss.startsWith('another');
  const host = isOther ? await HostPage.on(client, serverPort, opened.code, 7) : laptop;
  const token = isOther ? client.makeTicket() : opened.hostToken;
  laptop.network.freeze();
  if (loss === 'another device takes over after it was reset') {
    laptop.network.cut('rst');
    await eachPhone(lesson, 'word that the teacher is away', (phone) =>
      phone.until(({ hostAway }) => hostAway.value, noticedMs),
    );
  }
  // Meanwhile the class goes on, as far as it can without the teacher.
  const isOpen = moment === 'guessing';
  if (isOpen) await placeAll(lesson, (i) => share(i) + 100);

  if (!isOther) laptop.network.abandon();
  const begun = performance.now();
  if (loss === 'its network comes back as another') laptop.device.tell('online');
  else {
    if (loss === 'its page is opened again') laptop.closePage();
    if (isOther && (await host.take(token, opened.recoveryCode, patienceMs)) === undefined) {
      complain(lesson, 'the code on paper was not taken');
    }
    host.openPage(token);
  }
  const [first = '', ...rest] = stepsOn[moment];
  const acted = await host.tap(first, patienceMs);
  const ms = performance.now() - begun;
  if (acted === undefined) complain(lesson, `${first} was not acknowledged`);

  for (const step of rest) {
    if (step === 'close' && moment === 'lobby') await placeAll(lesson, share);
    await tap(lesson, host, step);
  }
  await settle(lesson, seats, (i) => share(i) + (isOpen ? 100 : 0));
  if (isOther) {
    laptop.network.thaw();
    const gaveWay = await laptop.until(({ hasGivenWay }) => hasGivenWay, patienceMs);
    if (!gaveWay) complain(lesson, 'the laptop that came back is still the host');
    await host.close();
  }
  return acted === undefined ? undefined : ms;
}

/** Everybody has the seat, the estimate and the score of before, and knows that the teacher is there. */
async function settle(
  lesson: Lesson,
  seats: readonly (string | undefined)[],
  placed: (i: number) => number,
): Promise<void> {
  const { phones, moment, patienceMs } = lesson;
  await eachPhone(lesson, 'score', (phone) =>
    phone.until(({ you }) => you.value?.score?.round === 1 || you.value?.round === 2, patienceMs),
  );
  await eachPhone(lesson, 'word that the teacher is back', (phone) =>
    phone.until(({ hostAway }) => !hostAway.value, patienceMs),
  );
  for (const [i, phone] of phones.entries()) {
    const you = phone.game.you.value;
    if (phone.game.me.value?.playerId !== seats[i]) complain(lesson, `${phone.name} has another seat`);
    if (!((you?.score?.total ?? 0) > 0)) complain(lesson, `${phone.name} has no points`);
    const counted = (you?.estimate[0] ?? 0) * 1000;
    // A new round begins with the estimate of the one before.
    if (Math.abs(counted - placed(i)) > 1e-6) complain(lesson, `${phone.name} counts with ${counted}`);
  }
  const wanted = moment === 'revealed' ? 'ended' : moment === 'results' ? 'guessing' : 'results';
  await eachPhone(lesson, `phase ${wanted}`, (phone) =>
    phone.until(({ view }) => view.value?.phase === wanted, patienceMs),
  );
}

async function tap(lesson: Lesson, host: HostPage, step: string): Promise<void> {
  if ((await host.tap(step, lesson.patienceMs)) === undefined)
    complain(lesson, `${step} was not acknowledged`);
}

function placeAll(lesson: Lesson, of: (i: number) => number): Promise<void> {
  const { patienceMs } = lesson;
  return eachPhone(lesson, 'acknowledged estimate', async (phone, i) => {
    const isOpen = ({ view }: Phone['game']) => view.value?.phase === 'guessing';
    if ((await phone.until(isOpen, patienceMs)) === undefined) return undefined;
    phone.setShare(of(i));
    return phone.received(of(i), patienceMs);
  });
}

async function eachPhone(
  lesson: Lesson,
  what: string,
  act: (phone: Phone, i: number) => Promise<number | undefined>,
): Promise<void> {
  const done = await Promise.all(lesson.phones.map(act));
  const without = done.filter((one) => one === undefined).length;
  if (without > 0) complain(lesson, `${without} phones without ${what}`);
}

function complain({ loss, moment, faults }: Lesson, what: string): void {
  faults.push(`${loss}, ${moment}: ${what}`);
}
