import type { LoopDelay } from './loop-delay.ts';
import { counter, type Family, gauge, histogram } from './metrics-text.ts';
import type { LiveRoom } from './room-service.ts';

/** Told by those who do the work; nothing of a person is among it: no name, no address, no code. */
export interface Meter {
  /** A message was answered: with ok, or the code of the refusal. */
  answered(event: string, outcome: string, ms: number): void;
  /** Somebody came to the door of an audience: with ok, or the code of the refusal. */
  admitted(audience: string, outcome: string): void;
  /** A call of the store has begun. */
  storing(): void;
  /** And has ended. */
  stored(call: string, isOk: boolean, ms: number): void;
}

export interface Metrics extends Meter {
  /** In the text format of Prometheus. */
  text(): string;
}

export interface MetricsParts {
  readonly rooms: () => Iterable<LiveRoom>;
  readonly connections: () => number;
  /** Phones that wait for their turn at the door. */
  readonly waitingAtDoor: () => number;
  readonly loopDelay: LoopDelay;
  /** Why no new room is opened just now, if so. */
  readonly overload: () => string | null;
}

export function createMetrics(parts: () => MetricsParts): Metrics {
  const answers = counter('bakery_answers_total', 'Messages answered, by event and outcome.');
  const answerTimes = histogram('bakery_answer_seconds', 'From a message to its answer, commit included.');
  const admissions = counter('bakery_admissions_total', 'Handshakes answered, by audience and outcome.');
  const commits = counter('bakery_store_calls_total', 'Calls of the store, by kind and outcome.');
  const appends = histogram('bakery_store_append_seconds', 'From an append to its commit.');
  let storing = 0;

  const looked = (): readonly Family[] => {
    const { rooms, connections, waitingAtDoor, loopDelay, overload } = parts();
    const counted = countRooms(rooms());
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const { p50Ms, p99Ms, mostMs } = loopDelay.recent();
    return [
      gauge('bakery_rooms', 'Rooms in memory, by phase.', () =>
        [...counted.phases].map(([phase, count]) => [{ phase }, count] as const),
      ),
      gauge('bakery_seats', 'Seats in rooms that have not ended, by presence.', () => [
        [{ present: 'yes' }, counted.present],
        [{ present: 'no' }, counted.away],
      ]),
      gauge('bakery_sockets', 'Open connections.', connections),
      gauge(
        'bakery_door_waiting',
        'Handshakes that are not answered yet, most of them waiting for their turn.',
        waitingAtDoor,
      ),
      gauge('bakery_store_waiting', 'Calls of the store under way.', () => storing),
      gauge('bakery_overloaded', 'Whether new rooms are refused just now, by reason.', () =>
        ['sockets', 'memory', 'delay'].map((reason) => [{ reason }, overload() === reason ? 1 : 0] as const),
      ),
      gauge('bakery_loop_delay_seconds', 'Delay of the event loop in the last ten seconds.', () => [
        [{ quantile: '0.5' }, p50Ms / 1000],
        [{ quantile: '0.99' }, p99Ms / 1000],
        [{ quantile: '1' }, mostMs / 1000],
      ]),
      gauge('process_cpu_seconds_total', 'CPU used.', () => (user + system) / 1e6, 'counter'),
      gauge('process_resident_memory_bytes', 'Resident memory.', () => rss),
      gauge('nodejs_heap_size_used_bytes', 'Heap in use.', () => heapUsed),
      gauge('process_uptime_seconds', 'Since the start.', () => process.uptime()),
    ];
  };

  return {
    answered(event, outcome, ms) {
      answers.add({ event, outcome });
      answerTimes.observe(ms / 1000);
    },
    admitted: (audience, outcome) => admissions.add({ audience, outcome }),
    storing() {
      storing += 1;
    },
    stored(call, isOk, ms) {
      storing -= 1;
      commits.add({ call, outcome: isOk ? 'ok' : 'error' });
      if (call === 'append') appends.observe(ms / 1000);
    },
    text: () =>
      [...looked(), answers, answerTimes, admissions, commits, appends].map((one) => one.text()).join(''),
  };
}

function countRooms(rooms: Iterable<LiveRoom>) {
  const phases = new Map<string, number>();
  let [present, away] = [0, 0];
  for (const { state } of rooms) {
    const { open } = state;
    phases.set(open.phase, (phases.get(open.phase) ?? 0) + 1);
    if (open.phase === 'ended') continue;
    present += open.present;
    away += open.players - open.present;
  }
  return { phases, present, away };
}
