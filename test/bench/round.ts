import { decide } from '../../shared/room/decide.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { emptyState, evolve } from '../../shared/room/evolve.ts';
import { CROWD, crowdedBets, crowdedRoom } from '../support/crowded-room.ts';
import type { TestRoom } from '../support/room.ts';
import { compareMs, type Measurement, type Options } from './measurement.ts';

const CLOSE_GOAL_MS = 50;
const REVEAL_GOAL_MS = 200;
const FOLD_GOAL_MS = 200;

/** The least that deciding about everybody could take: a logarithm for each seat and a sort by it. */
function bareScores(): number {
  const scores = Float64Array.from({ length: CROWD }, (_, k) => Math.log(k + 1) % 1);
  return scores.sort()[0] ?? 0;
}

function decided(room: TestRoom, type: 'close' | 'reveal'): () => number {
  return () => {
    const decision = decide(room.state, { type }, { at: room.now, by: 'host' });
    return decision.ok ? decision.events.length : Number.NaN;
  };
}

function folded(log: readonly RecordedEvent[]): () => number {
  return () => {
    const state = emptyState();
    for (const recorded of log) evolve(state, recorded);
    return state.open.seq;
  };
}

/** A lecture's round: ten thousand seats closed, revealed, and folded from their log. */
export function round({ runs }: Options): readonly Measurement[] {
  const point = crowdedRoom({});
  const text = JSON.stringify(point.log);
  const closes = [
    { what: `closing a round of ${CROWD} points`, room: point },
    { what: `closing a round of ${CROWD} beliefs`, room: crowdedRoom({ estimate: 'belief' }) },
  ].map(({ what, room }) => ({
    what,
    unit: 'ms',
    reach: { most: CLOSE_GOAL_MS },
    ...compareMs(runs, bareScores, decided(room, 'close')),
  }));
  return [
    ...closes,
    {
      what: `settling ${CROWD} bets and the truth`,
      unit: 'ms',
      reach: { most: REVEAL_GOAL_MS },
      ...compareMs(runs, bareScores, decided(crowdedBets(), 'reveal')),
    },
    {
      what: `folding their log of ${point.log.length} events (floor: JSON.parse)`,
      unit: 'ms',
      reach: { most: FOLD_GOAL_MS },
      ...compareMs(runs, () => (JSON.parse(text) as unknown[]).length, folded(point.log)),
    },
  ];
}
