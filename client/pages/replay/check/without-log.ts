import { commitmentOf, isOpening } from '../../../../shared/fairness/commitment.ts';
import { type FairnessStep, verifyFairness } from '../../../../shared/fairness/verify.ts';
import type { Kept, VerificationStep } from '../../../../shared/verification/steps.ts';
import type { Replay } from '../../../../shared/views/wire.ts';
import { openedJar } from '../fairness.ts';

/** What can be checked of a replay whose log did not come: the seal, the jar and every draw. */
export function verifyWithoutLog(replay: Replay, kept: Kept): readonly VerificationStep[] {
  const opened = openedJar(replay);
  if (opened === null) return [];
  const { opening, orders } = opened;
  const commitment = kept.commitment ?? opened.commitment;
  const steps = verifyFairness({ ...opened, commitment });
  const written = (step: FairnessStep): VerificationStep => {
    switch (step.step) {
      case 'commitment':
        return {
          ...step,
          keptByDevice: kept.commitment !== null,
          expected: commitment,
          found: isOpening(opening) ? commitmentOf(opening) : null,
        };
      case 'jar':
        return { ...step, mystery: 'mystery' in opening, expected: null, found: opened.jar };
      case 'draw':
        return { ...step, expected: null, found: (orders[step.round - 1] ?? []).join('') };
    }
  };
  return steps.map(written);
}
