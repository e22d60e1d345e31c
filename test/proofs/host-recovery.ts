import { defaultRetention, HOUR_MS, periods, type Retention } from '../../server/retention.ts';
import { isOver } from '../../server/room-lifetime.ts';
import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import { type HostReport, losses } from './network/host-recovery.ts';
import { percentile, type Run, replaced, runPhones } from './network/run-phones.ts';
import { count, type Proof } from './proof.ts';

const boundMs = 10_000;
const sizes = { ci: { phones: 4, times: 1 }, full: { phones: 12, times: 4 } } as const;

export const hostRecovery: Proof = {
  id: 'P10',
  promise: 'a teacher whose laptop is lost is back on it or on another, and the class loses nothing',
  async prove(size) {
    const faulty = await planted();
    const { phones, times } = sizes[size];
    const runs: Run<HostReport>[] = [];
    const plan = { losses, phones, patienceMs: 20_000 } as const;
    for (let k = 0; k < times; k += 1) {
      runs.push(await runPhones({ experiment: 'host', client: top, server: top, ...plan }));
    }
    const returns = runs.flatMap(({ result }) => result.returns);
    const estimates = runs.reduce((sum, { result }) => sum + result.estimates, 0);
    const ms = returns.map((one) => one.ms);
    const lives = shortestLivesHours();
    const broken = [
      ...runs.flatMap(({ result }) => result.faults),
      ...(lives.every((hours) => hours >= 1)
        ? []
        : [`a room without its host lives ${lives.join(' or ')} h`]),
      ...faulty.missed.map((name) => `a planted fault was not found: ${name}`),
    ];
    const late = returns
      .filter((one) => one.ms > boundMs)
      .map((one) => `${one.loss}, ${one.moment}: ${Math.round(one.ms)} ms`);
    const worst = Math.round(Math.max(...ms));
    const figures = [
      `${count(returns.length)} returns of the host in ${losses.length} ways at every moment of a lesson, p50 ${percentile(ms, 0.5)} ms, at most ${count(worst)} ms from the open page to the first acknowledged tap (loop delay p99 ${Math.max(...runs.map(({ loopDelayMs }) => loopDelayMs))} ms)`,
      `${count(estimates)} students kept seat, estimate and points`,
      `a room without its host lives ${Math.min(defaultRetention.lobbyHours, defaultRetention.gameHours)} h, by no setting less than ${Math.min(...lives)} h`,
      `${faulty.found} planted faults found`,
    ];
    return { figures: figures.join('; '), broken, late };
  },
};

/** Whole hours that a room stays which nobody runs, in the lobby, in the game and after the reveal, by the least settings. */
function shortestLivesHours(): readonly number[] {
  const { lobbyHours, gameHours } = periods;
  const least: Retention = { ...defaultRetention, lobbyHours: lobbyHours.least, gameHours: gameHours.least };
  const never = { startedAt: null, revealedAt: null, endedAt: null };
  const rooms = [never, { ...never, startedAt: 0 }, { ...never, startedAt: 0, revealedAt: 0 }];
  return rooms.map((times) => {
    let hours = 0;
    while (!isOver({ openedAt: 0, ...times }, least, (hours + 1) * HOUR_MS)) hours += 1;
    return hours;
  });
}

interface Fault {
  readonly name: string;
  readonly file: string;
  readonly without: string;
  /** What is complained of where it is. */
  readonly seen: string;
}

const faults: readonly Fault[] = [
  {
    name: 'the device before is not let go',
    file: 'server/host-keys.ts',
    without: 'if (!isHost) onTaken(room);',
    seen: 'the laptop that came back is still the host',
  },
  {
    name: 'the class is not told that the teacher is back',
    file: 'server/fan-out/room-audience.ts',
    without: 'if (this.#hostAway) this.#tellHost(false);',
    seen: 'without word that the teacher is back',
  },
];

async function planted(): Promise<{ readonly found: number; readonly missed: readonly string[] }> {
  const copy = plantedCopy();
  try {
    for (const { file, without } of faults) copy.plant(file, (text) => replaced(text, without, ''));
    const { result } = await runPhones({
      ...{ experiment: 'host', client: copy.path, server: copy.path, phones: 1, patienceMs: 8000 },
      losses: ['another device takes over while it sleeps', 'another device takes over after it was reset'],
    });
    const missed = faults.filter(({ seen }) => !result.faults.some((fault) => fault.includes(seen)));
    return { found: faults.length - missed.length, missed: missed.map(({ name }) => name) };
  } finally {
    copy.remove();
  }
}
