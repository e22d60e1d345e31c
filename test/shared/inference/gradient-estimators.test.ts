import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  logRatio,
  reparameterisedGradient,
  scoreGradient,
} from '../../../shared/inference/gradient-estimators.ts';
import { klLogitNormal, klLogitNormalGradient } from '../../../shared/inference/logit-normal.ts';
import { expectRelative } from './reference.ts';

const target = { a: 74, b: 28 };
const q = { mu: 0, sigma: 0.5 };

/** Mean over standard normal noise, by the trapezoid rule. */
function mean(f: (noise: number) => number): number {
  let [total, mass] = [0, 0];
  for (let i = -400; i <= 400; i += 1) {
    const z = i / 40;
    const weight = Math.exp(-0.5 * z * z);
    total += weight * f(z);
    mass += weight;
  }
  return total / mass;
}

const sdOf = (f: (noise: number) => number) => Math.sqrt(mean((z) => f(z) ** 2) - mean(f) ** 2);

describe('noisy gradients of the ELBO', () => {
  test('both estimators have the exact gradient as their mean, with any baseline', () => {
    const exact = klLogitNormalGradient(q, target);
    for (const estimate of [
      (z: number) => reparameterisedGradient(q, target, z),
      (z: number) => scoreGradient(q, target, z),
      (z: number) => scoreGradient(q, target, z, -7),
    ]) {
      expectRelative(
        mean((z) => estimate(z).mu),
        -exact.mu,
        1e-10,
      );
      expectRelative(
        mean((z) => estimate(z).sigma),
        -exact.sigma,
        1e-10,
      );
    }
  });

  test('the mean log ratio is minus the divergence', () => {
    expectRelative(
      mean((z) => logRatio(q, target, z)),
      -klLogitNormal(q, target),
      1e-10,
    );
  });

  test('reparameterised steps are steadier than score steps, a control variate helps these', () => {
    const gradient = (z: number) => scoreGradient(q, target, z).mu;
    const score = (z: number) => z / q.sigma;
    const baseline = mean((z) => gradient(z) * score(z)) / mean((z) => score(z) ** 2);
    const reparameterised = sdOf((z) => reparameterisedGradient(q, target, z).mu);
    const controlled = sdOf((z) => scoreGradient(q, target, z, baseline).mu);
    expect(Math.round(reparameterised)).toBe(12);
    expect(controlled).toBeGreaterThan(2 * reparameterised);
    expect(sdOf(gradient)).toBeGreaterThan(controlled);
  });

  test('refuses noise that is not a number', () => {
    expect(() => reparameterisedGradient(q, target, Number.NaN)).toThrow(DomainError);
    expect(() => scoreGradient({ mu: 0, sigma: 0 }, target, 1)).toThrow(DomainError);
  });
});
