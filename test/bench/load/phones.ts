import { forked, Remote } from '../../support/forked.ts';
import type { Diary } from './diary.ts';
import type { Traffic } from './phone.ts';
import type { Guessed, Guessing, PhonesCalls, Seen } from './phones-main.ts';

/** A crowd is on other machines: here it takes what the server leaves. */
const NICENESS = 10;
/** More than a process plays without falling behind. */
const MOST_EACH = 5000;

const PREFIXES = 'ABDEFGHKSTUXYZ';

export interface Place {
  readonly room: string;
  readonly key: string;
}

/** A crowd of phones in as many processes as it takes. */
export class Phones {
  readonly #processes: readonly Remote<PhonesCalls>[];

  constructor(most: number, niceness = NICENESS) {
    const needed = Math.max(1, Math.ceil(most / MOST_EACH));
    const file = new URL('./phones-main.ts', import.meta.url);
    this.#processes = Array.from(
      { length: needed },
      (_, k) => new Remote<PhonesCalls>(forked(file, { prefix: PREFIXES[k] ?? '' }, niceness)),
    );
  }

  async join(port: number, places: readonly Place[], count: number, real = false): Promise<void> {
    await this.#each((one, k) => {
      const mine = placesOf(places, k, this.#processes.length);
      // As many phones as its rooms have room for, which is not the same for all.
      const share = mine === places ? this.#share(count, k) : (count * mine.length) / places.length;
      return one.call('join', port, mine, share, real);
    });
  }

  async connect(port: number, kind: 'tcp' | 'ws', count: number): Promise<void> {
    await this.#each((one, k) => one.call('connect', port, kind, this.#share(count, k)));
  }

  async guess(order: Guessing): Promise<Guessed> {
    return together(await this.#each((one) => one.call('guess', order)));
  }

  async returnAll(withinMs: number): Promise<Guessed> {
    return together(await this.#each((one) => one.call('returnAll', withinMs)));
  }

  async expect(event: string): Promise<void> {
    await this.#each((one) => one.call('expect', event));
  }

  async expectBare(event: 'frame' | 'bytes', each: number): Promise<void> {
    await this.#each((one) => one.call('expectBare', event, each));
  }

  /** When the last of them had what was expected. */
  async seen(patienceMs = 20_000): Promise<number> {
    const all: readonly Seen[] = await this.#each((one) => one.call('seen', patienceMs));
    const sum = (of: 'missing' | 'cut') => all.reduce((total, one) => total + one[of], 0);
    if (sum('missing') > 0) {
      throw new Error(`${sum('missing')} phones have not seen what was sent, ${sum('cut')} are cut off`);
    }
    return Math.max(...all.map(({ lastAt }) => lastAt));
  }

  async takeDiaries(): Promise<readonly Diary[]> {
    return (await this.#each((one) => one.call('takeDiaries'))).flat();
  }

  async traffic(): Promise<Traffic> {
    const all = await this.#each((one) => one.call('traffic'));
    const sum = (of: keyof Traffic) => all.reduce((total, one) => total + one[of], 0);
    return { received: sum('received'), sent: sum('sent'), frames: sum('frames') };
  }

  async loopDelayMs(): Promise<number> {
    return Math.max(...(await this.#each((one) => one.call('loopDelay'))));
  }

  async end(): Promise<void> {
    await this.#each((one) => one.end());
  }

  #share(count: number, k: number): number {
    const { length } = this.#processes;
    return Math.floor(((k + 1) * count) / length) - Math.floor((k * count) / length);
  }

  #each<T>(work: (one: Remote<PhonesCalls>, k: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#processes.map(work));
  }
}

/** Many rooms are shared out, each with all its seats; one is for all. */
function placesOf(places: readonly Place[], k: number, processes: number): readonly Place[] {
  return places.length < processes ? places : places.filter((_, at) => at % processes === k);
}

function together(all: readonly Guessed[]): Guessed {
  const lost: Record<string, number> = {};
  for (const one of all) {
    for (const [code, count] of Object.entries(one.lost)) lost[code] = (lost[code] ?? 0) + count;
  }
  return {
    answersMs: all.flatMap(({ answersMs }) => answersMs),
    lost,
    loopDelayMs: Math.max(...all.map(({ loopDelayMs }) => loopDelayMs)),
  };
}
