import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../server/clock.ts';
import { watchLoop } from '../../server/loop-lag.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** A clock whose callbacks come late when the loop is blocked, as those of Node do. */
function blockable() {
  const virtual = createVirtualClock();
  let blocked = 0;
  const clock: Clock = {
    now: () => virtual.now() + blocked,
    setTimer: (at, callback) => virtual.setTimer(at - blocked, callback),
  };
  return {
    clock,
    run: (ms: number) => virtual.advance(ms),
    block: (ms: number) => {
      blocked += ms;
    },
  };
}

function watched() {
  const lines: { readonly lagMs: number }[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const loop = blockable();
  return { ...loop, lines, lag: watchLoop(loop.clock, log) };
}

describe('how far the event loop is behind', () => {
  test('is nothing while it keeps up, however long', () => {
    const { lag, run, lines } = watched();
    for (let k = 0; k < 1000; k += 1) {
      run(7);
      expect(lag.ms()).toBe(0);
    }
    expect(lines).toEqual([]);
  });

  test('G3 is at least the stall until what arrived meanwhile has been read, then nothing again', () => {
    const { lag, run, block, lines } = watched();
    run(1000);
    block(3000);
    // Within the stall's own turn, before any timer: another message of the same moment.
    expect(lag.ms()).toBeGreaterThanOrEqual(3000);
    run(1);
    expect(lag.ms()).toBeGreaterThanOrEqual(3000);
    run(60);
    expect(lag.ms()).toBeGreaterThanOrEqual(3000);
    expect(lag.ms()).toBeLessThan(3300);
    run(200);
    expect(lag.ms()).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.lagMs).toBeGreaterThan(2900);
  });

  test('of a loop that is always a little late stays small', () => {
    const { lag, run, block } = watched();
    for (let k = 0; k < 50; k += 1) {
      block(200);
      run(50);
      expect(lag.ms()).toBeLessThan(1000);
    }
  });

  test('is not measured any more once it is stopped', () => {
    const { lag, run } = watched();
    lag.stop();
    expect(() => run(1000)).not.toThrow();
  });
});
