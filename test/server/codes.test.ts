import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { createCodeBudget } from '../../server/code-budget.ts';
import {
  codeDigits,
  digestOf,
  hashRecoveryCode,
  isRecoveryCode,
  newId,
  newRecoveryCode,
  newRoomCode,
  newToken,
  sortedJson,
} from '../../server/codes.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { fc } from '../support/properties.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const free = () => false;

describe('room codes', () => {
  test('have as many digits as keep a day between one guess a second and the first hit', () => {
    expect([1, 11, 12, 115, 116, 1157, 1158].map(codeDigits)).toEqual([6, 6, 7, 7, 8, 8, 9]);
  });

  test('have every digit in every place equally often', () => {
    const counts = Array.from({ length: 6 }, () => new Array<number>(10).fill(0));
    const random = scriptedBytes('codes');
    for (let k = 0; k < 20_000; k += 1) {
      [...newRoomCode(random, 1, free)].forEach((digit, place) => {
        counts[place]![Number(digit)]! += 1;
      });
    }
    // Chi square with nine degrees of freedom passes 40 once in 100,000 times; these codes are always the same.
    for (const place of counts) {
      expect(place.reduce((sum, seen) => sum + (seen - 2000) ** 2 / 2000, 0)).toBeLessThan(40);
    }
  });

  test('are never one that is taken', () => {
    const taken = newRoomCode(scriptedBytes('a'), 1, free);
    expect(newRoomCode(scriptedBytes('a'), 1, (code) => code === taken)).not.toBe(taken);
  });
});

describe('secrets', () => {
  test('tokens carry 256 bits', () => {
    expect(newToken(randomBytes)).toMatch(/^[\w-]{43}$/);
    expect(newToken(randomBytes)).not.toBe(newToken(randomBytes));
  });

  test('an id starts and ends with a letter or a digit, so that sheets and chats keep it whole', () => {
    const dash = (at: number) => Uint8Array.from({ length: 9 }, (_, byte) => (byte === at ? 0xff : 0x20));
    const drawn = [Uint8Array.of(0xfb, ...dash(-1).subarray(1)), dash(8), dash(4), dash(-1)];
    expect(Buffer.from(drawn[0]!).toString('base64url')).toMatch(/^-/);
    expect(Buffer.from(drawn[1]!).toString('base64url')).toMatch(/_$/);
    const left = [...drawn];
    expect(newId(() => left.shift()!, 9)).toBe(Buffer.from(drawn[2]!).toString('base64url'));
    expect(left).toHaveLength(1);
    expect(newId(randomBytes, 18)).toHaveLength(24);
  });

  test('a recovery code is known again as people type it, and only its hash is kept', async () => {
    const code = newRecoveryCode(scriptedBytes('r'));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    const hash = await hashRecoveryCode(scriptedBytes('s'), code);
    expect(hash).not.toContain(code);
    expect(await isRecoveryCode(hash, ` ${code.slice(0, 6)}-${code.slice(6)} `.toLowerCase())).toBe(true);
    expect(await isRecoveryCode(hash, code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(true);
    expect(await isRecoveryCode(hash, `${code.slice(0, 11)}*`)).toBe(false);
  });

  test('a digest does not see the order of keys, and sees everything else', () => {
    expect(digestOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(digestOf({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(digestOf({ p: [0.5, 0.5] })).not.toBe(digestOf({ p: [0.5, 0.50001] }));
    expect(digestOf({})).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('wrong codes', () => {
  test('wait for everybody after sixty at once, and then come back one a second', () => {
    const clock = createVirtualClock();
    const budget = createCodeBudget(clock, scriptedBytes('b'));
    for (let k = 0; k < 60; k += 1) {
      expect(budget.wait(`10.0.0.${k}`)).toBe(0);
      budget.miss(`10.0.0.${k}`);
    }
    expect(budget.wait('10.0.1.1')).toBe(1000);
    clock.advance(1000);
    expect(budget.wait('10.0.1.1')).toBe(0);
  });

  test('that were tried at other servers are waited for as well, and the debt is paid off at one a second', () => {
    const clock = createVirtualClock();
    const budget = createCodeBudget(clock, scriptedBytes('b'));
    budget.miss('10.0.0.1');
    expect(budget.spent()).toBe(1);
    budget.spentElsewhere(100);
    expect(budget.wait('10.0.1.1')).toBe(42_000);
    clock.advance(42_000);
    expect(budget.wait('10.0.1.1')).toBe(0);
    expect(budget.spent()).toBe(1);
  });

  test('wait for one address after a hundred in ten minutes, and for nobody else', () => {
    const clock = createVirtualClock();
    const budget = createCodeBudget(clock, scriptedBytes('b'));
    for (let k = 0; k < 130; k += 1) {
      budget.miss('10.0.0.1');
      clock.advance(1000);
    }
    expect(budget.wait('10.0.0.1')).toBeGreaterThan(0);
    expect(budget.wait('10.0.0.2')).toBe(0);
  });
});

describe('the clock', () => {
  test('does not step when the clock of the system does', async () => {
    const clock = systemClock();
    const before = clock.now();
    const system = Date.now;
    Date.now = () => system() + 3_600_000;
    try {
      // Between the two lines a busy machine may rest, but not for so long.
      expect(clock.now() - before).toBeLessThan(60_000);
    } finally {
      Date.now = system;
    }
  });

  test('calls back when it is time, not before, and not once it is told not to', async () => {
    const clock = systemClock();
    const due = clock.now() + 30;
    const called: string[] = [];
    const cancel = clock.setTimer(due, () => called.push('cancelled'));
    cancel();
    await new Promise<void>((resolve) => clock.setTimer(due, resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(due);
    expect(called).toEqual([]);
  });
});

/** As the logs that are kept were stamped. */
function stampedBefore(content: unknown): string {
  const sorted = (_key: string, value: unknown) =>
    value === null || typeof value !== 'object' || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(content, sorted);
}

test('R17 what an operation is stamped with is the JSON of its content with sorted keys, as in every log before', () => {
  const content = fc.letrec((tie) => ({
    any: fc.oneof(
      ...[fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
      ...[fc.array(tie('any')), fc.dictionary(fc.string({ minLength: 1 }).filter(isNoNumber), tie('any'))],
    ),
  })).any;
  fc.assert(fc.property(fc.array(content), (some) => sortedJson(some) === stampedBefore(some)));
  expect(sortedJson({ b: [1, { d: undefined, c: 'ä' }], a: null })).toBe('{"a":null,"b":[1,{"c":"ä"}]}');
});

/** Engines put keys that are whole numbers first, whatever the order asked for; no operation has one. */
function isNoNumber(key: string): boolean {
  return !/^\d+$/.test(key) && key !== '__proto__';
}
