import { type Signal, signal } from '@preact/signals';
import type { Line } from './connection.ts';
import { lookAround, type Trouble } from './network-probe.ts';

export interface LineWatch {
  /** What stands between this page and the server; null while nothing does, or nothing is known. */
  readonly trouble: Signal<Trouble | null>;
  /** The line works, but only by asking again and again: no WebSocket passes. */
  readonly slow: Signal<boolean>;
  stop(): void;
}

const tickMs = 500;
/** A tick that comes so late, or a clock that moved so much by itself: the device slept, or its clock was set. */
const jumpMs = 2500;
const wakePatienceMs = 1000;
/** So long nothing need be heard of a server that lives; thousands who ask it every few seconds would be its main work. */
const silentMs = { small: 4000, large: 12_000 } as const;
const answerMs = 4000;
const restartEveryMs = 1000;
const timeEveryMs = 60_000;
/** A probe without an answer for so long counts as none. */
const overdueMs = 1500;
/** Up to a class of this size everybody may come back at once. */
const smallClass = 300;
const largestBackoffMs = { small: 1500, large: 8000 } as const;
const probeEveryMs = { small: 500, large: 3000 } as const;
/** On a network as quick as this a WebSocket opens between two probes. */
const quickMs = 300;

function sizeOf(players: number): 'small' | 'large' {
  return players > smallClass ? 'large' : 'small';
}

/**
 * Keeps a line awake: after a sleep, a jump of the clock or another network it connects at once, a line that only looks
 * open is replaced, and while there is none it looks where the trouble lies.
 */
export function watchLine(line: Line, players: () => number = () => 0): LineWatch {
  const { socket } = line;
  const trouble = signal<Trouble | null>(null);
  const slow = signal(false);
  let engine = socket.io.engine;
  let heardAt = performance.now();
  let askedAt = heardAt;
  let learntAt = heardAt;
  let restartedAt = Number.NEGATIVE_INFINITY;
  let inVain = 0;
  let wasBlind = false;
  let probeAt = Number.NEGATIVE_INFINITY;
  const probes = new Set<number>();
  /** The attempt that was still opening when the network was last seen to work. */
  let opening: typeof engine | null = null;
  let hasTurned = false;
  let last = { date: Date.now(), steady: performance.now() };

  const heard = () => {
    heardAt = performance.now();
  };
  const follow = () => {
    engine = socket.io.engine;
    heard();
    engine.on('packet', heard);
  };
  const settle = () => {
    trouble.value = null;
    [wasBlind, hasTurned, opening] = [false, false, null];
    probes.clear();
    slow.value = socket.io.engine.transport.name === 'polling';
    socket.io.engine.once('upgrade', () => {
      slow.value = false;
    });
  };

  const restart = () => {
    if (performance.now() - restartedAt < restartEveryMs) return;
    restartedAt = performance.now();
    line.restart();
  };

  /** Any word of the server's is an answer; without one the line only looks open. */
  const ask = async (patienceMs: number) => {
    askedAt = performance.now();
    const [asked, before] = [engine, heardAt];
    await line.askTime(patienceMs);
    if (engine !== asked || !socket.connected) return;
    if (heardAt !== before) inVain = 0;
    else {
      inVain += 1;
      restart();
    }
  };

  const wake = () => {
    if (socket.connected) void ask(wakePatienceMs);
    else restart();
  };

  /** Once the network answers after it did not, an attempt that began before is not waited for. */
  const probe = async () => {
    const begun = performance.now();
    probeAt = begun;
    probes.add(begun);
    const found = await lookAround();
    const isOverdue = [...probes].some((at) => begun - at > overdueMs);
    probes.delete(begun);
    if (socket.connected || line.lostAt.value === null) return;
    if (found !== null) {
      trouble.value = found;
      wasBlind = true;
      return;
    }
    if (wasBlind || isOverdue) {
      wasBlind = false;
      probes.clear();
      const spreadMs = sizeOf(players()) === 'large' ? largestBackoffMs.large / 2 : 100;
      setTimeout(() => socket.connected || restart(), Math.random() * spreadMs);
    }
    trouble.value = null;
    if (opening === socket.io.engine && !hasTurned) {
      // Whoever swallows the request for a WebSocket raises no error that would lead to polling.
      hasTurned = true;
      line.turn();
    } else if (performance.now() - begun < quickMs && !socket.io.engine.id) opening = socket.io.engine;
  };

  /** A large class comes back over a few seconds, so that it does not come in one wave. */
  const spread = () => {
    const large = sizeOf(players()) === 'large';
    socket.io.reconnectionDelay(large ? largestBackoffMs.small : 400);
    socket.io.reconnectionDelayMax(large ? largestBackoffMs.large : largestBackoffMs.small);
    socket.io.randomizationFactor(large ? 0.9 : 0.3);
  };

  const tick = () => {
    const now = { date: Date.now(), steady: performance.now() };
    const passed = now.steady - last.steady;
    const stepped = Math.abs(now.date - last.date - passed);
    last = now;
    spread();
    if (stepped > jumpMs || passed > tickMs + jumpMs) return wake();
    if (document.visibilityState === 'hidden') return;
    if (!socket.connected) {
      const pauseMs = probeEveryMs[sizeOf(players())];
      const isLost = line.lostAt.value !== null && line.refused.value === null && socket.active;
      if (isLost && now.steady - probeAt >= pauseMs - tickMs / 2) void probe();
      return;
    }
    const patienceMs = answerMs * 2 ** inVain;
    const isSilent = now.steady - heardAt > silentMs[sizeOf(players())];
    if (isSilent && now.steady - askedAt > patienceMs) void ask(patienceMs);
    else if (now.steady - learntAt > timeEveryMs) {
      learntAt = now.steady;
      void line.askTime(answerMs);
    }
  };

  const onVisible = () => {
    if (document.visibilityState === 'visible') wake();
  };
  follow();
  if (socket.connected) settle();
  socket.io.on('open', follow);
  socket.on('connect', settle);
  const timer = setInterval(tick, tickMs);
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('pageshow', wake);
  window.addEventListener('online', wake);

  return {
    trouble,
    slow,
    stop() {
      clearInterval(timer);
      socket.io.off('open', follow);
      socket.off('connect', settle);
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('pageshow', wake);
      window.removeEventListener('online', wake);
    },
  };
}
