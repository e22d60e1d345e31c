import type { Actor, Timeline } from './timeline.ts';

/** Phones and laptops: a clock that may be wrong, a storage that outlives the pages, a network that comes and goes. */
export class Device {
  readonly name: string;
  readonly storage = new Map<string, string>();
  /** How far the clock is off, in milliseconds. */
  skew = 0;
  online = true;
  /** Private windows refuse to store. */
  readonly keeps: boolean;

  constructor(name: string, keeps = true) {
    this.name = name;
    this.keeps = keeps;
  }
}

type Listener = () => void;

/** One open page, with all that a browser would give it. */
export class Page implements Actor {
  readonly name: string;
  readonly device: Device;
  readonly listeners = new Map<string, Set<Listener>>();
  alive = true;
  held: (() => void)[] | null = null;
  visible = true;

  constructor(name: string, device: Device) {
    this.name = name;
    this.device = device;
  }

  listen(event: string, listener: Listener): void {
    const known = this.listeners.get(event) ?? new Set();
    known.add(listener);
    this.listeners.set(event, known);
  }

  /** Tells the page as a browser would: in a step of its own. */
  tell(timeline: Timeline, event: string): void {
    timeline.in(0, this, () => {
      for (const listener of [...(this.listeners.get(event) ?? [])]) listener();
    });
  }

  sleep(): void {
    this.held ??= [];
    this.visible = false;
  }

  wake(timeline: Timeline): void {
    if (this.held === null) return;
    this.visible = true;
    timeline.wake(this);
    this.tell(timeline, 'visibilitychange');
  }
}
