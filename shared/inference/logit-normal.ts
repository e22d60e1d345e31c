import { rho } from './bregman.ts';
import { klBernoulliLogit } from './divergence.ts';
import { DomainError, refuseUnless } from './domain.ts';
import { sigmoid } from './log-space.ts';
import type { Beta, Nats } from './types.ts';

/** A bell curve on the logit scale: theta = sigmoid(eta), eta ~ Normal(mu, sigma^2). */
export interface LogitNormal {
  readonly mu: number;
  readonly sigma: number;
}

const HALF_LOG_TWO_PI_E = 1.4189385332046727;
const REACH = 9;
const MAX_NEWTON = 100;

function requireFamily(q: LogitNormal, target: Beta): void {
  refuseUnless(Math.abs(q.mu) <= 1e3, 'a logit-normal needs mu in [-1000, 1000]');
  refuseUnless(q.sigma >= 1e-6 && q.sigma <= 100, 'a logit-normal needs sigma in [1e-6, 100]');
  refuseUnless(
    Math.min(target.a, target.b) >= 0.1 && Math.max(target.a, target.b) <= 1e8,
    'the logit-normal family is fitted to Beta parameters in [0.1, 1e8]',
  );
}

/**
 * E_q f(eta, z) for eta = mu + sigma z: trapezoid on |z| <= 9, exact to about 1e-16 for functions like the sigmoid, since
 * their poles lie pi / sigma away from the real line and the step shrinks with sigma.
 */
function expectation({ mu, sigma }: LogitNormal, f: (eta: number, z: number) => number): number {
  const perUnit = Math.max(8, Math.ceil(3 * sigma));
  let total = 0;
  let mass = 0;
  for (let i = -REACH * perUnit; i <= REACH * perUnit; i += 1) {
    const z = i / perUnit;
    const weight = Math.exp(-0.5 * z * z);
    mass += weight;
    total += weight * f(mu + sigma * z, z);
  }
  return total / mass;
}

/** E_q of the share theta itself, sigmoid(eta). Absolute error <= 1e-15; mu in [-1000, 1000], sigma in [1e-6, 100]. */
export function meanShare(q: LogitNormal): number {
  requireFamily(q, { a: 1, b: 1 });
  return expectation(q, sigmoid);
}

/**
 * KL(q || Beta(a, b)) in nats for a logit-normal q.
 *
 * nu E_q KL(m || sigmoid(eta)) + rho(a) + rho(b) - rho(nu) - 1/2 ln(2 pi e sigma^2) with nu = a + b, m = a/nu: the textbook
 * form -1/2 ln(2 pi e sigma^2) - a mu + nu E softplus(eta) + ln B(a, b) without its cancellation. Never negative, absolute
 * error <= 1e-14 (nu kl + 1). Domain: |mu| <= 1000, sigma in [1e-6, 100], a and b in [0.1, 1e8].
 */
export function klLogitNormal(q: LogitNormal, target: Beta): Nats {
  requireFamily(q, target);
  const { a, b } = target;
  const nu = a + b;
  const m = a / nu;
  const spread = expectation(q, (eta) => klBernoulliLogit(m, eta));
  const normaliser = rho(a) + rho(b) - rho(nu) - HALF_LOG_TWO_PI_E - Math.log(q.sigma);
  return Math.max(0, nu * spread + normaliser);
}

/**
 * Gradient of KL(q || Beta(a, b)) in mu and sigma, nats per unit; the ELBO's gradient is its negative.
 *
 * d/dmu = nu E sigmoid(eta) - a, d/dsigma = nu E[z sigmoid(eta)] - 1/sigma. Domain as klLogitNormal; absolute error
 * <= 1e-15 nu.
 */
export function klLogitNormalGradient(q: LogitNormal, target: Beta): LogitNormal {
  requireFamily(q, target);
  const { a, b } = target;
  return {
    mu: (a + b) * expectation(q, sigmoid) - a,
    sigma: (a + b) * expectation(q, (eta, z) => z * sigmoid(eta)) - 1 / q.sigma,
  };
}

/** Laplace's approximation: the mode of eta, ln(a/b), and the curvature there, sigma^2 = 1/a + 1/b. */
export function laplaceLogitNormal(target: Beta): LogitNormal {
  const { a, b } = target;
  const laplace = { mu: Math.log(a / b), sigma: Math.sqrt(1 / a + 1 / b) };
  requireFamily(laplace, target);
  return laplace;
}

/**
 * The logit-normal nearest to Beta(a, b) in KL(q || Beta), by Newton's method from Laplace's.
 *
 * At the optimum E_q theta = a/(a + b) and 1/sigma^2 = nu E_q[theta (1 - theta)]. The divergence is convex in (mu, sigma), so
 * halved steps that must go down always arrive. mu and sigma to 1e-9 for parameters to 1e4, 1e-7 beyond. Domain: a and b in
 * [0.1, 1e8].
 */
export function nearestLogitNormal(target: Beta): LogitNormal {
  let q = laplaceLogitNormal(target);
  let cost = klLogitNormal(q, target);
  for (let i = 0; i < MAX_NEWTON; i += 1) {
    const step = newtonStep(q, target);
    let scale = 1;
    let next = moved(q, step, scale);
    while (scale > 1e-9 && klLogitNormal(next, target) > cost + 1e-14) {
      scale /= 2;
      next = moved(q, step, scale);
    }
    const size = Math.abs(next.mu - q.mu) + Math.abs(next.sigma - q.sigma);
    q = next;
    cost = klLogitNormal(q, target);
    if (size <= 1e-13 * q.sigma) return q;
  }
  // Rounding may keep the last steps from shrinking further; the gradient tells whether this is the optimum.
  const left = klLogitNormalGradient(q, target);
  if (Math.hypot(left.mu, left.sigma) * q.sigma > 1e-6) throw new DomainError('the fit did not converge');
  return q;
}

function moved(q: LogitNormal, step: LogitNormal, scale: number): LogitNormal {
  return { mu: q.mu - scale * step.mu, sigma: Math.max(q.sigma / 4, q.sigma - scale * step.sigma) };
}

/** Inverse Hessian times gradient; the Hessian is positive definite. */
function newtonStep(q: LogitNormal, target: Beta): LogitNormal {
  const nu = target.a + target.b;
  const slope = klLogitNormalGradient(q, target);
  const curvature = (power: number): number =>
    nu * expectation(q, (eta, z) => z ** power * sigmoid(eta) * sigmoid(-eta));
  const [mm, ms, ss] = [curvature(0), curvature(1), curvature(2) + 1 / (q.sigma * q.sigma)];
  const determinant = mm * ss - ms * ms;
  return {
    mu: (ss * slope.mu - ms * slope.sigma) / determinant,
    sigma: (mm * slope.sigma - ms * slope.mu) / determinant,
  };
}
