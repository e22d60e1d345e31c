import type { Clock } from './clock.ts';
import { hashToken, type SlowHash, sameText } from './codes.ts';
import type { LiveRoom } from './room-service.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Wrong recovery codes per room and hour. */
const TRIES = 10;
const HOUR_SECONDS = 3600;

/** Who may act as the host of a room: whoever holds its token, or the code written on paper. */
export interface HostKeys {
  isToken(room: LiveRoom, token: string): boolean;
  isRecovery(room: LiveRoom, typed: string): boolean;
}

export function createHostKeys(clock: Clock, slowHash: SlowHash): HostKeys {
  const misses = new Map<string, TokenBucket>();
  // The slow hash is paid once per device, not at each of its reconnections.
  const proven = new Map<string, string>();

  return {
    isToken: (room, token) => sameText(hashToken(token), room.row.hostTokenHash),
    isRecovery(room, typed) {
      const { recoveryHash } = room.row;
      if (proven.get(recoveryHash) === hashToken(typed)) return true;
      const bucket = misses.get(recoveryHash) ?? createTokenBucket(TRIES / HOUR_SECONDS, TRIES);
      misses.set(recoveryHash, bucket);
      if (bucket.wait(clock.now()) > 0) return false;
      if (!slowHash.matches(recoveryHash, typed)) {
        bucket.take(clock.now());
        return false;
      }
      proven.set(recoveryHash, hashToken(typed));
      return true;
    },
  };
}
