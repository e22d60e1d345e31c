import { createRequire } from 'node:module';
import type { Chance } from '../../support/chance.ts';
import { Page } from './device.ts';
import type { Network } from './network.ts';
import type { Timeline, Timer } from './timeline.ts';

/** What ticks faster only moves a countdown on the screen; here it ticks seldom and saves steps. */
const SCREEN_MS = 300;
const SCREEN_TICK_MS = 5000;
/** As seldom as a page nobody looks at ticks, and still not so seldom that it would take itself for asleep. */
const WATCH_TICK_MS = 2000;

interface Stage {
  readonly timeline: Timeline;
  /** What pages call chance. */
  readonly chance: Chance;
  readonly network: Network;
}

interface Repeating {
  timer: Timer | null;
}

let stage: Stage | null = null;

/** From now on clocks, timers, chance, storage and windows are those of the page whose step is running. */
export function enter(next: Stage | null): void {
  stage = next;
}

export function currentPage(): Page {
  const actor = stage?.timeline.current;
  if (!(actor instanceof Page)) throw new Error('no page is running');
  return actor;
}

const real = { setTimeout, clearTimeout, setInterval, clearInterval, now: Date.now, random: Math.random };

function setVirtualTimeout(callback: () => void, ms = 0): unknown {
  const actor = stage?.timeline.current;
  if (stage === null || actor === null || actor === undefined) return real.setTimeout(callback, ms);
  return stage.timeline.in(ms, actor, callback);
}

function clearVirtualTimeout(handle: unknown): void {
  if (typeof handle === 'object' && handle !== null && 'order' in handle) (handle as Timer).run = null;
  else real.clearTimeout(handle as number | undefined);
}

function setVirtualInterval(callback: () => void, ms = 0): unknown {
  const actor = stage?.timeline.current;
  if (stage === null || actor === null || actor === undefined) return real.setInterval(callback, ms);
  const { timeline } = stage;
  const every = ms < SCREEN_MS ? SCREEN_TICK_MS : Math.max(ms, WATCH_TICK_MS);
  const repeating: Repeating = { timer: null };
  const arm = () => {
    repeating.timer = timeline.in(every, actor, () => {
      arm();
      callback();
    });
  };
  arm();
  return repeating;
}

function clearVirtualInterval(handle: unknown): void {
  const repeating = typeof handle === 'object' && handle !== null && 'timer' in handle ? handle : null;
  if (repeating === null) real.clearInterval(handle as number | undefined);
  else clearVirtualTimeout((repeating as Repeating).timer);
}

const storage = {
  getItem: (key: string) => currentPage().device.storage.get(key) ?? null,
  setItem(key: string, value: string) {
    const { device } = currentPage();
    if (!device.keeps) throw new Error('this window is private');
    device.storage.set(key, value);
  },
  removeItem(key: string) {
    currentPage().device.storage.delete(key);
  },
};

const page = {
  addEventListener: (event: string, listener: () => void) => currentPage().listen(event, listener),
  removeEventListener: (event: string, listener: () => void) => {
    currentPage().listeners.get(event)?.delete(listener);
  },
  get visibilityState() {
    return currentPage().visible ? 'visible' : 'hidden';
  },
};

/** A page's request whether the server is there, which says the page's own word back. */
function fetchVirtually(address: string, { signal }: { readonly signal: AbortSignal }): Promise<object> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('given up')));
    const word = new URL(address, 'http://bakery').searchParams.get('word');
    stage?.network.ask(currentPage(), (isThere) => {
      if (isThere) resolve({ ok: true, status: 200, text: async () => `ok ${word}\n` });
      else reject(new TypeError('refused'));
    });
  });
}

const navigator = {
  get onLine() {
    return currentPage().device.online;
  },
};

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/** Takes the place of what a browser gives to every page; to be called once, after every module is loaded. */
export function installGlobals(): void {
  put('setTimeout', setVirtualTimeout);
  put('clearTimeout', clearVirtualTimeout);
  put('setInterval', setVirtualInterval);
  put('clearInterval', clearVirtualInterval);
  put('localStorage', storage);
  put('document', page);
  put('window', page);
  put('navigator', navigator);
  put('fetch', fetchVirtually);
  Date.now = () => {
    if (stage === null) return real.now();
    const actor = stage.timeline.current;
    return stage.timeline.now + (actor instanceof Page ? actor.device.skew : 0);
  };
  // A device's own clock may be wrong or set anew; the time since it was switched on is not.
  const { now } = performance;
  performance.now = () => stage?.timeline.now ?? now.call(performance);
  Math.random = () => stage?.chance() ?? real.random();
  nameSockets();
  const { getRandomValues } = crypto;
  crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    if (stage === null || array === null) return getRandomValues.call(crypto, array as never) as T;
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let k = 0; k < bytes.length; k += 1) bytes[k] = Math.floor(stage.chance() * 256);
    return array;
  };
}

/** Socket.IO takes the ids of its connections from the system's generator; here they come from the seed. */
function nameSockets(): void {
  const project = createRequire(import.meta.url);
  const socketIo = createRequire(project.resolve('socket.io'));
  const { base64id: ids } = socketIo('./contrib/base64id') as { base64id: { generateId(): string } };
  const real = ids.generateId.bind(ids);
  ids.generateId = () => {
    if (stage === null) return real();
    const { chance } = stage;
    return Array.from({ length: 5 }, () =>
      Math.floor(chance() * 36 ** 4)
        .toString(36)
        .padStart(4, '0'),
    ).join('');
  };
}
