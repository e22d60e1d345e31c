import type { ScoreParts } from '../../../shared/room/events.ts';
import { nats } from '../../charts/nats.ts';

export interface ElboSum {
  readonly evidence: string;
  readonly elbo: string;
  readonly kl: string;
  readonly centre: string;
  readonly width: string;
}

/** Evidence, centre and width are rounded, the others made of them, so that what is printed adds up to its last digit. */
export function elboSum(logEvidence: number, parts: ScoreParts, digits = 3): ElboSum {
  const unit = 10 ** digits;
  const evidence = Math.round(logEvidence * unit);
  const centre = Math.round(parts.centre * unit);
  const width = Math.round(parts.width * unit);
  const kl = centre + width;
  const words = (value: number): string => nats(value / unit, digits);
  return {
    evidence: words(evidence),
    elbo: words(evidence - kl),
    kl: words(kl),
    centre: words(centre),
    width: words(width),
  };
}
