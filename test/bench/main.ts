// `npm run bench`: how long things take, each beside the least it could take in the same run.
// `npm run bench -- PART …` runs the named parts only, `--json` prints JSON, `--runs 3` takes medians of three instead of
// five, `--players 1000` measures lectures of that size alone, `--rooms 1000 --servers 2` that many classrooms of thirty,
// for `--minutes 10` instead of one estimate of everybody.
// Exit code 1: a goal is missed; 2: what was asked for cannot be understood.
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { tableOf } from '../support/table.ts';
import { chain } from './chain.ts';
import { classrooms } from './classrooms.ts';
import { fanOut } from './fan-out.ts';
import { inference } from './inference.ts';
import { join, memory } from './join.ts';
import { endLectures } from './load/full-lectures.ts';
import { durableLog } from './log.ts';
import {
  type Goal,
  type Measurement,
  type Options,
  type Part,
  type Verdict,
  verdictOf,
} from './measurement.ts';
import { nodes } from './nodes.ts';
import { projector } from './projector.ts';
import { recovery, replay } from './recovery.ts';
import { round } from './round.ts';
import { startUp } from './start-up.ts';
import { stormPart } from './storm.ts';
import { wholeLecture } from './whole-lecture.ts';
import { wholeRound } from './whole-round.ts';

const parts: Readonly<Record<string, Part>> = {
  inference,
  round,
  chain,
  log: durableLog,
  recovery,
  replay,
  'start-up': startUp,
  join,
  memory,
  'fan-out': fanOut,
  storm: stormPart,
  'whole-round': wholeRound,
  lecture: wholeLecture,
  classrooms,
  nodes,
  projector,
};

const usage = `usage: npm run bench -- [--json] [--runs N] [--players N,N] [--rooms N] [--servers N] [--minutes N] [PART …]
parts: ${Object.keys(parts).join(', ')}`;

interface Asked {
  readonly json: boolean;
  readonly named: readonly string[];
  readonly options: Options;
}

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const asked = understood(words);
  if (asked === undefined) {
    console.error(usage);
    return 2;
  }
  const machine = {
    cpu: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
    node: process.versions.node,
    loadBefore: loadavg()[0] ?? 0,
  };
  const results: Finished[] = [];
  // One after the other: two at once would measure each other.
  const failed: string[] = [];
  for (const name of asked.named) {
    console.error(`${name} … (load ${(loadavg()[0] ?? 0).toFixed(1)})`);
    try {
      for (const measurement of (await parts[name]?.(asked.options)) ?? []) {
        const { floor, ours } = measurement;
        const ratio = floor === null ? null : ours / floor;
        results.push({ part: name, ...measurement, ratio, verdict: verdictOf(measurement) });
      }
    } catch (error) {
      // What the others have measured in minutes is not thrown away.
      failed.push(name);
      console.error(`${name} could not be measured:`, error);
    }
  }
  await endLectures();
  if (asked.json)
    console.log(JSON.stringify({ machine, runs: asked.options.runs, results, failed }, null, 2));
  else {
    const { cpu, node, loadBefore } = machine;
    console.log(
      `${cpu}, Node ${node}, load before ${loadBefore.toFixed(1)}, medians of ${asked.options.runs}\n`,
    );
    console.log(table(results));
  }
  return failed.length > 0 || results.some(({ verdict }) => verdict === 'missed') ? 1 : 0;
}

function understood(words: string[]): Asked | undefined {
  try {
    const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
    const { values, positionals } = parseArgs({
      args: words,
      options: {
        json: { type: 'boolean', default: false },
        ...{ runs: text('5'), players: text('100,1000,10000'), rooms: text('100'), servers: text('1') },
        minutes: { type: 'string' },
      },
      allowPositionals: true,
    });
    const minutes = values.minutes === undefined ? null : Number(values.minutes);
    const numbers = [values.runs, values.rooms, values.servers, ...values.players.split(',')].map(Number);
    const [runs = 0, rooms = 0, servers = 0, ...players] = numbers;
    const named = positionals.length > 0 ? positionals : Object.keys(parts);
    const isKnown = named.every((name) => Object.hasOwn(parts, name));
    if (!isKnown || ![...numbers, minutes ?? 1].every((value) => Number.isInteger(value) && value > 0))
      return undefined;
    return {
      json: values.json,
      named,
      options: { runs, rooms, servers, minutes, players: players.toSorted((a, b) => a - b) },
    };
  } catch {
    return undefined;
  }
}

type Finished = Measurement & {
  readonly part: string;
  readonly ratio: number | null;
  readonly verdict: Verdict;
};

function shown(value: number | null): string {
  return value === null ? '–' : Number(value.toPrecision(3)).toString();
}

function goal(wanted: Goal | undefined, unit: string): string {
  const { ratio, most } = wanted ?? {};
  return [ratio === undefined ? '' : `≤ ${shown(ratio)}×`, most === undefined ? '' : `≤ ${most} ${unit}`]
    .filter((text) => text !== '')
    .join(', ');
}

function table(finished: readonly Finished[]): string {
  const numbers = ['floor', 'ours', 'ratio'];
  const head = ['part', 'what', ...numbers, 'unit', 'reach', 'beyond', 'verdict', 'note'];
  const rows = finished.map(({ part, what, floor, ours, ratio, reach, beyond, unit, verdict, note = '' }) => [
    ...[part, what, ...[floor, ours, ratio].map(shown), unit],
    ...[goal(reach, unit), goal(beyond, unit), verdict, note],
  ]);
  return tableOf(head, rows, new Set(numbers));
}
