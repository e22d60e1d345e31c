import type { Chance } from '../../support/chance.ts';
import type { Device, Page } from './device.ts';
import type { Actor, Timeline } from './timeline.ts';

/** How bad the network is; messages of a line keep their order unless they are shuffled. */
export interface Weather {
  readonly leastMs: number;
  readonly mostMs: number;
  /** Shares of single messages and acknowledgements that meet each fate. */
  readonly lost: number;
  readonly doubled: number;
  readonly shuffled: number;
}

export const fair: Weather = { leastMs: 3, mostMs: 40, lost: 0, doubled: 0, shuffled: 0 };

/** The server's end of a line. */
export interface ServerEnd {
  receive(frame: string): void;
  broken(): void;
}

export interface ServerPort {
  readonly actor: Actor;
  accept(line: Line): ServerEnd;
}

/** The page's end of a line. */
export interface PageEnd {
  opened(): void;
  receive(frame: string): void;
  closed(): void;
}

export interface NetworkWatch {
  sentUp(line: Line, frame: string): void;
  sentDown(line: Line, frame: string): void;
}

/** One TCP connection. Each end knows only what has reached it. */
export class Line {
  readonly number: number;
  readonly page: Page;
  readonly pageEnd: PageEnd;
  port: ServerPort | null = null;
  serverEnd: ServerEnd | null = null;
  pageOpen = true;
  serverOpen = false;
  /** Nothing passes any more, and nobody is told. */
  dead = false;
  welcomes = 0;
  lastUp = 0;
  lastDown = 0;
  /** What waits for the network to come back, with its place among all that was sent. */
  readonly waiting: { readonly place: number; go(): void }[] = [];

  constructor(number: number, page: Page, pageEnd: PageEnd) {
    this.number = number;
    this.page = page;
    this.pageEnd = pageEnd;
  }
}

export class Network {
  weather: Weather = fair;
  /** Messages that never arrived. */
  lost = 0;
  readonly lines = new Set<Line>();
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #watch: NetworkWatch;
  #port: ServerPort | null = null;
  #count = 0;
  #passed = 0;

  constructor(timeline: Timeline, chance: Chance, watch: NetworkWatch) {
    this.#timeline = timeline;
    this.#chance = chance;
    this.#watch = watch;
  }

  listen(port: ServerPort): void {
    this.#port = port;
  }

  connect(page: Page, pageEnd: PageEnd): Line {
    const line = new Line(++this.#count, page, pageEnd);
    this.lines.add(line);
    this.#pass(line, 'up', () => this.#arrive(line));
    return line;
  }

  sendUp(line: Line, frame: string): void {
    if (!line.pageOpen) return;
    this.#watch.sentUp(line, frame);
    this.#carry(line, 'up', frame, () => {
      if (line.serverOpen) line.serverEnd?.receive(frame);
    });
  }

  sendDown(line: Line, frame: string): void {
    if (!line.serverOpen) return;
    this.#watch.sentDown(line, frame);
    if (frame.startsWith('42/player,["welcome"')) line.welcomes += 1;
    const { welcomes } = line;
    this.#carry(line, 'down', frame, () => {
      // No detour leads into the next lesson, which counts anew.
      const isPast = welcomes < line.welcomes && frame.startsWith('42/player,["view"');
      if (line.pageOpen && !isPast) line.pageEnd.receive(frame);
    });
  }

  /** A request beside the lines: answered, refused, or never heard of again. */
  ask(page: Page, onAnswer: (isThere: boolean) => void): void {
    if (!page.device.online) return;
    const { leastMs, mostMs } = this.weather;
    this.#timeline.in(2 * leastMs + mostMs * this.#chance(), page, () => {
      if (page.device.online) onAnswer(this.#port !== null);
    });
  }

  closeFromPage(line: Line): void {
    if (!line.pageOpen) return;
    line.pageOpen = false;
    this.#pass(line, 'up', () => this.#breakServer(line));
  }

  closeFromServer(line: Line): void {
    if (!line.serverOpen) return;
    line.serverOpen = false;
    this.#pass(line, 'down', () => this.#breakPage(line));
  }

  /** The process has ended; its system says so to the other side, unless the power is gone with it. */
  processEnded(actor: Actor, powerCut: boolean): void {
    if (this.#port?.actor === actor) this.#port = null;
    for (const line of this.lines) {
      if (line.port?.actor !== actor) continue;
      if (powerCut) line.dead = true;
      this.closeFromServer(line);
      line.serverOpen = false;
    }
  }

  /** The page is gone with everything in it. */
  pageClosed(page: Page): void {
    for (const line of this.lines) if (line.page === page) this.closeFromPage(line);
  }

  /** Between phone and server nothing passes any more on the lines that are open now. */
  strand(page: Page): void {
    for (const line of this.lines) if (line.page === page) line.dead = true;
  }

  cut(page: Page): void {
    for (const line of this.lines) {
      if (line.page !== page) continue;
      this.#pass(line, 'down', () => this.#breakPage(line));
      this.#pass(line, 'up', () => this.#breakServer(line));
    }
  }

  setOnline(device: Device, online: boolean): void {
    if (device.online === online) return;
    device.online = online;
    if (!online) return;
    for (const line of this.lines) {
      if (line.page.device !== device) continue;
      // What was under way and comes to a halt later was sent earlier.
      for (const { go } of line.waiting.splice(0).sort((a, b) => a.place - b.place)) go();
    }
  }

  #arrive(line: Line): void {
    const port = this.#port;
    if (port === null || !port.actor.alive) {
      this.#pass(line, 'down', () => this.#breakPage(line));
      return;
    }
    if (!line.pageOpen) return;
    line.port = port;
    line.serverOpen = true;
    this.#pass(line, 'down', () => {
      if (line.pageOpen) line.pageEnd.opened();
    });
    line.serverEnd = port.accept(line);
  }

  #breakPage(line: Line): void {
    if (!line.pageOpen) return;
    line.pageOpen = false;
    this.lines.delete(line);
    line.pageEnd.closed();
  }

  #breakServer(line: Line): void {
    if (!line.serverOpen) {
      this.lines.delete(line);
      return;
    }
    line.serverOpen = false;
    if (!line.pageOpen) this.lines.delete(line);
    line.serverEnd?.broken();
  }

  /** Only what a page or a server would send again, or has a number, may meet more than TCP lets happen. */
  #carry(line: Line, way: 'up' | 'down', frame: string, deliver: () => void): void {
    const { lost, doubled, shuffled } = this.weather;
    const isAnswer = frame.startsWith('43');
    const isView = way === 'down' && frame.startsWith('42/player,["view"');
    const isAsked = way === 'up' && frame.startsWith('42');
    if ((isAnswer || isAsked) && this.#chance() < lost) {
      this.lost += 1;
      return;
    }
    if ((isAnswer || isAsked || isView) && this.#chance() < shuffled) {
      this.#pass(line, way, deliver, 9000 * this.#chance() ** 3);
    } else this.#pass(line, way, deliver);
    if ((isAnswer || isAsked || isView) && this.#chance() < doubled) {
      this.#pass(line, way, deliver, 9000 * this.#chance() ** 2);
    }
  }

  #pass(line: Line, way: 'up' | 'down', deliver: () => void, detourMs = -1): void {
    if (line.dead) {
      this.lost += 1;
      return;
    }
    const place = ++this.#passed;
    if (!line.page.device.online) {
      line.waiting.push({ place, go: () => this.#pass(line, way, deliver, detourMs) });
      return;
    }
    const { leastMs, mostMs } = this.weather;
    let at = this.#timeline.now + leastMs + (mostMs - leastMs) * this.#chance() ** 2;
    // A detour takes longer, but nothing arrives before what was sent before it.
    if (detourMs >= 0) at = Math.max(at + detourMs, way === 'up' ? line.lastUp : line.lastDown);
    else if (way === 'up') at = line.lastUp = Math.max(at, line.lastUp + 0.01);
    else at = line.lastDown = Math.max(at, line.lastDown + 0.01);
    const actor = way === 'down' ? line.page : (line.port?.actor ?? null);
    this.#timeline.at(at, actor, () => {
      // What was under way when the network went must wait as well; what is stranded never comes.
      if (line.dead) this.lost += 1;
      else if (line.page.device.online) deliver();
      else line.waiting.push({ place, go: () => this.#pass(line, way, deliver) });
    });
  }
}
