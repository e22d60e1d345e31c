import { describe, expect, test } from 'vitest';
import type { Opening } from '../../../shared/fairness/commitment.ts';
import { mixOf } from '../../../shared/fairness/mystery.ts';
import { type OpenedJar, verifyFairness } from '../../../shared/fairness/verify.ts';
import { fc } from '../../support/properties.ts';
import { allJars, chosenJars, mysteryJars, openedOf } from './jar-draw-1.ts';

const game = openedOf(chosenJars[0] as (typeof chosenJars)[number]);
const mystery = openedOf(mysteryJars[0] as (typeof mysteryJars)[number]);

function failed(opened: OpenedJar): readonly string[] {
  return verifyFairness(opened)
    .filter(({ ok }) => !ok)
    .map((step) => (step.step === 'draw' ? `draw ${step.round}` : step.step));
}

function changed(opened: OpenedJar, change: Record<string, unknown>): OpenedJar {
  return { ...opened, opening: { ...opened.opening, ...change } as Opening };
}

function withCookie(opened: OpenedJar, round: number, cookie: number): OpenedJar {
  const orders = opened.orders.map((order, r) =>
    r === round ? order.map((flavour, k) => (k === cookie ? 1 - flavour : flavour)) : order,
  );
  return { ...opened, orders };
}

describe('verification', () => {
  test.each(allJars)('$title passes every step', (vector) => {
    const steps = verifyFairness(openedOf(vector));
    expect(steps).toHaveLength(2 + vector.rounds.length);
    expect(steps.every(({ ok }) => ok)).toBe(true);
  });

  test('a game without a draw has two steps', () => {
    expect(verifyFairness({ ...game, orders: [] }).map(({ step }) => step)).toEqual(['commitment', 'jar']);
  });

  test('each change fails at its own step', () => {
    expect(failed({ ...game, commitment: 'ff'.repeat(32) })).toEqual(['commitment']);
    expect(failed({ ...game, jar: [7001, 2999] })).toEqual(['jar']);
    expect(failed(changed(game, { salt: 'ff'.repeat(32) }))).toEqual(['commitment']);
    expect(failed(changed(game, { labels: ['vanilla', 'chocolate'] }))).toEqual(['commitment']);
    expect(failed(withCookie(game, 1, 0))).toEqual(['draw 2']);
    expect(failed({ ...game, mix: mixOf('쿠키') })).toEqual(['draw 1', 'draw 2', 'draw 3']);
    expect(failed(changed(mystery, { mystery: 9999 })).slice(0, 2)).toEqual(['commitment', 'jar']);
    expect(failed({ ...mystery, mix: mixOf('쿠키') })).toContain('jar');
  });

  test('rounds shown in another order, cut short or added fail', () => {
    expect(failed({ ...game, orders: game.orders.toReversed() })).toEqual(['draw 1', 'draw 3']);
    expect(failed({ ...game, orders: game.orders.map((order) => order.slice(1)) })).toHaveLength(3);
    expect(failed({ ...mystery, orders: [...mystery.orders, [0]] })).toEqual(['draw 7']);
  });

  test('a draw the sealed jar could not have given fails without stopping the check', () => {
    expect(failed(changed(game, { counts: [60, 40] }))).toEqual([
      'commitment',
      'jar',
      'draw 1',
      'draw 2',
      'draw 3',
    ]);
  });

  test('what has not the form of an opening fails as a whole', () => {
    const all = ['commitment', 'jar', 'draw 1', 'draw 2', 'draw 3'];
    expect(failed(changed(game, { seed: 'not hex' }))).toEqual(all);
    expect(failed(changed(game, { counts: [7000.5, 2999.5] }))).toEqual(all);
    expect(failed({ ...game, mix: 'cookie' })).toEqual(all);
  });

  test('any single change of seed, salt, counts, mix or order is found', () => {
    const digit = fc.tuple(fc.nat(63), fc.integer({ min: 1, max: 15 }));
    const mutation = fc.oneof(
      fc.record({ of: fc.constantFrom('seed', 'salt'), digit }),
      fc.record({ of: fc.constant('counts'), by: fc.integer({ min: 1, max: 2999 }), flavour: fc.nat(1) }),
      fc.record({ of: fc.constant('move'), by: fc.integer({ min: 1, max: 2999 }) }),
      fc.record({ of: fc.constant('mix'), digit }),
      fc.record({ of: fc.constant('order'), round: fc.nat(2), cookie: fc.nat(99) }),
    );
    fc.assert(
      fc.property(mutation, (change) => failed(mutate(change)).length > 0),
      { numRuns: 400 },
    );
  });
});

type Mutation =
  | { readonly of: string; readonly digit: readonly [number, number] }
  | { readonly of: string; readonly by: number; readonly flavour?: number }
  | { readonly of: string; readonly round: number; readonly cookie: number };

const mixed = openedOf(chosenJars[3] as (typeof chosenJars)[number]);

function mutate(change: Mutation): OpenedJar {
  if ('round' in change) return withCookie(game, change.round, change.cookie);
  if ('digit' in change) {
    if (change.of === 'mix') return { ...mixed, mix: withDigit(mixed.mix, change.digit) };
    const old = change.of === 'seed' ? game.opening.seed : game.opening.salt;
    return changed(game, { [change.of]: withDigit(old, change.digit) });
  }
  // Counts and the shown jar change together, as a dishonest replay would do it.
  const counts =
    change.of === 'move'
      ? [7000 + change.by, 3000 - change.by]
      : game.jar.map((count, k) => (k === change.flavour ? count - change.by : count));
  return { ...changed(game, { counts }), jar: counts };
}

function withDigit(hex: string, [place, by]: readonly [number, number]): string {
  const digit = (Number.parseInt(hex[place] ?? '0', 16) + by) % 16;
  return hex.slice(0, place) + digit.toString(16) + hex.slice(place + 1);
}
