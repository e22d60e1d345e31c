import { createHash, type Hash } from 'node:crypto';
import type { Invariant } from './invariants.ts';
import { Secrecy } from './secrecy.ts';
import type { Page } from './world/device.ts';
import type { Disk } from './world/disk.ts';
import type { Line, NetworkWatch } from './world/network.ts';
import type { Timeline } from './world/timeline.ts';

/** One operation as a page asked for it, and everything that was ever answered to it. */
export interface Op {
  readonly id: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly page: Page;
  readonly namespace: string;
  readonly askedAt: number;
  /** Times the server answered yes, and what it said. */
  readonly oks: { readonly at: number; readonly seq: number | null; readonly head: string | null }[];
  readonly refusals: { readonly at: number; readonly code: string }[];
}

interface Shown {
  readonly seq: number;
  readonly log: string;
}

const asked = /^42(\/\w+),(\d+)(\[.*)$/s;
const answered = /^43(\/\w+),(\d+)(\[.*)$/s;
const told = /^42\/\w+,\["(\w+)"/;
const countKeys = 'answered,done,players,round';

/** Sees every frame when it is sent, and what every page shows; complains at once about what must never be seen. */
export class Witness implements NetworkWatch {
  readonly ops = new Map<string, Op>();
  readonly violations: { readonly invariant: Invariant; readonly what: string }[] = [];
  acknowledged = 0;
  readonly secrecy = new Secrecy((invariant, what) => this.break(invariant, what));
  /** Seat of each line that was welcomed. */
  readonly seatOf = new Map<Line, string>();
  readonly removedSeats = new Set<string>();
  disk: Disk | null = null;
  timeline: Timeline | null = null;
  onTrace: ((line: string) => void) | null = null;
  readonly #asking = new Map<string, Op>();
  readonly #shown = new Map<Page, Shown>();
  /** The log each page was last welcomed to. */
  readonly #lesson = new Map<Page, string>();
  readonly #logOf = new Map<string, string>();
  readonly #read = new Map<string, number>();
  readonly #hash: Hash = createHash('sha256');
  /** What has happened and is not hashed yet. */
  #traced = '';

  break(invariant: Invariant, what: string): void {
    if (this.violations.length < 20) this.violations.push({ invariant, what });
    this.trace(`!!! ${invariant}: ${what}`);
  }

  trace(text: string): void {
    if (this.onTrace === null) return;
    const ms = ((this.timeline?.now ?? 0) % 1e7).toFixed(1);
    this.onTrace(`${ms.padStart(9)} ${text.slice(0, 200)}`);
  }

  digest(): string {
    return this.#hash.update(this.#traced).digest('hex').slice(0, 16);
  }

  note(text: string): void {
    this.#remember(text);
    this.trace(text);
  }

  sentUp(line: Line, frame: string): void {
    this.#remember(`${line.number}<${this.timeline?.now}${frame}`);
    if (this.onTrace !== null && frame.length > 1) this.trace(`${line.page.name} → ${frame.slice(0, 160)}`);
    this.secrecy.learnKey(line, frame);
    const parts = asked.exec(frame);
    if (parts === null) return;
    const [, namespace = '', ack = '', body = ''] = parts;
    const [event, payload] = JSON.parse(body) as [string, Record<string, unknown>];
    const id = payload.opId;
    if (typeof id !== 'string') return;
    const known = this.ops.get(id);
    const op: Op = known ?? {
      ...{ id, event, payload, page: line.page, namespace },
      ...{ askedAt: this.timeline?.now ?? 0, oks: [], refusals: [] },
    };
    this.ops.set(id, op);
    this.#asking.set(`${line.number}/${ack}`, op);
    const seat = this.seatOf.get(line);
    if (event === 'bet' && seat !== undefined) this.secrecy.learnBand(seat, payload.band);
  }

  sentDown(line: Line, frame: string): void {
    this.#remember(`${line.number}>${this.timeline?.now}${frame}`);
    if (this.onTrace !== null && frame.length > 1) this.trace(`${line.page.name} ← ${frame.slice(0, 160)}`);
    if (frame.startsWith('42/player,["welcome"')) {
      this.seatOf.set(line, /"playerId":"([^"]+)"/.exec(frame)?.[1] ?? '');
    }
    this.#readLogs();
    this.secrecy.search(line, this.seatOf.get(line), frame);
    const parts = answered.exec(frame);
    if (parts !== null) this.#answered(line, parts[2] ?? '', parts[3] ?? '');
    else if (frame.startsWith('42')) this.#told(line, frame);
  }

  /** What a page shows now; a page never goes back, except into another lesson. */
  shown(page: Page, view: { readonly seq: number } | null): void {
    if (view === null) return;
    const before = this.#shown.get(page);
    const log = this.#lesson.get(page) ?? '';
    if (before !== undefined && before.log === log && view.seq < before.seq) {
      this.break('views-forward', `${page.name} went from ${before.seq} back to ${view.seq}`);
    }
    this.#shown.set(page, { seq: view.seq, log });
  }

  thrown(error: unknown): void {
    this.break('unhandled', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Pages learn to which log their line belongs when they hear, not when it is sent. */
  heard(page: Page, frame: string): void {
    const commitment = /^42\/\w+,\["(?:welcome|view)".*?"commitment":"(\w+)"/s.exec(frame)?.[1];
    const log = commitment === undefined ? undefined : this.#logOf.get(commitment);
    if (log !== undefined) this.#lesson.set(page, log);
  }

  #readLogs(): void {
    for (const [replayId, { events }] of this.disk?.logs ?? []) {
      const from = this.#read.get(replayId) ?? 0;
      if (from === events.length) continue;
      this.#read.set(replayId, events.length);
      for (const { event } of events.slice(from)) {
        if (event.type === 'JarSealed') this.#logOf.set(event.commitment, replayId);
        this.secrecy.learnEvent(replayId, event);
      }
    }
  }

  #remember(text: string): void {
    this.#traced += text;
    if (this.#traced.length < 65_536) return;
    this.#hash.update(this.#traced);
    this.#traced = '';
  }

  #answered(line: Line, ack: string, body: string): void {
    const op = this.#asking.get(`${line.number}/${ack}`);
    if (op === undefined) return;
    const at = this.timeline?.now ?? 0;
    const [answer] = JSON.parse(body) as [
      {
        readonly ok: boolean;
        readonly seq?: number;
        readonly head?: string;
        readonly error?: { readonly code: string };
      },
    ];
    if (answer.ok) {
      op.oks.push({ at, seq: answer.seq ?? null, head: answer.head ?? null });
      this.acknowledged += 1;
    } else op.refusals.push({ at, code: answer.error?.code ?? '' });
  }

  #told(line: Line, frame: string): void {
    const event = told.exec(frame)?.[1];
    const seat = this.seatOf.get(line);
    if (seat !== undefined && this.removedSeats.has(seat)) {
      this.break('removed-stays-away', `${line.page.name} was told ${event} after its seat was removed`);
    }
    if (event === 'removed' && seat !== undefined) this.removedSeats.add(seat);
    if (frame.startsWith('42/host') && event !== 'superseded' && this.secrecy.isRevoked(line)) {
      this.break('host-only', `${line.page.name} was told ${event} after another device became the host`);
    }
    if (event === 'progress') {
      const [, counts] = JSON.parse(frame.slice(frame.indexOf('['))) as [string, object];
      if (Object.keys(counts).sort().join() !== countKeys) {
        this.break('counts-only', `progress carries ${Object.keys(counts).join()}`);
      }
    }
  }
}
