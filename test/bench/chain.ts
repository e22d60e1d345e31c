import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { chainingWith } from '../../server/room-opening.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { RecordedEvent, RoomEvent } from '../../shared/room/events.ts';
import { emptyState, evolve, fold } from '../../shared/room/evolve.ts';
import { record } from '../../shared/room/record.ts';
import { CROWD, crowdedRoom } from '../support/crowded-room.ts';
import { share, TestRoom } from '../support/room.ts';
import { compareMs, type Measurement, median } from './measurement.ts';

const GUESS_GOAL_US = 60;
const SCORES_GOAL_MS = 150;
const LOAD_GOAL_MS = 8000;
const LOADS = 3;
const ROUNDS = 15;
/** Events of one write, as they come together while the disk is busy. */
const BATCH = 2000;

const chaining = chainingWith(randomBytes);
const meta = { at: 1_790_000_000_000, by: 'p' };

/** What a log costs because nobody shall be able to rewrite it: each guess, each round's scores, and reading it all again. */
export async function chain(): Promise<readonly Measurement[]> {
  const room = crowdedRoom({});
  const guesses = room.log.flatMap(({ event }) => (event.type === 'EstimatePlaced' ? [event] : []));
  const scores = room.run({ type: 'close' }).filter(({ type }) => type === 'RoundScored');
  const perGuess = compareMs(
    () => written(guesses),
    () => chained(guesses),
  );
  return [
    {
      what: 'chaining an accepted guess (floor: its JSON)',
      unit: 'µs',
      floor: (1000 * perGuess.floor) / guesses.length,
      ours: (1000 * perGuess.ours) / guesses.length,
      goal: GUESS_GOAL_US,
    },
    {
      what: `chaining the scores of ${CROWD} (floor: their JSON and its SHA-256)`,
      unit: 'ms',
      goal: SCORES_GOAL_MS,
      ...compareMs(
        () => written(scores) + createHash('sha256').update(JSON.stringify(scores)).digest().length,
        () => chained(scores),
      ),
    },
    await loading(),
  ];
}

function written(events: readonly RoomEvent[]): number {
  return events.reduce((bytes, event) => bytes + JSON.stringify(event).length, 0);
}

function chained(events: readonly RoomEvent[]): number {
  const state = emptyState();
  state.open.seq = 1;
  state.open.head = 'ab'.repeat(32);
  return events.reduce((sum, event) => sum + record(state, [event], meta, chaining).length, 0);
}

/** Ten thousand seats for fifteen rounds from the disk: every sum checked, every event folded, as after a restart. */
async function loading(): Promise<Measurement> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-bench-'));
  const store = createSqliteStore(dir);
  try {
    await store.open();
    const log = chainedLog(longLesson());
    const row = { replayId: 'long', code: '1', hostTokenHash: '', recoveryHash: '', joinKey: '', title: '' };
    await store.createRoom({ ...row, createdAt: 1 }, log.slice(0, BATCH), []);
    for (let from = BATCH; from < log.length; from += BATCH) {
      await store.append('long', from, log.slice(from, from + BATCH), []);
    }
    const ours: number[] = [];
    for (let k = 0; k < LOADS; k += 1) {
      const start = performance.now();
      const state = fold(await store.read('long'));
      ours.push(performance.now() - start);
      if (state.open.seq !== log.length) throw new Error('the lesson was not read whole');
    }
    await store.close();
    return {
      what: `loading ${CROWD} seats × ${ROUNDS} rounds (floor: their JSON from the file)`,
      unit: 'ms',
      floor: median(Array.from({ length: LOADS }, () => bareLoadMs(join(dir, 'rooms.db')))),
      ours: median(ours),
      goal: LOAD_GOAL_MS,
      note: `${log.length} events`,
    };
  } finally {
    await store.close();
    rmSync(dir, { recursive: true });
  }
}

function bareLoadMs(file: string): number {
  const db = new DatabaseSync(file);
  const start = performance.now();
  for (const { body } of db.prepare('SELECT body FROM events ORDER BY seq').iterate())
    JSON.parse(String(body));
  const time = performance.now() - start;
  db.close();
  return time;
}

function longLesson(): readonly RecordedEvent[] {
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
  return room.log;
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
