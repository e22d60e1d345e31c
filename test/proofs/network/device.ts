import { AsyncLocalStorage } from 'node:async_hooks';

/** What a page finds around it, one of each per phone; whatever runs on a phone's behalf finds its own. */
export class Device {
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  readonly window = new EventTarget();
  readonly localStorage: Map<string, string>;
  readonly sessionStorage = new Map<string, string>();
  /** Where its pages come from. */
  url: string;
  reloads = 0;
  /** What its clock shows beyond the true time. */
  skewMs = 0;
  /** How much faster than true time its clocks run, 0.001 for a thousandth. */
  drift = 0;

  constructor(url: string, memory: ReadonlyMap<string, string> = new Map()) {
    this.url = url;
    this.localStorage = new Map(memory);
  }

  run<T>(act: () => T): T {
    return current.run(this, act);
  }

  /** The screen is switched on, or another tab is left. */
  show(): void {
    this.run(() => {
      this.document.visibilityState = 'visible';
      this.document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  hide(): void {
    this.run(() => {
      this.document.visibilityState = 'hidden';
      this.document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  tell(event: 'online' | 'pageshow'): void {
    this.run(() => this.window.dispatchEvent(new Event(event)));
  }
}

const current = new AsyncLocalStorage<Device>();

function storageOf(memory: Map<string, string>): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  return {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => void memory.set(key, value),
    removeItem: (key) => void memory.delete(key),
  };
}

function define(name: string, of: (device: Device) => unknown): void {
  const before: unknown = Reflect.get(globalThis, name);
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      const device = current.getStore();
      return device === undefined ? before : of(device);
    },
  });
}

/** From now on the names a page uses mean the phone in whose name the code runs. For a process of its own. */
export function installDevices(): void {
  define('document', ({ document }) => document);
  define('window', ({ window }) => window);
  define('localStorage', ({ localStorage }) => storageOf(localStorage));
  define('sessionStorage', ({ sessionStorage }) => storageOf(sessionStorage));
  define('navigator', () => ({ onLine: true }));
  define('location', (device) => ({
    host: new URL(device.url).host,
    protocol: 'http:',
    reload: () => {
      device.reloads += 1;
    },
  }));
  const [trueNow, steadyNow] = [Date.now.bind(Date), performance.now.bind(performance)];
  const drifted = (device: Device | undefined) => (device?.drift ?? 0) * steadyNow();
  Date.now = () => {
    const device = current.getStore();
    return Math.round(trueNow() + (device?.skewMs ?? 0) + drifted(device));
  };
  performance.now = () => steadyNow() + drifted(current.getStore());
  const trueFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const device = current.getStore();
    const isOwn = device !== undefined && typeof input === 'string' && input.startsWith('/');
    return trueFetch(isOwn ? device.url + input : input, init);
  };
}
