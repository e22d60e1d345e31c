import { betaln } from './beta-function.ts';
import { refuseUnless } from './domain.ts';
import { log1pExp, sigmoid } from './log-space.ts';
import type { LogitNormal } from './logit-normal.ts';
import type { Beta, Nats } from './types.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * One-sample estimate of the ELBO's gradient in (mu, sigma) by reparameterisation, from one standard normal `noise`.
 *
 * eta = mu + sigma noise; d/dmu = a - nu sigmoid(eta), d/dsigma = (a - nu sigmoid(eta)) noise + 1/sigma. Unbiased for the
 * negative of klLogitNormalGradient. Finite for finite input with sigma > 0.
 * Source: Kingma & Welling 2014, arXiv 1312.6114; Titsias & Lazaro-Gredilla 2014.
 */
export function reparameterisedGradient(q: LogitNormal, target: Beta, noise: number): LogitNormal {
  const slope = target.a - (target.a + target.b) * sigmoid(sample(q, noise));
  return { mu: slope, sigma: slope * noise + 1 / q.sigma };
}

/**
 * One-sample estimate of the same gradient by the score function, grad ln q(eta) (ln p(eta) - ln q(eta) - baseline).
 *
 * It needs no slope of the model, and pays with a far larger variance; `baseline` is the control variate's coefficient
 * and leaves the mean as it is. Unbiased. Source: Ranganath, Gerrish & Blei 2014 (black box variational inference).
 */
export function scoreGradient(q: LogitNormal, target: Beta, noise: number, baseline = 0): LogitNormal {
  const surprise = logRatio(q, target, noise) - baseline;
  return { mu: (noise / q.sigma) * surprise, sigma: ((noise * noise - 1) / q.sigma) * surprise };
}

/** ln p(eta) - ln q(eta) in nats at eta = mu + sigma noise, p the Beta on the logit scale; its mean under q is -KL. */
export function logRatio(q: LogitNormal, target: Beta, noise: number): Nats {
  const { a, b } = target;
  const eta = sample(q, noise);
  const logTarget = a * eta - (a + b) * log1pExp(eta) - betaln(a, b);
  return logTarget + 0.5 * noise * noise + HALF_LOG_TWO_PI + Math.log(q.sigma);
}

function sample({ mu, sigma }: LogitNormal, noise: number): number {
  refuseUnless(Number.isFinite(noise) && sigma > 0, 'a sample needs finite noise and sigma > 0');
  return mu + sigma * noise;
}
