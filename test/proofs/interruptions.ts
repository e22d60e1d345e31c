import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import type { Outcome } from './network/class-of-phones.ts';
import { kinds } from './network/interruptions.ts';
import type { InterruptionPlan } from './network/phones-main.ts';
import { percentile, replaced, runPhones } from './network/run-phones.ts';
import { count, type Proof, type Size } from './proof.ts';

const boundMs = 2000;
const supersededMs = 1000;
const patienceMs = 20_000;
const classes: Readonly<Record<Size, Pick<InterruptionPlan, 'phones' | 'turns'>>> = {
  ci: { phones: 16, turns: 6 },
  full: { phones: 16, turns: 20 },
};

export const interruptions: Proof = {
  id: 'P9',
  promise: 'whatever interrupts a phone, its seat, score and estimate are there again',
  async prove(size) {
    const faulty = await planted();
    const { result: outcomes, loopDelayMs } = await runPhones({
      ...{ experiment: 'interruptions', client: top, server: top },
      ...{ kinds, patienceMs, ...classes[size] },
    });
    const all = outcomes.flatMap(({ resumeMs }) => resumeMs);
    const asked = classes[size].phones * classes[size].turns * kinds.length;
    const superseded = outcomes.flatMap(({ supersedeMs }) => supersedeMs);
    const broken = [
      ...outcomes.flatMap(({ kind, faults }) => faults.map((fault) => `${kind}: ${fault}`)),
      ...(all.length === asked ? [] : [`${asked - all.length} interruptions without an acknowledgement`]),
      ...faulty.missed.map((name) => `a planted fault was not found: ${name}`),
    ];
    const late = [
      ...(percentile(all, 0.95) <= boundMs ? [] : [`p95 over all kinds is ${percentile(all, 0.95)} ms`]),
      ...outcomes.filter(isSlow).map(({ kind, resumeMs }) => `${kind}: p95 ${percentile(resumeMs, 0.95)} ms`),
      ...(Math.max(...superseded) <= supersededMs
        ? []
        : [`a dead line was held for ${Math.round(Math.max(...superseded))} ms`]),
    ];
    const perKind = outcomes.map(
      ({ kind, resumeMs }) => `${kind} ${percentile(resumeMs, 0.5)}/${percentile(resumeMs, 0.95)}`,
    );
    const figures = [
      `${count(all.length)} of ${count(asked)} interruptions of ${kinds.length} kinds resumed, p95 ${percentile(all, 0.95)} ms after the network is back, loop delay p99 ${loopDelayMs} ms`,
      `a dead line let go after ${Math.round(Math.max(...superseded))} ms at most (${count(superseded.length)} times)`,
      `p50/p95 ms: ${perKind.join(', ')}`,
      `${faulty.found} planted faults found`,
    ];
    return { figures: figures.join('; '), broken, late };
  },
};

interface Fault {
  readonly name: string;
  isSeenIn(outcomes: readonly Outcome[]): boolean;
}

const isSlow = ({ resumeMs }: Outcome): boolean => percentile(resumeMs, 0.95) > boundMs;
const of = (outcomes: readonly Outcome[], kind: Outcome['kind']) =>
  outcomes.filter((one) => one.kind === kind);

/** Three faults in one copy, each of which shows in a kind of its own. */
const faults: readonly Fault[] = [
  {
    name: 'a phone that wakes up does nothing',
    isSeenIn: (outcomes) => of(outcomes, 'sleep').some(isSlow),
  },
  {
    name: 'a dead line is held until its ping is missed',
    isSeenIn: (outcomes) =>
      of(outcomes, 'half-open').some(({ supersedeMs }) => Math.max(...supersedeMs) > supersededMs),
  },
  {
    name: 'an estimate set offline is not kept over a refresh',
    isSeenIn: (outcomes) => of(outcomes, 'refresh').some((one) => one.faults.length > 0),
  },
];

async function planted(): Promise<{ readonly found: number; readonly missed: readonly string[] }> {
  const copy = plantedCopy();
  try {
    const without = (words: string) => (text: string) => replaced(text, words, '');
    copy.plant('client/line-watch.ts', (text) =>
      replaced(text, 'const wake = () => {', 'const wake = () => {\n    return;'),
    );
    copy.plant('server/fan-out.ts', without("older?.emit('superseded', { reason: 'superseded' });"));
    copy.plant('server/fan-out.ts', without('older?.disconnect(true);'));
    copy.plant('client/pages/player/game.ts', without('keepDraft(code, draft);'));
    const { result: outcomes } = await runPhones({
      ...{
        experiment: 'interruptions',
        client: copy.path,
        server: copy.path,
        kinds: ['sleep', 'half-open', 'refresh'],
      },
      ...{ phones: 4, turns: 1, patienceMs },
    });
    const missed = faults.filter((fault) => !fault.isSeenIn(outcomes)).map(({ name }) => name);
    return { found: faults.length - missed.length, missed };
  } finally {
    copy.remove();
  }
}
