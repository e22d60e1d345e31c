import { describe, expect, test } from 'vitest';
import { addingUp, equationOf } from '../../../client/pages/replay/equation.ts';

/** A printed number as a whole count of its last digit, so that nothing is rounded again. */
function units(text: string): number {
  return Number(text.replace('−', '-').replace('.', ''));
}

/** The same 10,000 cases every time. */
function cases(): readonly (readonly [logEvidence: number, gap: number])[] {
  let state = 20_240_904;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: 10_000 }, () => [-(10 ** (4 * chance() - 1)), 10 ** (9 * chance() - 7)]);
}

describe('the printed equation', () => {
  test('adds up to its last digit and stays within one of it of the true values', () => {
    for (const [logEvidence, gap] of cases()) {
      const { evidence, elbo, kl, digits } = equationOf(logEvidence, gap);
      const decimals = [evidence, elbo, kl].map((text) => text.split('.')[1]?.length);
      expect(decimals).toEqual([digits, digits, digits]);
      expect(units(evidence)).toBe(units(elbo) + units(kl));
      expect(Math.abs(units(elbo) / 10 ** digits - (logEvidence - gap))).toBeLessThanOrEqual(
        1.0001 / 10 ** digits,
      );
    }
  });

  test('reads like the design: −6.22 = −8.93 + 2.71', () => {
    expect(equationOf(-6.216, 2.714)).toEqual({
      evidence: '−6.22',
      elbo: '−8.93',
      kl: '2.71',
      digits: 2,
      elboUnits: -893,
    });
  });

  test('shows the digits of a small KL and no sign before a nought', () => {
    expect(equationOf(-918.1152, 0.0041)).toMatchObject({
      evidence: '−918.1152',
      elbo: '−918.1193',
      kl: '0.0041',
    });
    expect(equationOf(-0.001, 0)).toMatchObject({ evidence: '0.00', elbo: '0.00', kl: '0.00' });
  });
});

describe('rounded parts', () => {
  test('add up to the whole, and only the largest may move', () => {
    const parts = [-24.285, -36.252, -0.004];
    const printed = addingUp(parts, -6054, 2);
    expect(printed.reduce((sum, part) => sum + part, 0)).toBe(-6054);
    expect(printed[2]).toBe(Math.round(parts[2] === undefined ? 0 : 100 * parts[2]));
    expect(Math.abs((printed[1] ?? 0) + 3625.2)).toBeLessThan(2);
  });
});
