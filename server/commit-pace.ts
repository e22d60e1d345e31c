import { type Clock, pause } from './clock.ts';
import { createTokenBucket } from './token-bucket.ts';

const COMMITS_PER_SECOND = 50;
const COMMITS_BURST = 20;

/** Null when a commit may begin now, else what to wait for before it begins; only one waits at a time. */
export type CommitPace = () => Promise<void> | null;

/**
 * How often one room's log is written to. A class that answers hardly ever waits. In a steady stream of hundreds a second
 * each waits for a few milliseconds and shares its commit, which costs the same whatever it holds.
 */
export function createCommitPace(clock: Clock): CommitPace {
  const commits = createTokenBucket(COMMITS_PER_SECOND, COMMITS_BURST);
  return () => {
    const now = clock.now();
    const waitMs = commits.wait(now);
    commits.owe(now, 1);
    return waitMs === 0 ? null : pause(clock, waitMs);
  };
}
