import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresStore } from '../../../server/store/postgres.ts';
import type { RecordedEvent } from '../../../shared/room/events.ts';
import { fold } from '../../../shared/room/evolve.ts';
import { openRoom } from '../../browser/scripted-class.ts';
import { newNetwork } from '../network/interruptions.ts';
import { type Client, Phone } from '../network/phone.ts';
import type { Cluster } from './cluster.ts';
import { type SteadyHost, steadyHost } from './steady-host.ts';

export interface SpreadReport {
  readonly phones: number;
  readonly servers: number;
  readonly acknowledged: number;
  readonly lost: number;
  /** The longest that a phone waited for an acknowledgement after the accident, of every phone that was heard again. */
  readonly waitedMs: Readonly<Record<Accident, readonly number[]>>;
  readonly replays: number;
  readonly faults: readonly string[];
}

export type Accident = 'killed' | 'drained' | 'database restarted';

/** Where an acknowledgement said that something stands in the log. */
interface Receipt {
  readonly name: string;
  readonly seq: number;
  readonly head: string | null;
}

const patienceMs = 20_000;
/** Two estimates a second are what a phone may send. */
const restMs = 600;
const calmMs = 1500;
const stormMs = 4000;

/** One lesson of one room whose phones are at three servers, with an accident in the middle of each round but the first. */
export async function spreadLesson(client: Client, cluster: Cluster, size: number): Promise<SpreadReport> {
  const lesson = new SpreadLesson(client, cluster);
  try {
    return await lesson.play(size);
  } finally {
    await lesson.leave();
  }
}

class SpreadLesson {
  readonly #client: Client;
  readonly #cluster: Cluster;
  readonly #phones: Phone[] = [];
  readonly #receipts: Receipt[] = [];
  /** The newest estimate that each phone was told to be received. */
  readonly #received = new Map<string, number>();
  readonly #faults: string[] = [];
  readonly #waitedMs: Record<Accident, number[]> = { killed: [], drained: [], 'database restarted': [] };
  #host: SteadyHost | undefined;

  constructor(client: Client, cluster: Cluster) {
    this.#client = client;
    this.#cluster = cluster;
  }

  async play(size: number): Promise<SpreadReport> {
    const { nginx, servers, postgres } = this.#cluster;
    const settings = { drawSize: 20, rounds: 4, guessSeconds: 600, autoClose: false } as const;
    const opened = await openRoom({ address: nginx.url }, settings);
    const host = steadyHost(nginx.url, opened);
    this.#host = host;
    await this.#seat(size, opened.code);
    const used = await this.#serversUsed(opened.replayId);
    if (used !== 3) this.#faults.push(`the phones were at ${used} of three servers`);

    await this.#round(host, 1, 'start');
    await this.#round(host, 2, 'next', 'killed', async () => {
      await servers[0].end('SIGKILL');
    });
    await servers[0].start();
    await this.#round(host, 3, 'next', 'drained', async () => {
      await servers[1].end('SIGTERM');
    });
    await servers[1].start();
    await this.#round(host, 4, 'next', 'database restarted', async () => {
      await postgres.stop();
      await postgres.start();
    });
    await host.say('reveal');
    await host.until(({ phase }) => phase === 'revealed');
    await host.say('end');

    const log = await this.#log(opened.replayId);
    const lost = this.#missing(log);
    const replays = await this.#replays(opened.replayId);
    this.#faults.push(...deadlinesMoved(log));
    if (replays !== 1) this.#faults.push(`the servers show ${replays} different replays`);
    return {
      ...{ phones: size, servers: used, acknowledged: this.#receipts.length, lost: lost.length, replays },
      waitedMs: this.#waitedMs,
      faults: [...this.#faults, ...lost.slice(0, 5)],
    };
  }

  async #seat(size: number, code: string): Promise<void> {
    const { nginx } = this.#cluster;
    for (let i = 0; i < size; i += 1) {
      const place = { client: this.#client, code, serverPort: nginx.port };
      const network = await newNetwork(nginx.port, i);
      // One in four sits where no WebSocket passes.
      if (i % 4 === 3) network.upgrades('forbid');
      const phone = new Phone(`p${i}`, place, network);
      phone.openPage();
      phone.game.line.answer.subscribe((answer) => {
        if (!answer?.ok || answer.seq === undefined) return;
        this.#receipts.push({ name: phone.name, seq: answer.seq, head: answer.head ?? null });
      });
      this.#phones.push(phone);
    }
    await this.#all(async (phone) => {
      const at = await phone.until(({ you }) => you.value !== null, patienceMs);
      if (at === undefined) throw new Error(`${phone.name} did not come in: ${phone.game.line.link.value}`);
    });
  }

  /** Everybody moves the slider again and again, also while something breaks, until all were heard after it. */
  async #round(
    host: SteadyHost,
    round: number,
    begin: 'start' | 'next',
    accident?: Accident,
    happen = async () => {},
  ): Promise<void> {
    await host.say(begin);
    await this.#all((phone) => phone.until(({ view }) => view.value?.round === round, patienceMs));
    await host.say('skip');
    await sleep(700);
    let happenedAt = Number.POSITIVE_INFINITY;
    const endsAt = performance.now() + (accident === undefined ? calmMs : calmMs + stormMs);
    const storm = sleep(calmMs).then(async () => {
      if (accident === undefined) return;
      happenedAt = performance.now();
      await happen();
    });
    await this.#all(async (phone, i) => {
      // Not all at once, so that an accident always finds some of them waiting for an answer.
      await sleep((restMs * i) / this.#phones.length);
      let isBack = accident === undefined;
      let longest = 0;
      for (let turn = 0; !isBack || performance.now() < endsAt; turn += 1) {
        const tenths = 100 + ((i * 37 + round * 101 + turn * 13) % 800);
        const sentAt = performance.now();
        phone.setShare(tenths);
        const at = await phone.received(tenths, patienceMs);
        if (at === undefined) {
          this.#faults.push(
            `${phone.name}: no acknowledgement in round ${round}: ${phone.game.placing.value}`,
          );
          return;
        }
        this.#received.set(phone.name, tenths);
        if (at > happenedAt) longest = Math.max(longest, at - Math.max(happenedAt, sentAt));
        isBack ||= at > happenedAt + calmMs;
        await sleep(restMs);
      }
      if (accident !== undefined) this.#waitedMs[accident].push(longest);
    });
    await storm;
    await host.say('close');
    await this.#all(async (phone) => {
      const at = await phone.until(({ you }) => you.value?.score?.round === round, patienceMs);
      const last = this.#received.get(phone.name);
      const counted = Math.round((phone.game.you.value?.estimate[0] ?? 0) * 1000);
      if (at === undefined) this.#faults.push(`${phone.name}: no score in round ${round}`);
      else if (counted !== last) {
        this.#faults.push(`${phone.name}: scored by ${counted} in round ${round}, told ${last}`);
      }
    });
  }

  async #log(replayId: string): Promise<readonly RecordedEvent[]> {
    const store = createPostgresStore(this.#cluster.databaseUrl, 'reader');
    await store.open();
    try {
      return await store.read(replayId);
    } finally {
      await store.close();
    }
  }

  async #serversUsed(replayId: string): Promise<number> {
    const { seats } = fold(await this.#log(replayId));
    const lines = [...seats.values()].flatMap(({ connection }) => connection ?? []);
    return new Set(lines.map((line) => line.split('.')[0])).size;
  }

  /** What was acknowledged and is not in the log. */
  #missing(log: readonly RecordedEvent[]): readonly string[] {
    return this.#receipts
      .filter(({ seq, head }) => log[seq - 1]?.head !== head)
      .map(({ name, seq }) => `${name} was told of event ${seq}, which is not in the log`);
  }

  /** How many there are when each server has heard the last word of the lesson. */
  async #replays(replayId: string): Promise<number> {
    const end = performance.now() + patienceMs;
    for (;;) {
      const { faults, different } = await this.#replaysNow(replayId);
      if ((faults.length === 0 && different === 1) || performance.now() > end) {
        this.#faults.push(...faults);
        return different;
      }
      await sleep(100);
    }
  }

  async #replaysNow(replayId: string) {
    const bodies = new Set<string>();
    const faults: string[] = [];
    for (const { url } of this.#cluster.servers) {
      for (const part of ['', '/log']) {
        const response = await fetch(`${url}/api/replays/${replayId}${part}`);
        if (!response.ok) faults.push(`a replay is answered with ${response.status}`);
        bodies.add(part + (await response.text()));
      }
    }
    return { faults, different: bodies.size / 2 };
  }

  #all<T>(act: (phone: Phone, i: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#phones.map(act));
  }

  async leave(): Promise<void> {
    this.#host?.close();
    await this.#all((phone) => phone.close());
  }
}

/** There was always a server: nobody's time was to be given back. */
function deadlinesMoved(log: readonly RecordedEvent[]): readonly string[] {
  const moved = log.filter(({ event }) => event.type === 'DeadlineMoved').length;
  return moved === 0 ? [] : [`${moved} deadlines were moved although a server was always there`];
}
