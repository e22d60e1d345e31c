import { randomBytes } from 'node:crypto';
import { chainingWith } from '../../server/room-opening.ts';
import type { EventStore } from '../../server/store/event-store.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { emptyState, evolve } from '../../shared/room/evolve.ts';
import { record } from '../../shared/room/record.ts';
import { CROWD } from '../support/crowded-room.ts';
import { share, TestRoom } from '../support/room.ts';

export const ROUNDS = 15;
export const LONG_LESSON = `${CROWD} seats × ${ROUNDS} rounds`;
/** Events of one write, as they come together while the disk is busy. */
const BATCH = 2000;

export const chaining = chainingWith(randomBytes);
export const meta = { at: 1_790_000_000_000, by: 'p' };

/** Ten thousand seats that have guessed in every round; with `reveal` up to the open jar. */
export function longLesson({ reveal = false } = {}): readonly RecordedEvent[] {
  const room = new TestRoom().open({ maxPlayers: CROWD, rounds: ROUNDS });
  for (let k = 0; k < CROWD; k += 1) {
    room.record({ type: 'SeatTaken', playerId: `${k}`, tokenHash: `h${k}`, cookie: 0, fromRound: 1 });
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    room.run({ type: round === 1 ? 'start' : 'next', draws: 1 });
    for (let k = 0; k < CROWD; k += 1) {
      const estimate = share(0.3 + (0.4 * ((k * 7 + round) % 1000)) / 1000);
      room.record({ type: 'EstimatePlaced', playerId: `${k}`, round, estimate, done: false });
    }
    room.run({ type: 'close' });
  }
  if (reveal) room.run({ type: 'reveal' });
  return chainedLog(room.log);
}

function chainedLog(log: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const state = emptyState();
  const events = log.map(({ event }) => event);
  const whole: RecordedEvent[] = [];
  // The chain begins with the seal, which comes with the opening.
  for (const decided of [events.slice(0, 2), ...events.slice(2).map((event) => [event])]) {
    for (const recorded of record(state, decided, meta, chaining)) {
      evolve(state, recorded);
      whole.push(recorded);
    }
  }
  return whole;
}

export async function storeLog(
  store: EventStore,
  replayId: string,
  log: readonly RecordedEvent[],
): Promise<void> {
  const row = { replayId, code: '123456', hostTokenHash: '', recoveryHash: '', joinKey: '', title: '' };
  await store.createRoom({ ...row, createdAt: Date.now() }, log.slice(0, BATCH), []);
  for (let from = BATCH; from < log.length; from += BATCH) {
    await store.append(replayId, from, log.slice(from, from + BATCH), []);
  }
}
