import type { VerificationStep } from '../../../../shared/verification/steps.ts';
import { type Progress, sealSteps, verifyLesson } from '../../../../shared/verification/verify-lesson.ts';
import type { PublicLog } from '../../../../shared/views/public-log.ts';
import type { Replay } from '../../../../shared/views/wire.ts';
import type { KeptHere } from './kept-for-check.ts';

export interface CheckRequest {
  readonly replay: Replay;
  readonly kept: KeptHere;
}

export interface CheckResult {
  readonly steps: readonly VerificationStep[];
  /** False where the log could not be fetched: then only the seal, the jar and the draws were repeated. */
  readonly whole: boolean;
}

/** Everything that can be checked of a lesson, on this device: fetches the log, repeats the rest. */
export async function checkLesson({ replay, kept }: CheckRequest, tell: Progress): Promise<CheckResult> {
  const log = await fetchLog(replay.replayId);
  if (log === null) return { steps: sealSteps(replay, kept), whole: false };
  return { steps: verifyLesson({ replay, log }, kept, nowAndThen(tell)), whole: true };
}

/** A hundred words of it are enough. */
function nowAndThen(tell: Progress): Progress {
  let told = -1;
  return (done, of) => {
    const percent = Math.floor((100 * done) / of);
    if (percent === told) return;
    told = percent;
    tell(done, of);
  };
}

async function fetchLog(replayId: string): Promise<PublicLog | null> {
  try {
    const response = await fetch(`/api/replays/${encodeURIComponent(replayId)}/log`);
    const body: unknown = response.ok ? await response.json() : null;
    return isLog(body) ? body : null;
  } catch {
    return null;
  }
}

/** Only that it is a log at all; what is wrong within it, the check itself has to say. */
function isLog(body: unknown): body is PublicLog {
  return typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events);
}
