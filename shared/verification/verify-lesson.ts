import type { PublicLog } from '../views/public-log.ts';
import type { Replay } from '../views/wire.ts';
import type { Kept, VerificationStep } from './steps.ts';

export interface PublishedLesson {
  /** GET /api/replays/:id. */
  readonly replay: Replay;
  /** GET /api/replays/:id/log. */
  readonly log: PublicLog;
}

export type VerifyLesson = (lesson: PublishedLesson, kept: Kept) => readonly VerificationStep[];
