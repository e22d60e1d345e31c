import { nats } from '../../charts/nats.ts';

/** ln p(D) = ELBO + KL as it is printed. */
export interface Equation {
  readonly evidence: string;
  readonly elbo: string;
  readonly kl: string;
  readonly digits: number;
  /** The printed ELBO in units of its last digit. */
  readonly elboUnits: number;
}

/** Two digits where the KL can be seen in them; of a small one its first digits, of none no more. */
function digitsFor(gap: number): number {
  return gap >= 0.1 || gap < 5e-5 ? 2 : 4;
}

/** Evidence and KL are rounded and the ELBO is their difference, so that what is printed adds up to its last digit. */
export function equationOf(logEvidence: number, gap: number): Equation {
  const digits = digitsFor(gap);
  const unit = 10 ** digits;
  const evidence = Math.round(logEvidence * unit);
  const kl = Math.round(gap * unit);
  const elboUnits = evidence - kl;
  return {
    evidence: nats(evidence / unit, digits),
    elbo: nats(elboUnits / unit, digits),
    kl: nats(kl / unit, digits),
    digits,
    elboUnits,
  };
}

/** Parts of a whole in units of its last digit: each rounded, and the largest takes what rounding left over. */
export function addingUp(parts: readonly number[], whole: number, digits: number): readonly number[] {
  const units = parts.map((part) => Math.round(part * 10 ** digits));
  const rest = whole - units.reduce((sum, part) => sum + part, 0);
  const largest = parts.reduce(
    (best, part, k) => (Math.abs(part) > Math.abs(parts[best] ?? 0) ? k : best),
    0,
  );
  return units.map((part, k) => (k === largest ? part + rest : part));
}
