import { posteriorCount } from './models.ts';
import { revealKl } from './reveal.ts';
import { type PointScore, scoreOf } from './scoring.ts';
import type { Counts, Evidence, JarModel, Simplex } from './types.ts';

/** What open scoring knows: everything, the jar included. */
export interface OpenRound {
  readonly model: JarModel;
  readonly evidence: Evidence;
  readonly jar: Counts;
  readonly guess: Simplex;
}

/**
 * The story's own live score: kl = KL(jar || guess), gap = nu * kl, points as in scoring.ts.
 *
 * It tells the class about the jar: two exact values from different guesses determine a two-flavour jar. It is therefore
 * off by default and lives apart from evidence scoring.
 */
export function scoreOpenPoint({ model, evidence, jar, guess }: OpenRound): PointScore {
  return scoreOf(revealKl(jar, guess), posteriorCount({ ...model, batches: evidence.batches }));
}
