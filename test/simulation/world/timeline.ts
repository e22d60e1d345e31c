import { morning } from '../../support/room.ts';

/** Whose step it is: a page, a server process, or the simulation's own hand (null). The steps of the dead do not happen. */
export interface Actor {
  readonly name: string;
  alive: boolean;
  /** A sleeping phone holds what falls due until it wakes. */
  held: (() => void)[] | null;
}

export function newActor(name: string): Actor {
  return { name, alive: true, held: null };
}

export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly actor: Actor | null;
  run: (() => void) | null;
}

/** More than any class needs in one moment; whoever does more does it for ever. */
const MOST_STEPS_A_MOMENT = 20_000;

/** One time for everything that happens: steps run one after the other, each with all the work it leaves behind. */
export class Timeline {
  now = morning;
  /** Whose step is running. */
  current: Actor | null = null;
  readonly #heap: Timer[] = [];
  readonly #onThrown: (error: unknown) => void;
  #order = 0;
  #stepsNow = 0;

  constructor(onThrown: (error: unknown) => void) {
    this.#onThrown = onThrown;
  }

  at(time: number, actor: Actor | null, run: () => void): Timer {
    const timer: Timer = { at: Math.max(time, this.now), order: this.#order++, actor, run };
    this.#push(timer);
    return timer;
  }

  in(ms: number, actor: Actor | null, run: () => void): Timer {
    return this.at(this.now + ms, actor, run);
  }

  /** Runs every step that falls due until then, or until what is waited for has come about. */
  async until(end: number, done: () => boolean = () => false): Promise<void> {
    while (!done()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > end) break;
      this.#pop();
      if (next.run === null || next.actor?.alive === false) continue;
      this.#stepsNow = next.at === this.now ? this.#stepsNow + 1 : 0;
      if (this.#stepsNow > MOST_STEPS_A_MOMENT) {
        this.#onThrown(new Error(`${next.actor?.name} works without end, and time stands still`));
        this.#heap.length = 0;
        break;
      }
      this.now = next.at;
      if (next.actor?.held) next.actor.held.push(next.run);
      else await this.#step(next.actor, next.run);
    }
    if (!done()) this.now = Math.max(this.now, end);
  }

  wake(actor: Actor): void {
    const held = actor.held ?? [];
    actor.held = null;
    for (const run of held) this.at(this.now, actor, run);
  }

  async #step(actor: Actor | null, run: () => void): Promise<void> {
    this.current = actor;
    try {
      run();
    } catch (error) {
      this.#onThrown(error);
    }
    // A turn of the real event loop: every promise and every tick that this step has set off is through.
    await new Promise(setImmediate);
    this.current = null;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let k = heap.push(timer) - 1;
    while (k > 0) {
      const parent = (k - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || before(above, timer)) break;
      heap[k] = above;
      k = parent;
    }
    heap[k] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let k = 0;
    for (;;) {
      let child = 2 * k + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, left)) child += 1;
      const least = heap[child];
      if (least === undefined || before(last, least)) break;
      heap[k] = least;
      k = child;
    }
    heap[k] = last;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
