import { refuse } from '../shared/errors.ts';
import type { Clock } from './clock.ts';
import * as codes from './codes.ts';
import type { LiveRoom, Result } from './room-service.ts';
import type { HostKeyHashes } from './store/event-store.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Wrong recovery codes per room and hour. */
const TRIES = 10;
const HOUR_SECONDS = 3600;
/** Slow hashes at one time, so that whoever tries codes leaves threads for everybody else's. */
const HASHES_AT_ONCE = 2;
const BUSY_MS = 500;
const MOST_ROOMS_TRIED = 10_000;

export interface TakenRoom {
  readonly ok: true;
  /** The next code for paper; the one before is dead. */
  readonly recoveryCode: string;
}

/** Who may act as the host of a room: whoever holds its token; the code on paper makes one device that holder. */
export interface HostKeys {
  isToken(room: LiveRoom, token: string): boolean;
  /**
   * Makes `hostToken`, made up by the device, the room's only one, if the code on paper is right. A device that is the host
   * already needs no code: the answer to its first asking may have been lost.
   */
  take(room: LiveRoom, hostToken: string, typed: string | undefined): Promise<TakeOver>;
}

export type TakeOver = Result<TakenRoom> & { readonly retryAfterMs?: number };

export interface HostKeysParts {
  readonly clock: Clock;
  readonly random: codes.RandomBytes;
  readonly slowHash: codes.SlowHash;
  /** Durable, then in memory. */
  readonly change: (
    room: LiveRoom,
    keys: HostKeyHashes,
    before: HostKeyHashes,
  ) => Promise<Result<{ readonly ok: true }>>;
  readonly onTaken: (room: LiveRoom) => void;
}

export function createHostKeys({ clock, random, slowHash, change, onTaken }: HostKeysParts): HostKeys {
  const misses = new Map<string, TokenBucket>();
  /** Rooms whose code is being tried now: one try after the other. */
  const trying = new Set<string>();

  const isToken: HostKeys['isToken'] = (room, token) =>
    codes.sameText(codes.hashToken(token), room.row.hostTokenHash);

  function missesOf(code: string): TokenBucket {
    const known = misses.get(code);
    if (known !== undefined) return known;
    const oldest = misses.keys().next();
    if (misses.size >= MOST_ROOMS_TRIED && !oldest.done) misses.delete(oldest.value);
    const bucket = createTokenBucket(TRIES / HOUR_SECONDS, TRIES);
    misses.set(code, bucket);
    return bucket;
  }

  async function isRight(room: LiveRoom, typed: string): Promise<boolean> {
    // What is no code at all costs neither a slow hash nor one of the tries.
    if (!codes.isRecoveryShape(typed)) return false;
    const right = await slowHash.matches(room.row.recoveryHash, typed);
    if (!right) missesOf(room.row.code).take(clock.now());
    return right;
  }

  async function take(room: LiveRoom, hostToken: string, typed: string | undefined): Promise<TakeOver> {
    const before = room.row;
    const isHost = isToken(room, hostToken);
    if (!isHost && (typed === undefined || !(await isRight(room, typed)))) return refuse('host/required');
    const recoveryCode = codes.newRecoveryCode(random);
    const recoveryHash = await slowHash.hash(random, recoveryCode);
    const keys = { hostTokenHash: codes.hashToken(hostToken), recoveryHash };
    const changed = await change(room, keys, before);
    if (!changed.ok) return changed;
    if (!isHost) onTaken(room);
    return { ok: true, recoveryCode };
  }

  return {
    isToken,
    async take(room, hostToken, typed) {
      const { code } = room.row;
      const wait = isToken(room, hostToken) ? 0 : (misses.get(code)?.wait(clock.now()) ?? 0);
      if (wait > 0) return { ...refuse('rate/slow-down'), retryAfterMs: wait };
      if (trying.has(code) || trying.size >= HASHES_AT_ONCE) {
        return { ...refuse('rate/slow-down'), retryAfterMs: BUSY_MS };
      }
      trying.add(code);
      try {
        return await take(room, hostToken, typed);
      } finally {
        trying.delete(code);
      }
    },
  };
}
