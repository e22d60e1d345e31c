import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Line } from '../../client/connection.ts';
import { watchLine } from '../../client/line-watch.ts';

/** A line whose server says nothing of itself and answers when it is asked. */
function quietLine() {
  const listeners = new Set<() => void>();
  const asked: number[] = [];
  const engine = {
    transport: { name: 'websocket' },
    on: (_: string, listener: () => void) => listeners.add(listener),
    once: () => {},
  };
  const manager = { engine, on() {}, off() {}, reconnectionDelay() {}, reconnectionDelayMax() {} };
  const socket = { connected: true, io: { ...manager, randomizationFactor() {} }, on() {}, off() {} };
  const line = {
    ...{ socket, lostAt: signal(null), refused: signal(null) },
    async askTime() {
      asked.push(performance.now());
      for (const heard of listeners) heard();
    },
  };
  return { line: line as unknown as Line, asked };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance', 'Date'] });
  const page = new EventTarget();
  vi.stubGlobal('document', Object.assign(page, { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['N1 a class asks a silent server every four seconds', 300, 4000],
  ['N1 a lecture asks it every twelve, since ten thousand would keep it busy', 301, 12_000],
])('%s', async (_, players, everyMs) => {
  const { line, asked } = quietLine();
  const begun = performance.now();
  const watch = watchLine(line, () => players);
  await vi.advanceTimersByTimeAsync(50_000);
  watch.stop();
  // Looked at twice a second: at the first look after the silence has been too long.
  const tickMs = 500;
  const expected = Array.from(
    { length: Math.floor(50_000 / (everyMs + tickMs)) },
    (_, k) => (k + 1) * (everyMs + tickMs),
  );
  expect(asked.map((at) => at - begun)).toEqual(expected);
});
