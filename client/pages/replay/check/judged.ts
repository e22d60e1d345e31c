import type { CheckRequest, CheckResult } from './check-lesson.ts';
import { type Finding, findingsOf } from './findings.ts';

export type Outcome = 'good' | 'bad' | 'partial';

export interface Judged {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

export function judged({ steps, whole }: CheckResult, { replay, kept }: CheckRequest): Judged {
  const findings = findingsOf(steps, {
    mix: replay.fairness?.mix ?? '',
    mystery: replay.settings.mystery,
    sealedIn: kept.sealedIn,
  });
  const broken = findings.some(({ state }) => state === 'bad');
  return { findings, outcome: broken ? 'bad' : whole ? 'good' : 'partial' };
}
