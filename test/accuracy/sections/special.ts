import { betaCdf, betaLogPdf, betaQuantile } from '../../../shared/inference/beta-distribution.ts';
import { betaln } from '../../../shared/inference/beta-function.ts';
import { h, phi } from '../../../shared/inference/divergence.ts';
import { logit, logSigmoid, logSumExp, sigmoid } from '../../../shared/inference/log-space.ts';
import { digamma, lgamma, trigamma } from '../../../shared/inference/special.ts';
import { cases, num, nums, type Section } from '../comparison.ts';

const curve = (name: string, f: (x: number) => number, tolerance: number): Section =>
  cases({ x: num, value: num }, ({ x, value }) => [
    { what: `${name}(${x})`, actual: f(x), expected: value, tolerance },
  ]);

const cost = (name: string, f: (u: number) => number): Section =>
  cases({ u: num, value: num }, ({ u, value }) => [
    { what: `${name}(${u})`, actual: f(u), expected: value, tolerance: 1e-14 },
  ]);

/** The game's own range, where twelve digits are promised. */
const digitsOf = (a: number, b: number) => (Math.min(a, b) >= 0.5 && Math.max(a, b) <= 1e4 ? 1e-12 : 1e-9);

export const specialFunctions = {
  lgamma: curve('lgamma', lgamma, 1e-14),
  digamma: curve('digamma', digamma, 1e-14),
  trigamma: curve('trigamma', trigamma, 1e-14),
  betaln: cases({ a: num, b: num, value: num }, ({ a, b, value }) => [
    {
      what: `betaln(${a}, ${b})`,
      actual: betaln(a, b),
      expected: value,
      tolerance: 1e-15,
      // Near 0 the logarithm keeps 2e-15 of what it is the logarithm of.
      scale: Math.max(2, Math.abs(value)),
    },
  ]),
  logsumexp: cases({ x: nums, value: num }, ({ x, value }) => [
    { what: `logSumExp(${x})`, actual: logSumExp(x), expected: value, tolerance: 1e-15 },
  ]),
  // The vectors print values below 1e-300 as 0.
  log_sigmoid: cases({ x: num, value: num }, ({ x, value }) => [
    { what: `logSigmoid(${x})`, actual: logSigmoid(x), expected: value, tolerance: 1e-15, slack: 1e-300 },
  ]),
  expit_logit: cases({ p: num, logit: num }, ({ p, logit: eta }) => [
    { what: `logit(${p})`, actual: logit(p), expected: eta, tolerance: 1e-14 },
    // The rounding of the logit itself, times its size, is what its share cannot know.
    {
      what: `sigmoid(${eta})`,
      actual: sigmoid(eta),
      expected: p,
      tolerance: 2e-14,
      slack: 3e-16 * Math.abs(eta) * p,
    },
  ]),
  phi: cost('phi', phi),
  h: cost('h', h),
  beta_cdf: cases({ a: num, b: num, x: num, value: num, logpdf: num }, ({ a, b, x, value, logpdf }) => {
    const limits = { tolerance: digitsOf(a, b), scale: 1 };
    const at = `(${a}, ${b}, ${x})`;
    return [
      { what: `cdf${at}`, actual: betaCdf({ a, b }, x), expected: value, ...limits },
      { what: `log density${at}`, actual: betaLogPdf({ a, b }, x), expected: logpdf, ...limits },
    ];
  }),
  beta_quantile: cases({ a: num, b: num, p: num, value: num }, ({ a, b, p, value }) => [
    {
      what: `quantile(${a}, ${b}, ${p})`,
      actual: betaQuantile({ a, b }, p),
      expected: value,
      tolerance: digitsOf(a, b),
    },
  ]),
};
