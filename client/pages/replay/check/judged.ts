import type { Replay } from '../../../../shared/views/wire.ts';
import type { CheckResult } from './check-lesson.ts';
import { type Finding, findingsOf } from './findings.ts';

export type Outcome = 'good' | 'bad' | 'partial';

export function judged(
  { steps, whole }: CheckResult,
  replay: Pick<Replay, 'fairness'>,
): { readonly outcome: Outcome; readonly findings: readonly Finding[] } {
  const findings = findingsOf(steps, replay);
  const broken = findings.some(({ state }) => state === 'bad');
  return { findings, outcome: broken ? 'bad' : whole ? 'good' : 'partial' };
}
