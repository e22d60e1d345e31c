import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosProxy, openChaosProxy } from '../../support/chaos-proxy.ts';
import type { Phone } from './phone.ts';

export const kinds = [
  'reset',
  'goodbye',
  'silence of 3 s',
  'silence of 30 s',
  'half-open',
  'refresh',
  'second tab',
  'sleep',
  'server restart',
  'no WebSocket',
  'portal',
] as const;

export type Kind = (typeof kinds)[number];

/** What an interruption came to: when the network was back, and on which page the student goes on. */
interface Interrupted {
  readonly backAt: number;
  readonly phone: Phone;
  /** What was seen on the way that should not be so. */
  readonly fault?: string;
}

type Interrupt = (phone: Phone, tenths: number, turn: number) => Promise<Interrupted>;

const upgradeRules = ['cut', 'forbid', 'hang'] as const;
const portals = ['html', 'redirect', '511'] as const;
/** The library under the line notices a long sleep by itself as soon as something is sent, a short one never. */
const sleepsMs = [5000, 600_000] as const;
/** For what a page sees by itself within a second or two. */
const noticedMs = 15_000;

/** The line is lost, and the student moves the slider all the same. */
const lose = (how: (network: ChaosProxy) => void): Interrupt => {
  return async (phone, tenths) => {
    const backAt = performance.now();
    how(phone.network);
    phone.setShare(tenths);
    return { backAt, phone };
  };
};

const silence = (ms: number, back: (network: ChaosProxy) => void): Interrupt => {
  return async (phone, tenths) => {
    phone.network.freeze();
    phone.setShare(tenths);
    await sleep(ms);
    back(phone.network);
    return { backAt: performance.now(), phone };
  };
};

/** Each interrupts one phone; a restart of the server, which meets all its phones at once, is made elsewhere. */
export const interrupts: Readonly<Record<Exclude<Kind, 'server restart'>, Interrupt>> = {
  reset: lose((network) => network.cut('rst')),
  goodbye: lose((network) => network.cut('fin')),
  'silence of 3 s': silence(3000, (network) => network.thaw()),
  'silence of 30 s': silence(30_000, (network) => network.abandon()),

  async 'half-open'(phone, tenths) {
    phone.network.freeze();
    phone.network.abandon();
    const backAt = performance.now();
    phone.setShare(tenths);
    phone.device.tell('online');
    return { backAt, phone };
  },

  async refresh(phone, tenths) {
    phone.network.freeze();
    phone.setShare(tenths);
    await sleep(100);
    phone.closePage();
    phone.network.abandon();
    const backAt = performance.now();
    phone.openPage();
    return { backAt, phone };
  },

  async 'second tab'(phone, tenths) {
    const backAt = performance.now();
    const twin = await phone.twin();
    await twin.until(({ you }) => you.value !== null, noticedMs);
    twin.setShare(tenths);
    await phone.until(({ gone }) => gone.value === 'superseded', noticedMs);
    // Looking at the older tab does not take the seat back.
    phone.device.show();
    await sleep(1000);
    const isAway = phone.game.gone.value === 'superseded' && !phone.game.line.socket.connected;
    const isIn = twin.game.line.socket.connected && twin.game.gone.value === null;
    await phone.close();
    return {
      backAt,
      phone: twin,
      ...(!(isAway && isIn) && { fault: 'the older tab did not stay away' }),
    };
  },

  async sleep(phone, tenths, turn) {
    phone.device.hide();
    phone.network.freeze();
    await sleep(1000);
    phone.network.abandon();
    phone.device.skewMs += sleepsMs[turn % sleepsMs.length] ?? 0;
    const backAt = performance.now();
    phone.device.show();
    phone.setShare(tenths);
    return { backAt, phone };
  },

  async 'no WebSocket'(phone, tenths, turn) {
    phone.network.upgrades(upgradeRules[turn % upgradeRules.length] ?? 'cut');
    phone.network.cut('rst');
    const backAt = performance.now();
    phone.setShare(tenths);
    return { backAt, phone };
  },

  async portal(phone, tenths, turn) {
    phone.network.portal(portals[turn % portals.length] ?? 'html');
    phone.setShare(tenths);
    const seen = await phone.until(() => phone.watch.trouble.value === 'portal', noticedMs);
    await sleep(500);
    phone.network.portal(null);
    return {
      backAt: performance.now(),
      phone,
      ...(seen === undefined && { fault: 'the portal was not recognised' }),
    };
  },
};

export async function newNetwork(serverPort: number, seed: number): Promise<ChaosProxy> {
  const network = await openChaosProxy(serverPort, seed);
  network.shape('both', { delayMs: 5, jitterMs: 10 });
  return network;
}
