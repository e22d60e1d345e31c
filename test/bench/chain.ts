import { createHash } from 'node:crypto';
import type { RoomEvent } from '../../shared/room/events.ts';
import { emptyState } from '../../shared/room/evolve.ts';
import { record } from '../../shared/room/record.ts';
import { CROWD, crowdedRoom } from '../support/crowded-room.ts';
import { chaining, meta } from './long-lesson.ts';
import { compareMs, type Measurement, type Options } from './measurement.ts';

const GUESS_GOAL_US = 60;
const SCORES_GOAL_MS = 150;

/** What a log costs because nobody shall be able to rewrite it: each guess, and each round's scores. */
export function chain({ runs }: Options): readonly Measurement[] {
  const room = crowdedRoom({});
  const guesses = room.log.flatMap(({ event }) => (event.type === 'EstimatePlaced' ? [event] : []));
  const scores = room.run({ type: 'close' }).filter(({ type }) => type === 'RoundScored');
  const perGuess = compareMs(
    runs,
    () => written(guesses),
    () => chained(guesses),
  );
  return [
    {
      what: 'chaining an accepted guess (floor: its JSON)',
      unit: 'µs',
      floor: (1000 * perGuess.floor) / guesses.length,
      ours: (1000 * perGuess.ours) / guesses.length,
      reach: { most: GUESS_GOAL_US },
    },
    {
      what: `chaining the scores of ${CROWD} (floor: their JSON and its SHA-256)`,
      unit: 'ms',
      reach: { most: SCORES_GOAL_MS },
      ...compareMs(
        runs,
        () => written(scores) + createHash('sha256').update(JSON.stringify(scores)).digest().length,
        () => chained(scores),
      ),
    },
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
