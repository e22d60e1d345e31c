import { setTimeout as sleep } from 'node:timers/promises';
import type { PublicLog } from '../../shared/views/public-log.ts';
import { percentile } from '../proofs/load/crowd.ts';
import { Lecture } from './load/lecture.ts';
import { machineMs } from './load/phone.ts';
import { type Measurement, median, type Options } from './measurement.ts';
import { type Faults, faultsIn } from './second-reading.ts';

const ROUNDS = 15;
/** So long the class takes to place one estimate each. */
const GUESS_MS = 5000;
const settings = { rounds: ROUNDS, replacement: 'never', drawSize: 100 } as const;
/** What comes late is told as late; only what does not come at all ends the lecture. */
const PATIENCE_MS = 120_000;
/** Of what went wrong, as much as tells what kind of thing it is. */
const SHOWN = 3;

interface PlayedRound {
  readonly answersMs: readonly number[];
  readonly refused: Readonly<Record<string, number>>;
  /** From the host's press to the last phone's own score. */
  readonly scoredMs: number;
  readonly guessBlockMs: number;
  readonly closeBlockMs: number;
  readonly loopDelayMs: number;
}

interface Lesson {
  readonly rounds: readonly PlayedRound[];
  readonly cpuMs: number;
  readonly before: number;
  readonly after: number;
}

interface Opened extends Faults {
  readonly bytes: number;
  readonly seconds: number;
  readonly blockMs: number;
}

/** The draw, one estimate of everybody, the host's close, everybody's own score and rank. */
async function playRound(lecture: Lecture): Promise<PlayedRound> {
  await lecture.blockMs();
  await lecture.draw(PATIENCE_MS);
  const { answersMs, lost, loopDelayMs } = await lecture.phones.guess({
    ...{ round: lecture.round, pattern: 'spread', withinMs: GUESS_MS },
    startAt: machineMs() + 100,
  });
  const guessBlockMs = await lecture.blockMs();
  await lecture.phones.expect('you');
  const asked = machineMs();
  await lecture.say('close');
  const scoredMs = (await lecture.phones.seen(PATIENCE_MS)) - asked;
  // Screens are sent their own views after the phones' first.
  await sleep(500);
  return {
    answersMs,
    refused: lost,
    scoredMs,
    guessBlockMs,
    closeBlockMs: await lecture.blockMs(),
    loopDelayMs,
  };
}

async function playAll(lecture: Lecture): Promise<Lesson> {
  const [before, cpu] = [await lecture.rss(), await lecture.cpuMs()];
  const rounds: PlayedRound[] = [];
  while (rounds.length < ROUNDS) rounds.push(await playRound(lecture));
  const cpuMs = (await lecture.cpuMs()) - cpu;
  return { rounds, cpuMs, before, after: await lecture.rss() };
}

/** Opens the jar and holds the published log against what every phone was promised and told. */
async function openJar(lecture: Lecture): Promise<Opened> {
  await lecture.phones.expect('you');
  await lecture.say('reveal');
  await lecture.phones.seen(PATIENCE_MS);
  await lecture.blockMs();
  const begun = performance.now();
  const url = `${lecture.server.url}/api/replays/${lecture.opened.replayId}/log`;
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  if (!response.ok) throw new Error(`the log was not given: ${response.status}`);
  const text = await response.text();
  const seconds = (performance.now() - begun) / 1000;
  const blockMs = await lecture.blockMs();
  const { events } = JSON.parse(text) as PublicLog;
  const rounds = Array.from({ length: ROUNDS }, (_, k) => k + 1);
  const faults = faultsIn(events, await lecture.phones.takeDiaries(), rounds);
  for (const fault of [...faults.lost.slice(0, SHOWN), ...faults.wrong.slice(0, SHOWN)]) console.error(fault);
  return { ...faults, bytes: text.length, seconds, blockMs };
}

/** A whole lecture as a university holds it, and afterwards every rank worked out a second time. */
export async function wholeLecture({ players: sizes }: Options): Promise<readonly Measurement[]> {
  const players = sizes.at(-1) ?? 0;
  const lecture = await Lecture.open(players, settings);
  try {
    await lecture.watch();
    await lecture.join(players);
    const lesson = await playAll(lecture);
    return measured(players, lesson, await openJar(lecture));
  } finally {
    await lecture.end();
  }
}

function measured(
  players: number,
  { rounds, cpuMs, before, after }: Lesson,
  opened: Opened,
): readonly Measurement[] {
  const answers = rounds.flatMap(({ answersMs }) => answersMs);
  const unanswered = players * ROUNDS - answers.length;
  const codes = new Set(rounds.flatMap(({ refused }) => Object.keys(refused)));
  const scored = rounds.map(({ scoredMs }) => scoredMs);
  const most = (of: 'guessBlockMs' | 'closeBlockMs' | 'loopDelayMs') =>
    Math.max(...rounds.map((round) => round[of]));
  const lecture = `${ROUNDS} rounds at ${players}`;
  return [
    {
      what: `${lecture}: estimates lost`,
      unit: 'estimates',
      floor: null,
      ours: unanswered + opened.lost.length,
      reach: { most: 0 },
      note: `${answers.length} acknowledged, ${opened.lost.length} of them not in the log${unanswered > 0 ? `; ${unanswered} not acknowledged: ${[...codes].join(', ')}` : ''}`,
    },
    {
      what: `${lecture}: ranks and totals told wrongly`,
      unit: 'scores',
      floor: null,
      ours: opened.wrong.length,
      reach: { most: 0 },
      note: `of ${players * ROUNDS}, worked out anew from draws and estimates; the log has ${(opened.bytes / 1e6).toFixed(0)} MB, given in ${opened.seconds.toFixed(1)} s with a block of ${opened.blockMs.toFixed(0)} ms`,
    },
    {
      what: `${lecture}, all within ${GUESS_MS / 1000} s: ack p99`,
      unit: 'ms',
      floor: null,
      ours: percentile(answers, 0.99),
      note: `p50 ${percentile(answers, 0.5).toFixed(1)} ms, most ${percentile(answers, 1).toFixed(0)} ms, generators' loop delay p99 ${most('loopDelayMs').toFixed(0)} ms`,
    },
    {
      what: `${lecture}: from the close to the last phone's own score, median round`,
      unit: 'ms',
      floor: null,
      ours: median(scored),
      note: `slowest ${Math.max(...scored).toFixed(0)} ms`,
    },
    {
      what: `${lecture}: longest block of the loop`,
      unit: 'ms',
      floor: null,
      ours: Math.max(most('guessBlockMs'), most('closeBlockMs')),
      note: `draw and guesses ${most('guessBlockMs').toFixed(0)} ms, close ${most('closeBlockMs').toFixed(0)} ms`,
    },
    {
      what: `${lecture}: CPU per phone and round`,
      unit: 'ms',
      floor: null,
      ours: cpuMs / players / ROUNDS,
      note: `${(cpuMs / ROUNDS / 1000).toFixed(1)} s of a core a round`,
    },
    {
      what: `${lecture}: resident memory at the end (floor: everybody in, before the first round)`,
      unit: 'MB',
      floor: before / 1e6,
      ours: after / 1e6,
    },
  ];
}
